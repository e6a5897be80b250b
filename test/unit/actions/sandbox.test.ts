/** The sandbox writes in customers' names: there is none where real customers are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInProcessDesk, SILENT, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { readConfig } from '../../../src/config/env.js';
import { createSandboxDoors } from '../../../src/sandboxDoors.js';
import { openStore, type OpenedStore } from '../../../src/store/openStore.js';

const PHONE = { accountSid: null, authTokens: [], number: null, publicUrl: 'http://desk.example', apiBase: null };
const PRODUCTION = { NODE_ENV: 'production', SECRET_KEY: 'Qm9vN2k1Zs8xT4wLp0YcRj6HdUe3VaGi', PUBLIC_URL: 'https://desk.example.com' };
const LENA = { name: 'Lena Invented', email: 'lena@customer.example', phone: '+12025550177' };

let dataDir: string;
let opened: OpenedStore;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  opened = await openStore({ kind: 'embedded', dataDir }, SILENT);
});
afterAll(async () => {
  await opened.store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const deskWith = (env: Record<string, string>): Promise<InProcessDesk> =>
  openInProcessDesk({ opened, doors: { sandbox: createSandboxDoors(readConfig({ ...env, DATA_DIR: dataDir }), opened, PHONE) } });
const tries = ({ actions, admin }: InProcessDesk): [string, () => Promise<unknown>][] => {
  const { sandbox } = actions.desk;
  return [
    ['customer', () => sandbox.become(admin, LENA)],
    ['mail', () => sandbox.mail(admin, { name: LENA.name, email: LENA.email, subject: 'Lid', text: 'It leaks.' })],
    ['text', () => sandbox.text(admin, { from: LENA.phone, text: 'It leaks.' })],
    ['call', () => sandbox.call(admin, { from: LENA.phone, words: 'It leaks.' })],
    ['state of the sample', () => sandbox.sampleState(admin)],
  ];
};

test('in production nothing of it is there, for an admin neither', async () => {
  const desk = await deskWith(PRODUCTION);
  for (const [name, run] of [...tries(desk), ['sample', () => desk.actions.desk.sandbox.loadSample(desk.admin)] as const]) {
    await expect(run().then(() => `${name} was done`)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await opened.store.intake.list({ limit: 10 })).items).toEqual([]);
});

test('elsewhere all of it is', async () => {
  const desk = await deskWith({});
  for (const [, run] of tries(desk)) await run();
  expect((await opened.store.intake.list({ limit: 10 })).items.map(({ channel }) => channel).toSorted()).toEqual([
    'email',
    'sms',
    'voice',
    'voice',
  ]);
});
