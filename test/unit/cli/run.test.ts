/** The commands of package.json, from a fresh clone: there is no dist/ yet, and stdout belongs to the command. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

test('no command expects a build that somebody else has made', () => {
  const run = Object.entries(scripts).flatMap(
    ([name, line]) =>
      /^node src\/cli\/run\.mjs (?:--whole )?(\w+)$/
        .exec(line)
        ?.slice(1)
        .map((entry) => [name, entry] as const) ?? [],
  );
  expect(run.map(([name]) => name).sort()).toEqual([
    'backup',
    'bench',
    'env:example',
    'explain',
    'import',
    'migrate',
    'purge',
    'restore',
    'screenshots',
    'seed',
    'store:check',
    'store:copy',
  ]);
  expect(run.filter(([, entry]) => !existsSync(join(ROOT, `src/cli/${entry}.ts`)))).toEqual([]);
  expect(Object.entries(scripts).filter(([, line]) => line.includes('dist/'))).toEqual([]);
});

describe('run.mjs', () => {
  const root = mkdtempSync(join(tmpdir(), 'fresh-clone-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** A compiler that writes one command, and says so. */
  const COMPILER = `#!/usr/bin/env node
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('dist/src/cli', { recursive: true });
writeFileSync('dist/src/cli/greet.js', 'process.stdout.write(process.argv.slice(2).join(" ")); process.exitCode = 3;');
`;
  const greet = () =>
    spawnSync(process.execPath, ['src/cli/run.mjs', 'greet', 'hello', '--to', 'you'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });

  test('builds first, and is quiet when there is nothing to build', () => {
    mkdirSync(join(root, 'src/cli'), { recursive: true });
    cpSync(join(ROOT, 'src/cli/run.mjs'), join(root, 'src/cli/run.mjs'));
    cpSync(join(ROOT, 'src/cli/setup'), join(root, 'src/cli/setup'), { recursive: true });
    for (const folder of ['.bin', 'typescript']) mkdirSync(join(root, 'node_modules', folder), { recursive: true });
    for (const file of ['package.json', 'package-lock.json', 'node_modules/.package-lock.json'])
      writeFileSync(join(root, file), '{ "type": "module" }');
    writeFileSync(join(root, 'node_modules/.bin/tsc'), COMPILER);
    chmodSync(join(root, 'node_modules/.bin/tsc'), 0o755);

    const [first, second] = [greet(), greet()];
    expect([first.status, first.stdout, first.stderr]).toEqual([3, 'hello --to you', expect.stringContaining('Building the server')]);
    expect([second.status, second.stdout, second.stderr]).toEqual([3, 'hello --to you', '']);
  });

  test('a build that fails ends it with a word, and nothing on stdout', () => {
    writeFileSync(join(root, 'node_modules/.bin/tsc'), '#!/bin/sh\necho "an error of ours"; exit 1\n');
    writeFileSync(join(root, 'package-lock.json'), '{ "type": "module", "changed": true }');
    execFileSync('touch', ['-r', join(root, 'package-lock.json'), join(root, 'node_modules/.package-lock.json')]);
    const failed = greet();
    expect([failed.status, failed.stdout, failed.stderr]).toEqual([1, '', expect.stringContaining('The server could not be built')]);
    expect(failed.stderr).toContain('an error of ours');
  });
});
