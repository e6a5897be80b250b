/** The phone account that is set while the desk runs, asked by Twilio's own SDK against a server that speaks like its API. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTwilioLine } from '../../../../src/channels/twilio/line.js';

const SID = `AC${'1'.repeat(32)}`;
const NUMBER = '+12025550123';
const account = { accountSid: SID, authToken: 'right-token', number: NUMBER };
const state = { status: 'active', sms: true, smsUrl: 'https://elsewhere.example/', voiceUrl: '', broken: false };
const updates: string[] = [];
let server: Server;
let apiBase: string;

/** What Twilio's API answers to these three questions. */
async function answer(request: IncomingMessage): Promise<[number, object]> {
  if (state.broken) return [500, { code: 20500, message: 'Internal error', status: 500 }];
  if (request.headers.authorization !== `Basic ${Buffer.from(`${SID}:right-token`).toString('base64')}`)
    return [401, { code: 20003, message: 'Authenticate', status: 401 }];
  const url = new URL(request.url ?? '', 'http://api');
  const row = {
    sid: `PN${'2'.repeat(32)}`,
    phone_number: NUMBER,
    sms_url: state.smsUrl,
    voice_url: state.voiceUrl,
    capabilities: { sms: state.sms, voice: true, mms: true },
  };
  if (url.pathname === `/2010-04-01/Accounts/${SID}.json`) return [200, { sid: SID, friendly_name: 'Shop', status: state.status }];
  if (url.pathname === `/2010-04-01/Accounts/${SID}/IncomingPhoneNumbers.json`)
    return [200, { incoming_phone_numbers: url.searchParams.get('PhoneNumber') === NUMBER ? [row] : [] }];
  const form = new URLSearchParams(await text(request));
  updates.push(form.toString());
  state.smsUrl = form.get('SmsUrl') ?? '';
  state.voiceUrl = form.get('VoiceUrl') ?? '';
  return [200, row];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const line = () => createTwilioLine({ accountSid: null, authTokens: [], number: null, publicUrl: 'https://desk.example', apiBase });

test('the account and its number are asked for real, and what is wrong is told apart', async () => {
  const it = line();
  expect(await it.tryAccount(account)).toEqual({ ok: true, problem: null, accountName: 'Shop', points: { sms: false, voice: false } });
  expect((await it.tryAccount({ ...account, authToken: 'wrong-token' })).problem?.code).toBe('wrong_credentials');
  expect((await it.tryAccount({ ...account, number: '+12025550199' })).problem?.code).toBe('no_number');
  state.sms = false;
  expect((await it.tryAccount(account)).problem?.code).toBe('no_sms');
  Object.assign(state, { sms: true, status: 'suspended' });
  expect((await it.tryAccount(account)).problem?.code).toBe('suspended');
  Object.assign(state, { status: 'active', broken: true });
  expect((await it.tryAccount(account)).problem?.code).toBe('server_error');
  state.broken = false;
  const nowhere = createTwilioLine({
    accountSid: null,
    authTokens: [],
    number: null,
    publicUrl: 'https://desk.example',
    apiBase: 'http://127.0.0.1:1',
  });
  expect((await nowhere.tryAccount(account)).problem?.code).toBe('unreachable');
});

test('our number is pointed here, and then says so', async () => {
  const it = line();
  await it.pointHooks(account);
  expect(updates.at(-1)).toContain(encodeURIComponent('https://desk.example/hooks/twilio/voice'));
  expect((await it.tryAccount(account)).points).toEqual({ sms: true, voice: true });
});

test("an account counts from the moment it is told, and the environment's always wins", () => {
  const it = line();
  expect([it.config.accountSid, it.config.authTokens, it.current(), it.client()]).toEqual([null, [], null, null]);
  it.use(account);
  expect([it.config.authTokens, it.config.number, it.current()]).toEqual([['right-token'], NUMBER, { accountSid: SID, number: NUMBER }]);
  const client = it.client();
  expect([client?.username, it.client() === client]).toEqual([SID, true]);
  it.use({ ...account, authToken: 'another-token' });
  expect(it.client()).not.toBe(client);
  it.use(null);
  expect([it.config.authTokens, it.client()]).toEqual([[], null]);

  const fixed = createTwilioLine({
    accountSid: `AC${'9'.repeat(32)}`,
    authTokens: ['from the environment'],
    number: '+12025550100',
    publicUrl: 'https://desk.example',
    apiBase,
  });
  fixed.use(account);
  expect([fixed.fixed, fixed.config.authTokens, fixed.config.number]).toEqual([true, ['from the environment'], '+12025550100']);
});
