import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../../src/config/configError.js';
import { describeConfig } from '../../../src/config/describeConfig.js';
import { readConfig } from '../../../src/config/env.js';
import { VARIABLES } from '../../../src/config/variables.js';

const KEY = 'Qm9vN2k1Zs8xT4wLp0YcRj6HdUe3VaGi';
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sayonce-config-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const read = (env: Record<string, string> = {}) => readConfig({ DATA_DIR: dataDir, ...env });

function faultsOf(env: Record<string, string>): string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => `${fault.name} ${fault.problem}`);
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing to start on a laptop', () => {
    expect(read()).toMatchObject({
      production: false,
      role: 'all',
      dataDir,
      http: { host: undefined, port: 3000, publicUrl: 'http://localhost:3000', trustProxy: false },
      smtp: { enabled: true, disabledReason: null, port: 2525 },
      store: { kind: 'embedded', dataDir },
      redis: { url: null },
      mail: { from: 'support@localhost', fromName: 'Support', relayUrl: null, hookToken: null, inbound: null },
      twilio: { accountSid: null, authTokens: [], number: null, apiBase: 'https://api.twilio.com' },
      voice: { language: 'en-US', greeting: null, thanks: null, goodbye: null },
      widget: { origins: ['http://localhost:3000', 'http://localhost:*', 'http://127.0.0.1:*'] },
      admin: { email: 'admin@localhost', password: null },
      policy: { firstReplyMinutes: 60 },
      warnings: [],
    });
  });

  it.each([
    ['PORT', '8080', { http: { port: 8080, publicUrl: 'http://localhost:8080' } }],
    [
      'PUBLIC_URL',
      'https://desk.shop.example/base/',
      { http: { publicUrl: 'https://desk.shop.example/base' }, mail: { from: 'support@desk.shop.example' } },
    ],
    ['HOST', '127.0.0.1', { http: { host: '127.0.0.1' }, smtp: { host: '127.0.0.1' } }],
    ['SMTP_HOST', '10.0.0.5', { http: { host: undefined }, smtp: { host: '10.0.0.5' } }],
    ['TRUST_PROXY', '1', { http: { trustProxy: 1 } }],
    ['TRUST_PROXY', '10.0.0.0/8, loopback', { http: { trustProxy: ['10.0.0.0/8', 'loopback'] } }],
    ['MONGODB_URI', 'mongodb://a,b/desk?replicaSet=rs', { store: { kind: 'mongodb', uri: 'mongodb://a,b/desk?replicaSet=rs' } }],
    ['REDIS_URL', 'unix:///run/redis.sock', { redis: { url: 'unix:///run/redis.sock' } }],
    [
      'INBOUND_ADDRESSES',
      ' Example.org, @shop.example, Support+x@Example.com ',
      {
        mail: {
          from: 'support+x@example.com',
          inbound: [
            { kind: 'domain', value: 'example.org' },
            { kind: 'domain', value: 'shop.example' },
            { kind: 'address', value: 'support+x@example.com' },
          ],
        },
      },
    ],
    ['TWILIO_AUTH_TOKEN', 'new, old', { twilio: { authTokens: ['new', 'old'] } }],
    ['TWILIO_NUMBER', '+1 (555) 123-4567', { twilio: { number: '+15551234567' } }],
    ['VOICE_LANGUAGE', 'de-DE', { voice: { language: 'de-DE' } }],
    ['VOICE_GREETING', 'Guten Tag, hier ist Kern & Söhne.', { voice: { greeting: 'Guten Tag, hier ist Kern & Söhne.' } }],
    ['VOICE_THANKS', 'Danke.', { voice: { thanks: 'Danke.' } }],
    ['VOICE_GOODBYE', 'Auf Wiederhören.', { voice: { goodbye: 'Auf Wiederhören.' } }],
    ['TWILIO_API_BASE', 'http://127.0.0.1:4010/', { twilio: { apiBase: 'http://127.0.0.1:4010' } }],
    [
      'WIDGET_ORIGINS',
      'https://www.shop.example',
      { widget: { origins: expect.arrayContaining(['https://www.shop.example']) as unknown } },
    ],
    ['ADMIN_EMAIL', 'Eva@Example.com', { admin: { email: 'eva@example.com' } }],
    ['FIRST_REPLY_MINUTES', '15', { policy: { firstReplyMinutes: 15 } }],
    ['ROLE', 'workers', { role: 'workers' }],
    ['PORT', '  ', { http: { port: 3000 } }],
  ])('reads %s=%s', (name, value, expected) => {
    expect(read({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['PORT', 'web'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['ROLE', 'worker'],
    ['NODE_ENV', 'prod'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'desk.example.com'],
    ['PUBLIC_URL', 'https://desk.example.com/?a=1'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', 'proxy.example.com'],
    ['MONGODB_URI', 'postgres://db'],
    ['REDIS_URL', 'localhost:6379'],
    ['INBOUND_ADDRESSES', 'support@'],
    ['INBOUND_ADDRESSES', 'a b@example.com'],
    ['INBOUND_ADDRESSES', ','],
    ['TWILIO_NUMBER', '5551234567'],
    ['WIDGET_ORIGINS', '*'],
    ['WIDGET_ORIGINS', 'https://*.example.com'],
    ['WIDGET_ORIGINS', 'https://www.example.com/page'],
    ['SMTP_URL', 'mail.example.com:25'],
    ['FIRST_REPLY_MINUTES', '0'],
    ['SECRET_KEY', 'short'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} (must|is) `))]);
  });

  it('lists all faults at once', () => {
    expect(faultsOf({ PORT: 'x', SMTP_PORT: 'y', TWILIO_NUMBER: 'z', NODE_ENV: 'production' })).toHaveLength(4);
  });

  it('never shows the value of a secret in a fault', () => {
    const message = faultsOf({ SECRET_KEY: 'hunter2', SMTP_URL: 'user:hunter2@mail', MONGODB_URI: 'hunter2' }).join();
    expect(message).toContain('SMTP_URL');
    expect(message).not.toContain('hunter2');
  });

  it('refuses one port for two listeners', () => {
    expect(faultsOf({ PORT: '4000', SMTP_PORT: '4000' })).toEqual(['SMTP_PORT is the same as PORT (4000)']);
    expect(faultsOf({ PORT: '0', SMTP_PORT: '0' })).toEqual([]);
    expect(faultsOf({ PORT: '4000', LMTP_PORT: '4000' })).toEqual(['LMTP_PORT is the same as PORT (4000)']);
    expect(faultsOf({ SMTP_PORT: '2424', LMTP_PORT: '2424' })).toEqual(['LMTP_PORT is the same as SMTP_PORT (2424)']);
    expect(faultsOf({ LMTP_PORT: '2525' })).toEqual(['LMTP_PORT is the same as SMTP_PORT (2525)']);
    expect(faultsOf({ PORT: '0', SMTP_PORT: '0', LMTP_PORT: '0' })).toEqual([]);
  });

  it('is frozen all the way down', () => {
    const config = read();
    expect(Object.isFrozen(config.http)).toBe(true);
    expect(Object.isFrozen(config.widget.origins)).toBe(true);
  });

  it('says which data folder cannot be written to', () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    expect(faultsOf({ DATA_DIR: join(file, 'data') })).toEqual([
      expect.stringMatching(/^DATA_DIR is a folder we cannot write to: .*ENOTDIR/),
    ]);
    expect(faultsOf({ DATA_DIR: '/proc/sayonce/data' })).toEqual([
      expect.stringMatching(/^DATA_DIR is a folder we cannot write to: .*ENOENT/),
    ]);
  });
});

describe('the data folder', () => {
  const modes = (...names: string[]): string[] => names.map((name) => (statSync(join(dataDir, name)).mode & 0o777).toString(8));
  const asBefore = (folder = ''): string => {
    mkdirSync(join(dataDir, folder, 'blobs'), { recursive: true });
    for (const name of ['sayonce.db', 'sayonce.db-wal']) {
      writeFileSync(join(dataDir, folder, name), '');
      chmodSync(join(dataDir, folder, name), 0o644);
    }
    for (const name of [folder, join(folder, 'blobs')]) chmodSync(join(dataDir, name), 0o755);
    return join(dataDir, folder);
  };

  it('is made for its owner only', () => {
    read({ DATA_DIR: join(dataDir, 'new') });
    expect(modes('new')).toEqual(['700']);
  });

  it('of an earlier release is closed at start', () => {
    const { warnings } = read({ DATA_DIR: asBefore('old') });
    expect(modes('old', 'old/sayonce.db', 'old/sayonce.db-wal', 'old/blobs')).toEqual(['700', '600', '600', '700']);
    expect(warnings.filter((text) => text.includes('readable'))).toEqual([]);
  });

  it('stays open when it holds other things too, with what is ours in it closed', () => {
    asBefore('shared');
    writeFileSync(join(dataDir, 'shared/somebody-else.txt'), '');
    read({ DATA_DIR: join(dataDir, 'shared') });
    expect(modes('shared', 'shared/sayonce.db', 'shared/blobs')).toEqual(['755', '600', '700']);
  });

  // Only root can make something that belongs to another.
  (process.getuid?.() === 0 ? it : it.skip)('of somebody else is left as it is, with a warning', () => {
    const folder = asBefore('theirs');
    chownSync(folder, 12345, 12345);
    const { warnings } = read({ DATA_DIR: folder });
    expect(modes('theirs', 'theirs/sayonce.db')).toEqual(['755', '600']);
    expect(warnings).toContainEqual(expect.stringMatching(/theirs is readable for everybody .* belongs to user 12345/));
  });
});

describe('secrets', () => {
  it('makes a key once and keeps it for its owner only', () => {
    const { secretKey } = read();
    expect(secretKey.length).toBeGreaterThanOrEqual(32);
    expect(read().secretKey).toBe(secretKey);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it('makes no key when something else is wrong', () => {
    faultsOf({ PORT: 'x' });
    expect(() => statSync(join(dataDir, 'secret.key'))).toThrow('ENOENT');
  });

  it('does not replace a damaged key by itself', () => {
    writeFileSync(join(dataDir, 'secret.key'), 'oops');
    expect(faultsOf({})).toEqual([expect.stringContaining('is damaged')]);
  });

  it('takes a secret from a file', () => {
    const file = join(dataDir, 'mounted');
    writeFileSync(file, `${KEY}\n`);
    expect(read({ SECRET_KEY_FILE: file }).secretKey).toBe(KEY);
    expect(faultsOf({ SECRET_KEY_FILE: file, SECRET_KEY: KEY })).toEqual(['SECRET_KEY_FILE and SECRET_KEY are both set; keep one']);
    expect(faultsOf({ SECRET_KEY_FILE: join(dataDir, 'none') })).toEqual([
      expect.stringMatching(/^SECRET_KEY_FILE names a file that cannot be read/),
    ]);
  });
});

describe('production', () => {
  const production = { NODE_ENV: 'production', SECRET_KEY: KEY, PUBLIC_URL: 'https://desk.example.com' };

  it('starts with a real key and a public address', () => {
    const config = read({ ...production, INBOUND_ADDRESSES: 'example.com' });
    expect(config).toMatchObject({
      production: true,
      smtp: { enabled: true },
      mail: { from: 'support@example.com' },
      widget: { origins: ['https://desk.example.com'] },
      warnings: [],
    });
  });

  it.each([
    ['no key', { SECRET_KEY: '' }],
    ['a sample key', { SECRET_KEY: 'change-me-change-me-change-me-change-me' }],
    ['a key of one letter', { SECRET_KEY: 'x'.repeat(64) }],
    ['a short key', { SECRET_KEY: 'a8Jk2' }],
  ])('refuses %s, on the embedded store and on MongoDB', (_what, change) => {
    expect(faultsOf({ ...production, ...change })).toEqual([expect.stringMatching(/^SECRET_KEY /)]);
    expect(faultsOf({ ...production, ...change, MONGODB_URI: 'mongodb://db/desk' })).toEqual([expect.stringMatching(/^SECRET_KEY /)]);
  });

  it('opens no mail listener for any address of the world', () => {
    expect(read(production).smtp).toMatchObject({
      enabled: false,
      disabledReason: expect.stringContaining('INBOUND_ADDRESSES') as unknown,
    });
    // Its port is free for another.
    expect(faultsOf({ ...production, LMTP_PORT: '2525' })).toEqual([]);
  });

  it('says when INBOUND_ADDRESSES leaves out what we send from', () => {
    const warnings = (env: Record<string, string>) => read({ ...production, ...env }).warnings;
    expect(warnings({ INBOUND_ADDRESSES: 'example.com', MAIL_FROM: 'help@desk.example.com' })).toEqual([
      expect.stringMatching(/leaves out help@desk\.example\.com.*others at desk\.example\.com/),
    ]);
    expect(warnings({ INBOUND_ADDRESSES: 'sales@example.com', MAIL_FROM: 'help@example.com' })).toHaveLength(1);
    expect(warnings({ INBOUND_ADDRESSES: 'sales@example.com, example.org', MAIL_FROM: 'help@example.org' })).toEqual([]);
  });

  it('warns about plain http and a short password', () => {
    expect(read({ ...production, PUBLIC_URL: 'http://desk.example.com', ADMIN_PASSWORD: 'short' }).warnings).toHaveLength(2);
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');

  it('is what the table says (npm run env:example writes it)', () => {
    expect(text).toBe(describeConfig());
  });

  it('has one sentence for each variable', () => {
    for (const [name, variable] of Object.entries(VARIABLES)) {
      expect(text).toContain(`# ${variable.about}\n#${name}=`);
      expect(variable.about).toMatch(/^[A-Z].*\.$/);
    }
  });
});
