import { createServer } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hashOf } from '../../../src/cli/setup/build.mjs';
import { packagesAreCurrent } from '../../../src/cli/setup/deps.mjs';
import { firstBadLine } from '../../../src/cli/setup/dotenv.mjs';
import { takeLease } from '../../../src/cli/setup/lease.mjs';
import { calmLine } from '../../../src/cli/setup/logView.mjs';
import { requireFreePort } from '../../../src/cli/setup/ports.mjs';
import { howToInstall } from '../../../src/cli/setup/redisBinary.mjs';
import type { Screen } from '../../../src/cli/setup/screen.mjs';
import { welcome } from '../../../src/cli/setup/server.mjs';
import { planTests } from '../../../src/cli/testing/plan.mjs';
import { countsOfJest, createTally, lastLine, printSum } from '../../../src/cli/testing/tally.mjs';
import { readConfig } from '../../../src/config/env.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sayonce-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('.env', () => {
  it.each([
    ['PORT=3000\n# note\n\nexport NAME="a b" # why\nEMPTY=', null],
    ['KEY="one\ntwo"\nPORT=3000', null],
    ["KEY='it # is'\r\nPORT=1\r\n", null],
    ['PORT=3000\nSMTP_PORT 2525', 2],
    ['just words', 1],
    ['PORT=1\nKEY="never closed\nX=1', 2],
    ['1PORT=3', 1],
  ])('%j: first bad line %s', (text, line) => {
    expect(firstBadLine(text)).toBe(line);
  });
});

describe('packagesAreCurrent', () => {
  const lay = (installedAgo: number) => {
    mkdirSync(join(folder, 'node_modules/typescript'), { recursive: true });
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    const file = join(folder, 'node_modules/.package-lock.json');
    writeFileSync(file, '{}');
    const at = new Date(Date.now() - installedAgo);
    utimesSync(file, at, at);
  };

  it('is false without packages and when the lockfile is newer', () => {
    expect(packagesAreCurrent(folder)).toBe(false);
    lay(60_000);
    expect(packagesAreCurrent(folder)).toBe(false);
  });

  it('is true after an install by hand', () => {
    lay(0);
    expect(packagesAreCurrent(folder)).toBe(true);
  });
});

describe('hashOf', () => {
  const part = { name: 'x', sources: ['src', 'lock.json'], without: ['src/console'], output: [], command: [] };
  const write = (file: string, text: string) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  it('changes with every source and with nothing else', () => {
    write('src/a/b.ts', '1');
    write('lock.json', '1');
    const before = hashOf(folder, part);
    write('src/console/x.ts', 'other part');
    write('src/cli/start.mjs', 'not built');
    write('README.md', 'no source');
    expect(hashOf(folder, part)).toBe(before);
    write('src/a/b.ts', '2');
    const after = hashOf(folder, part);
    expect(after).not.toBe(before);
    rmSync(join(folder, 'src/a/b.ts'));
    write('src/a/c.ts', '2');
    expect(hashOf(folder, part)).not.toBe(after);
  });
});

describe('takeLease', () => {
  it('has one holder; the next gets it when that one is gone', async () => {
    const path = join(folder, 'l.sock');
    const first = await takeLease(path);
    const second = await takeLease(path);
    expect([first.held, second.held]).toEqual([true, false]);
    if (first.held) first.release();
    if (!second.held) await second.ended;
    const third = await takeLease(path);
    expect(third.held).toBe(true);
    if (third.held) third.release();
  });

  it('goes to one of many who come at once upon a left-over file', async () => {
    const path = join(folder, 'l.sock');
    writeFileSync(path, '');
    const all = await Promise.all(Array.from({ length: 5 }, () => takeLease(path)));
    expect(all.filter((lease) => lease.held)).toHaveLength(1);
    for (const lease of all) if (lease.held) lease.release();
  });
});

describe('calmLine', () => {
  const plain = { dim: (text: string) => text, red: (text: string) => text, yellow: (text: string) => text };
  const show = (entry: object) => calmLine(JSON.stringify({ time: 0, pid: 1, hostname: 'h', ...entry }), plain);

  it('shows what a person needs and no more', () => {
    expect(show({ level: 30, msg: 'message sent', ticketId: 't1' })).toMatch(/^\d\d:\d\d:\d\d {2}message sent ticketId=t1$/);
    expect(show({ level: 40, msg: 'slow' })).toContain('warning slow');
    expect(show({ level: 50, msg: 'bad', err: { message: 'm', stack: 'Error: m\n  at x' } })).toContain('error bad\nError: m\n  at x');
    expect(show({ level: 20, msg: 'detail' })).toBeNull();
    expect(show({ level: 30, msg: 'request', requestId: 'r', method: 'GET', route: '/api/v1/me', status: 200, ms: 3 })).toBeNull();
    expect(show({ level: 40, msg: 'request failed', status: 500 })).toContain('request failed status=500');
    const failed = (type: string) =>
      show({
        level: 60,
        msg: 'could not start',
        err: { type, message: 'the disk is full', stack: 'Error: the disk is full\n    at open.ts:1' },
      });
    expect(failed('StoreFileError')).toMatch(/could not start\nthe disk is full$/);
    expect(failed('TypeError')).toContain('at open.ts:1');
    expect(calmLine('not json', plain)).toBe('not json');
    expect(calmLine('{broken', plain)).toBe('{broken');
    expect(calmLine('', plain)).toBeNull();
  });
});

describe('requireFreePort', () => {
  it('names the variable to change when the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(requireFreePort('SMTP_PORT', port, undefined)).rejects.toThrow(`SMTP_PORT=${port + 1} npm start`);
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePort('SMTP_PORT', port, undefined)).resolves.toBeUndefined();
  });
});

describe('what start says', () => {
  it('shows the password once, and where everything is', () => {
    const config = readConfig({ DATA_DIR: folder });
    const ready = { url: 'http://localhost:3000', demoUrl: 'http://localhost:3000/demo', smtpPort: 2525, adminEmail: 'a@b' };
    expect(welcome({ ...ready, adminPassword: 'x7' }, config).join('\n')).toMatch(
      /a@b {3}password x7 {3}\(shown only now\)[^]*First steps[^]*\/demo[^]*port 2525[^]*sayonce-setup-/,
    );
    expect(welcome({ ...ready, adminPassword: null }, config).join('\n')).toContain('a@b   (password as you set it)');
  });

  it.each(['linux', 'darwin', 'win32'] as const)('tells how to get Redis on %s', (platform) => {
    expect(howToInstall(platform)).toMatch(/redis/);
  });
});

describe('npm test', () => {
  it.each([
    [[], { lint: true, types: true, unit: true, flows: true }],
    [['--full'], { lint: true, types: true, unit: true, flows: true, long: true, mongo: true, thorough: true }],
    [['--unit'], { unit: true }],
    [['--long', '--mongo'], { long: true, mongo: true }],
    [['--checks'], { lint: true, types: true }],
    [['flows/mail'], { jest: ['flows/mail'] }],
    [['-t', 'replies to'], { jest: ['-t', 'replies to'] }],
  ])('%j', (args, plan) => {
    expect(planTests(args)).toEqual({
      lint: false,
      types: false,
      unit: false,
      flows: false,
      long: false,
      mongo: false,
      thorough: false,
      jest: null,
      ...plan,
    });
  });

  it('refuses to guess', () => {
    expect(() => planTests(['--unit', 'mail'])).toThrow(/goes to jest alone/);
    expect(() => planTests(['--full', 'mail'])).toThrow(/leave --full out/);
  });

  it('sums everything, counts a file that could not be loaded, and says at its end what failed', () => {
    const tally = createTally();
    tally.add({ passed: 3 });
    const file = (name: string, message: string, assertionResults: object[]) => ({ name, status: 'failed', message, assertionResults });
    const counts = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, numRuntimeErrorTestSuites: 1 };
    const testResults = [
      file('/desk/test/a.test.ts', 'all of it', [
        { fullName: 'adds up', status: 'failed', failureMessages: ['\u001b[31mnot 3\u001b[39m\n\n  at line 1'] },
        { fullName: 'goes on', status: 'passed', failureMessages: [] },
      ]),
      file('/desk/test/b.test.ts', 'cannot be read', []),
      { ...file('/desk/test/c.test.ts', '', []), status: 'passed' },
    ];
    tally.add(countsOfJest({ ...counts, testResults } as Parameters<typeof countsOfJest>[0], '/desk'));
    const lines: string[] = [];
    const plain = (text: string) => text;
    const screen = { line: (text: string) => void lines.push(text), yellow: plain, red: plain } as unknown as Screen;
    expect(printSum(screen, tally, ['the mail flows'])).toBe(1);
    expect(lines).toEqual([
      '',
      'SKIPPED  the mail flows',
      'FAILED  test/a.test.ts › adds up\n    not 3\n      at line 1',
      'FAILED  test/b.test.ts\n    cannot be read',
      '8 passed, 2 failed, 3 skipped',
    ]);
    expect(lastLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
  });
});
