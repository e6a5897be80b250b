/**
 * Who may call what (S15): every route, for every role, about his own and about somebody else's, over a real desk. What
 * comes out is held against `test/golden/rights.json`, so that a check that was forgotten, or moved, fails here. Agents
 * work on every ticket and customer: teams sort the work, and fence off nothing but their views and macros.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { ROLES } from '../../../src/contract/desk.js';
import { PAGES } from '../../../src/http/pages.js';
import { ROUTES } from '../../../src/http/routes/table.js';
import { BODIES } from './support/bodies.js';
import { openTargetsOf } from './support/openTargets.js';
import { startRealDesk, type Caller, type RealDesk } from './support/realDesk.js';
import { targetsOf, type Target } from './support/targets.js';

const GOLDEN = new URL('../../golden/rights.json', import.meta.url);
const AGENT_ROUTES = ROUTES.filter(({ auth }) => auth === 'agent');
const OPEN_ROUTES = [...ROUTES, ...PAGES].filter(({ auth }) => auth !== 'agent');
const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

let real: RealDesk;
let targets: ReturnType<typeof targetsOf>;
let openTargets: ReturnType<typeof openTargetsOf>;
let outsiders: [string, string | null][];
/** Of an admin's role. */
let apiToken: string;
beforeAll(async () => {
  real = await startRealDesk();
  targets = targetsOf(real);
  openTargets = openTargetsOf(real);
  const left = await real.agent('admin');
  const leftToken = await left.token();
  // His session is still there: it must be worth nothing by itself.
  await real.desk.store.people.changeAgent(left.id, { active: false });
  const { apiTokens } = real.desk.actions.desk;
  apiToken = (await apiTokens.create(real.desk.admin, { name: 'Shop', role: 'admin' })).token;
  const revoked = await apiTokens.create(real.desk.admin, { name: 'Old shop', role: 'admin' });
  await apiTokens.revoke(real.desk.admin, revoked.id);
  outsiders = [
    ['nobody', null],
    ['a visitor', (await real.desk.actions.desk.chat.open({})).token],
    ['a deactivated admin', leftToken],
    ['a revoked token', revoked.token],
  ];
}, 60_000);
afterAll(() => real.stop());

/** The routes, and the further cases of some of them. */
const CASES = (): string[] => [...new Set([...AGENT_ROUTES.map(nameOf), ...Object.keys(targets)])];

function ask(name: string, token: string | null, { id = '', recordId = '', query = '', body, bytes }: Target): Promise<Response> {
  const [method = '', path = ''] = name.split(' ');
  const to =
    path.replace(':recordId', recordId).replace(':id', id).replace(':index', '0') +
    (query || (path === '/api/v1/search' ? '?q=lamp' : path === '/api/v1/uploads' ? '?filename=a.txt' : ''));
  const given = body ?? BODIES[`${method} ${path}`];
  return real.call(
    method,
    to,
    token,
    given === undefined ? { ...(method === 'get' ? {} : { bytes: bytes ?? Buffer.from('words') }) } : { body: given },
  );
}

const target = async (name: string, owner: Caller, me: Caller): Promise<Target> => (await targets[name]?.(owner, me)) ?? {};

test('every route with something in its path, or in its body, is asked about something that is there', () => {
  const [paths, bodies] = [AGENT_ROUTES.filter(({ path }) => path.includes(':')), AGENT_ROUTES.filter(({ body }) => body)];
  expect(paths.map(nameOf).filter((name) => !targets[name])).toEqual([]);
  expect(bodies.map(nameOf).filter((name) => !targets[name] && !BODIES[name])).toEqual([]);
});

test('every route that asks for no session is asked as well', () => {
  expect(OPEN_ROUTES.map(nameOf).filter((name) => !openTargets[name])).toEqual([]);
});

/** Who may come to an open door. `provider`: he who proves himself by a signature, or by the token of our mail servers. */
const COMERS = ['nobody', 'visitor', ...ROLES, 'provider'] as const;

async function comeTo(name: string, who: (typeof COMERS)[number]): Promise<number> {
  const { to, headers = {}, body } = (await openTargets[name]?.(who === 'provider')) ?? { to: '' };
  const token =
    who === 'nobody' || who === 'provider'
      ? null
      : who === 'visitor'
        ? (await real.desk.actions.desk.chat.open({})).token
        : await real.callers[who].token();
  const response = await fetch(real.url + to, {
    method: name.split(' ')[0]?.toUpperCase() ?? '',
    redirect: 'manual',
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

test('whoever is no agent is asked to sign in, everywhere', async () => {
  for (const route of AGENT_ROUTES) {
    const made = await target(nameOf(route), real.other, real.other);
    const answers = await Promise.all(
      outsiders.map(async ([who, token]) => [nameOf(route), who, (await ask(nameOf(route), token, made)).status]),
    );
    expect(answers).toEqual(outsiders.map(([who]) => [nameOf(route), who, 401]));
  }
}, 120_000);

test('every role, and whoever has none, may do what the golden table says, and nothing else', async () => {
  const found: Record<string, Record<string, string>> = {};
  for (const name of CASES()) {
    // The roles side by side: each has what is his own, so that none gets in the way of another.
    const line = await Promise.all(
      ROLES.map(async (role) => {
        const me = real.callers[role];
        const answers: number[] = [];
        for (const owner of targets[name] ? [me, real.other] : [me])
          answers.push((await ask(name, await me.token(), await target(name, owner, me))).status);
        return [role, [...new Set(answers)].join(', of others ')];
      }),
    );
    // A token has nothing of its own.
    line.push(['token', String((await ask(name, apiToken, await target(name, real.other, real.callers.admin))).status)]);
    found[name] = Object.fromEntries(line) as Record<string, string>;
  }
  for (const name of Object.keys(openTargets)) {
    const line: Record<string, string> = {};
    for (const who of COMERS) line[who] = String(await comeTo(name, who));
    found[name] = line;
  }
  const text = `{\n${Object.entries(found)
    .map(([name, line]) => `  ${JSON.stringify(name)}: ${JSON.stringify(line)}`)
    .join(',\n')}\n}\n`;
  // `UPDATE_GOLDEN=1` writes it anew; what changed is then read by a person.
  if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, text);
  expect(found).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
}, 300_000);

/** Refusals with another reason than a right. */
const OTHERWISE: Record<string, string> = {
  'post /api/v1/agents/:id/password': 'nobody gives himself a one-time password',
  'patch /api/v1/agents/:id to another role': 'nobody takes his own rights away',
  'post /api/v1/tickets/:id/messages with a file': 'to everybody else the file of another is none',
};

test('the table refuses by right alone, and what it allows has succeeded', () => {
  const all = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, Record<string, string>>;
  const golden = Object.fromEntries(Object.entries(all).filter(([name]) => !openTargets[name]));
  // An admin may do everything once, or the line would prove nothing.
  expect(Object.entries(golden).filter(([name, line]) => !OTHERWISE[name] && /^40/.test(line['admin'] ?? ''))).toEqual([]);
  const odd = Object.entries(golden).flatMap(([name, line]) => {
    const [method, path] = name.split(' ');
    const success = ROUTES.find((route) => route.method === method && route.path === path)?.status ?? 200;
    if (OTHERWISE[name]) return [];
    return Object.entries(line).flatMap(([role, text]) =>
      role === 'token' ||
      text.split(', of others ').every((status, ofOthers) => [String(success), '403', ...(ofOthers ? ['404'] : [])].includes(status))
        ? []
        : [`${name} ${role} ${text}`],
    );
  });
  expect(odd).toEqual([]);
});

test('at the open doors a role is worth nothing: each asks all comers for the same', () => {
  const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, Record<string, string>>;
  for (const name of Object.keys(openTargets)) {
    const { nobody, visitor, provider, ...roles } = golden[name] ?? {};
    const isHook = name.includes('/hooks/');
    // A signed-in agent may hand in a mail, which the desk's own pages and tools do; nothing else is his for being one.
    const asNobody = name === 'post /hooks/email/raw' ? '202' : nobody;
    expect({ name, roles: [...new Set(Object.values(roles))] }).toEqual({ name, roles: [asNobody] });
    expect({ name, visitor }).toEqual({ name, visitor: name === 'post /widget/files' ? '201' : nobody });
    expect({ name, provider }).toEqual({ name, provider: isHook ? expect.stringMatching(/^20\d$/) : nobody });
    if (isHook) expect({ name, nobody }).toEqual({ name, nobody: '403' });
  }
});

/** What a token may not do though its role may: no profile, no session, no people and no tokens, nor what goes with people. */
const NOT_BY_TOKEN = [
  'delete /api/v1/session',
  'get /api/v1/me',
  'patch /api/v1/me',
  'post /api/v1/me/email',
  'post /api/v1/me/password',
  'post /api/v1/agents',
  'patch /api/v1/agents/:id',
  'post /api/v1/agents/:id/password',
  'patch /api/v1/agents/:id to another role',
  'get /api/v1/tokens',
  'post /api/v1/tokens',
  'delete /api/v1/tokens/:id',
  'post /api/v1/teams',
  'patch /api/v1/teams/:id',
  'delete /api/v1/teams/:id',
  'patch /api/v1/settings/hours',
];
const OTHERWISE_BY_TOKEN: Record<string, string> = {
  'post /api/v1/macros/:id/render for a ticket': "the macro is the admin's own",
  'post /api/v1/sandbox/sample': 'the admin has loaded it a moment before',
};

test('a token may do what its role may about others, but for what is told here', () => {
  const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, Record<string, string>>;
  const ofOthers = (line: Record<string, string>): string => (line['admin'] ?? '').split(', of others ').at(-1) ?? '';
  const lines = CASES().map((name) => [name, golden[name] ?? {}] as const);
  expect(lines.filter(([name, line]) => line['token'] !== ofOthers(line) && !OTHERWISE_BY_TOKEN[name] && line['token'] !== '403')).toEqual(
    [],
  );
  expect(
    lines
      .filter(([, line]) => line['token'] === '403')
      .map(([name]) => name)
      .sort(),
  ).toEqual([...NOT_BY_TOKEN].sort());
});

test('asking changes nothing: no GET writes to the store, whoever asks (S25)', async () => {
  const watch = new Database(path.join(real.dataDir, readdirSync(real.dataDir).find((file) => file.endsWith('.db')) ?? ''));
  // Counts the commits of every other connection.
  const version = (): number => (watch.prepare('PRAGMA data_version').get() as { data_version: number }).data_version;
  const { token: visitor } = await real.desk.actions.desk.chat.open({});
  const wrote: string[] = [];
  // Whether the desk is ready is asked by trying to write; nothing of anybody's is in that row.
  for (const route of [...ROUTES, ...PAGES].filter(({ method, path: at }) => method === 'get' && at !== '/health/ready')) {
    const name = nameOf(route);
    const made = await target(name, real.other, real.callers.admin);
    const token = await real.callers.admin.token();
    for (const [who, by] of [
      ['an admin', token],
      ['a visitor', visitor],
      ['nobody', null],
    ] as const) {
      const before = version();
      await (await ask(name, by, made)).arrayBuffer();
      if (version() !== before) wrote.push(`${name} by ${who}`);
    }
  }
  expect(wrote).toEqual([]);
  const before = version();
  await real.desk.actions.desk.workspace.tags.create(real.desk.admin, { name: 'a tag', color: null });
  expect(version()).not.toBe(before);
  watch.close();
}, 60_000);
