/** What compose.yaml makes of a .env: every variable of the desk reaches its containers, and means the same there. */
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { readConfig } from '../../../src/config/env.js';
import { VARIABLES } from '../../../src/config/variables.js';

interface Service {
  env_file: string[];
  environment: Record<string, string | number>;
  ports?: string[];
}

const text = readFileSync(new URL('../../../compose.yaml', import.meta.url), 'utf8');
const { services } = parse(text, { merge: true }) as { services: { web: Service; workers: Service } };

/** `${NAME}`, `${NAME:-otherwise}` and `${NAME:?sentence}`, as compose reads them. */
const filled = (value: string, dotEnv: Record<string, string>): string =>
  value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_whole, name: string, sign: string | undefined, otherwise: string | undefined) => {
    if (dotEnv[name]) return dotEnv[name];
    if (sign === '?') throw new Error(`${name}: ${otherwise ?? ''}`);
    return otherwise ?? '';
  });

/** The environment of a container: what the file says, and over it what the service says. */
function environmentOf({ env_file, environment }: Service, dotEnv: Record<string, string>): Record<string, string> {
  expect(env_file).toEqual(['.env']);
  return { ...dotEnv, ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(String(value), dotEnv)])) };
}

const NEEDED = { SECRET_KEY: 'Qm9vN2k1Zs8xT4wLp0YcRj6HdUe3VaGi', PUBLIC_URL: 'https://desk.example.com', INBOUND_ADDRESSES: 'example.com' };
/** They belong to the container: the folder that is mounted, and the ports that are published. */
const OF_THE_CONTAINER = ['NODE_ENV', 'ROLE', 'PORT', 'HOST', 'DATA_DIR', 'SMTP_PORT', 'SMTP_HOST', 'LMTP_PORT'];

test.each(['web', 'workers'] as const)('every variable reaches %s, but those of the container', (name) => {
  const dotEnv = Object.fromEntries(Object.keys(VARIABLES).map((variable) => [variable, `${variable} of .env`]));
  const env = environmentOf(services[name], dotEnv);
  expect(Object.keys(VARIABLES).filter((variable) => env[variable] !== dotEnv[variable])).toEqual(OF_THE_CONTAINER);
});

test('no name in compose.yaml has another meaning elsewhere, and nothing else is passed on', () => {
  const { environment, ports = [] } = services.web;
  const published = [...ports.join(' ').matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
  expect(published.length).toBe(ports.length);
  expect(published.filter((name) => name in VARIABLES)).toEqual([]);
  expect(Object.keys(environment).filter((name) => !(name in VARIABLES))).toEqual([]);
});

test('the least .env starts both roles, on ports that are published, and each takes mail to what it sends from', () => {
  const [web, workers] = [readConfig(environmentOf(services.web, NEEDED)), readConfig(environmentOf(services.workers, NEEDED))];
  expect(web).toMatchObject({
    production: true,
    role: 'web',
    http: { host: undefined },
    smtp: { enabled: true, host: '0.0.0.0' },
    store: { kind: 'mongodb' },
    mail: { from: 'support@example.com' },
    warnings: [],
  });
  expect(workers).toMatchObject({ role: 'workers', secretKey: web.secretKey, mail: { from: 'support@example.com' } });
  const inside = services.web.ports?.map((port) => filled(port, {}).split(':').at(-1));
  expect(inside).toEqual([web.http.port, web.smtp.port, web.lmtp?.port].map(String));
});

test('the .env of its first lines is enough, and without a key or an address it says what is missing', () => {
  const sample = /printf '([^']+)'/.exec(text)?.[1]?.replace('%s', NEEDED.SECRET_KEY) ?? '';
  const dotEnv = Object.fromEntries(
    sample
      .split('\\n')
      .filter(Boolean)
      .map((line) => line.split('=') as [string, string]),
  );
  expect(readConfig(environmentOf(services.web, dotEnv))).toMatchObject({
    smtp: { enabled: true },
    mail: { from: 'support@example.com' },
    warnings: [],
  });
  for (const name of ['SECRET_KEY', 'PUBLIC_URL'])
    expect(() => environmentOf(services.web, { ...NEEDED, [name]: '' })).toThrow(`${name}: set ${name}`);
});
