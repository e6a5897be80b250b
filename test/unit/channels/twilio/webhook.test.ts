import { createTwilioWebhooks } from '../../../../src/channels/twilio/webhook.js';
import type { VoiceSettings } from '../../../../src/channels/voice/twiml.js';
import type { TwilioConfig } from '../../../../src/channels/twilio/config.js';
import type { TwilioRequest } from '../../../../src/channels/twilio/webhook.js';
import { createMemoryIntake, silentLog } from '../support/fixtures.js';
import { encode, formOf, signed, TOKEN, twilioConfig } from '../support/twilio.js';

const voice: VoiceSettings = { language: 'en-US', greeting: null, thanks: null, goodbye: null };

function start(config: Partial<TwilioConfig> = {}, settings: Partial<VoiceSettings> = {}) {
  const intake = createMemoryIntake();
  return {
    rows: intake.rows,
    ...createTwilioWebhooks({
      config: { ...twilioConfig, ...config },
      voice: { ...voice, ...settings },
      accept: intake.accept,
      log: silentLog,
    }),
  };
}

const SMS = '/hooks/twilio/sms';
const good = signed(SMS, formOf('sms'));

describe('who may come in', () => {
  test('a request that Twilio signed', async () => {
    const { sms, rows } = start();
    expect(await sms(good)).toEqual({
      status: 200,
      contentType: 'text/xml; charset=utf-8',
      body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    });
    expect(rows).toMatchObject([
      { channel: 'sms', channelAccount: 'twilio:+15550001111', externalKey: 'SM00000000000000000000000000000001' },
    ]);
    expect(rows[0]?.raw.equals(encode(formOf('sms')))).toBe(true);
  });

  const form = formOf('sms');
  test.each<[string, TwilioRequest, Partial<TwilioConfig>]>([
    ['a missing signature', { ...good, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, {}],
    ['an empty signature', { ...good, headers: { ...good.headers, 'x-twilio-signature': '' } }, {}],
    ['a short signature', { ...good, headers: { ...good.headers, 'x-twilio-signature': 'abc' } }, {}],
    [
      'two signatures',
      { ...good, headers: { ...good.headers, 'x-twilio-signature': [String(good.headers['x-twilio-signature']), 'x'] } },
      {},
    ],
    ['a wrong signature', { ...good, headers: { ...good.headers, 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' } }, {}],
    ['another account’s token', signed(SMS, form, { token: 'another' }), {}],
    ['an empty token', signed(SMS, form, { token: '' }), { authTokens: [''] }],
    ['no token configured', good, { authTokens: [] }],
    ['a changed field', { ...good, rawBody: encode({ ...form, Body: 'send me money' }) }, {}],
    ['a field more', { ...good, rawBody: encode({ ...form, MediaUrl0: 'http://169.254.169.254/' }) }, {}],
    ['another path', { ...good, path: '/hooks/twilio/status' }, {}],
    ['a query more', { ...good, query: 'x=1' }, {}],
    ['another host', signed(SMS, form, { base: 'https://evil.example' }), {}],
    ['http instead of https', signed(SMS, form, { base: 'http://desk.example' }), {}],
    [
      'JSON for a form',
      {
        ...signed(SMS, {}),
        rawBody: Buffer.from(JSON.stringify(form)),
        headers: { ...signed(SMS, {}).headers, 'content-type': 'application/json' },
      },
      {},
    ],
    ['no content type', { ...good, headers: { 'x-twilio-signature': good.headers['x-twilio-signature'] } }, {}],
    ['an empty body', { ...good, rawBody: Buffer.alloc(0) }, {}],
  ])('not one with %s', async (_name, request, config) => {
    const { sms, rows } = start(config);
    const reply = await sms(request);
    expect(reply.status).toBe(403);
    expect(reply.contentType).toContain('application/json');
    expect(JSON.parse(reply.body)).toEqual({ error: { code: 'bad_signature', message: expect.any(String) } });
    expect(rows).toEqual([]);
  });

  test.each<[string, TwilioRequest, Partial<TwilioConfig>]>([
    ['the old token during a rotation', signed(SMS, form, { token: 'old' }), { authTokens: [TOKEN, 'old'] }],
    ['the port spelled out', signed(SMS, form, { base: 'https://desk.example:443' }), {}],
    ['a public URL with a slash at its end', good, { publicUrl: 'https://desk.example/' }],
    [
      'a public URL with a path',
      signed(SMS, form, { base: 'https://desk.example/support' }),
      { publicUrl: 'https://desk.example/support' },
    ],
    ['a query', signed(SMS, form, { query: 'from=%2B1555&x=a%20b' }), {}],
    ['a repeated field', signed(SMS, { ...form, Extra: ['b', 'a', 'b'] }), {}],
    ['a field that nobody knows yet', signed(SMS, { ...form, NewField: 'ö' }), {}],
    [
      'a field with a name of objects',
      signed(
        SMS,
        JSON.parse('{"__proto__":"x","constructor":"y","MessageSid":"SM1","From":"+1","To":"+2","Body":"b"}') as Record<string, string>,
      ),
      {},
    ],
  ])('one with %s', async (_name, request, config) => {
    const { sms } = start(config);
    expect((await sms(request)).status).toBe(200);
    expect(Object.prototype).not.toHaveProperty('x');
  });

  test('a replay is the same row', async () => {
    const { sms, rows } = start();
    expect((await sms(good)).status).toBe(200);
    expect((await sms(good)).status).toBe(200);
    expect(rows).toHaveLength(1);
  });

  test('nothing stored: 503, so that Twilio takes its fallback URL', async () => {
    const hooks = createTwilioWebhooks({ config: twilioConfig, voice, accept: () => Promise.reject(new Error('down')), log: silentLog });
    for (const [hook, name] of [
      ['sms', 'sms'],
      ['status', 'status'],
      ['voice', 'call'],
    ] as const) {
      const reply = await hooks[hook](signed(`/hooks/twilio/${hook}`, formOf(name)));
      expect(reply.status).toBe(503);
      expect(JSON.parse(reply.body)).toMatchObject({ error: { code: 'unavailable' } });
    }
  });

  test('a signed request without a message is refused, not swallowed', async () => {
    const { sms, status, voice } = start();
    expect((await sms(signed(SMS, { Body: 'x' }))).status).toBe(400);
    expect((await status(signed('/hooks/twilio/status', { MessageSid: 'SM1' }))).status).toBe(400);
    expect((await voice(signed('/hooks/twilio/voice', { From: '+1' }))).status).toBe(400);
  });
});

describe('what becomes a row', () => {
  test.each([
    ['sms', 'sms', 'sms', 'twilio:+15550001111', 'SM00000000000000000000000000000001'],
    ['sms', 'whatsapp', 'whatsapp', 'twilio:whatsapp:+14155238886', 'SM00000000000000000000000000000004'],
    ['sms', 'status', 'sms', 'twilio:+15550001111', 'SM00000000000000000000000000000009:delivered'],
    ['status', 'status', 'sms', 'twilio:+15550001111', 'SM00000000000000000000000000000009:delivered'],
    ['status', 'statusFailed', 'sms', 'twilio:+15550001111', 'SM00000000000000000000000000000009:undelivered'],
    ['voice', 'call', 'voice', 'twilio:+15550001111', 'CA00000000000000000000000000000001:call'],
    ['voice', 'callCompleted', 'voice', 'twilio:+15550001111', 'CA00000000000000000000000000000001:call'],
    [
      'voice',
      'recorded',
      'voice',
      'twilio:+15550001111',
      'CA00000000000000000000000000000001:recording:RE00000000000000000000000000000001',
    ],
    [
      'voice',
      'recordingStatus',
      'voice',
      'twilio:+15550001111',
      'CA00000000000000000000000000000001:recording:RE00000000000000000000000000000001',
    ],
    ['voice', 'recordingAbsent', 'voice', 'twilio:+15550001111', 'CA00000000000000000000000000000001:call'],
    [
      'voice',
      'transcript',
      'voice',
      'twilio:+15550001111',
      'CA00000000000000000000000000000001:transcript:TR00000000000000000000000000000001',
    ],
  ] as const)('%s with %s', async (hook, name, channel, channelAccount, externalKey) => {
    const hooks = start();
    expect((await hooks[hook](signed(`/hooks/twilio/${hook}`, formOf(name)))).status).toBe(200);
    expect(hooks.rows).toMatchObject([{ channel, channelAccount, externalKey }]);
  });

  test('a recording’s report names its numbers in the query', async () => {
    const { voice, rows } = start({ number: null });
    await voice(
      signed('/hooks/twilio/voice', formOf('recordingStatus'), { query: 'step=recording&from=%2B15552223333&to=%2B15550001111' }),
    );
    expect(rows).toMatchObject([
      { channelAccount: 'twilio:+15550001111', meta: { event: 'recording', from: '+15552223333', to: '+15550001111' } },
    ]);
  });
});

describe('what a caller hears', () => {
  async function answer(name: string, query = '', settings: Partial<VoiceSettings> = {}): Promise<string> {
    return (await start({}, settings).voice(signed('/hooks/twilio/voice', formOf(name), { query }))).body;
  }

  test('a greeting, then the tone; callbacks come to our public URL, with the numbers', async () => {
    const xml = await answer('call');
    expect(xml).toMatch(
      /<Response><Say language="en-US">Hello.*<\/Say><Record .*\/><Say [^>]*>We did not hear.*<\/Say><Hangup\/><\/Response>$/,
    );
    expect(xml).toContain('action="https://desk.example/hooks/twilio/voice?step=recorded"');
    expect(xml).toContain(
      'recordingStatusCallback="https://desk.example/hooks/twilio/voice?step=recording&amp;from=%2B15552223333&amp;to=%2B15550001111"',
    );
    expect(xml).toContain(
      'transcribeCallback="https://desk.example/hooks/twilio/voice?step=transcript&amp;from=%2B15552223333&amp;to=%2B15550001111"',
    );
    expect(xml).toContain('maxLength="300"');
    expect(xml).toContain('transcribe="true"');
  });

  test("the desk's own words in its own language, of which no transcript is asked for", async () => {
    const own = { language: 'de-DE', greeting: 'Hier ist Kern & <Söhne>.', thanks: 'Danke.', goodbye: 'Auf Wiederhören.' } as const;
    const xml = await answer('call', '', own);
    expect(xml).toMatch(
      /<Response><Say language="de-DE">Hier ist Kern &amp; &lt;Söhne&gt;\.<\/Say><Record .*\/><Say language="de-DE">Auf Wiederhören\.<\/Say><Hangup\/><\/Response>$/,
    );
    expect(xml).not.toContain('transcribe');
    expect(await answer('recorded', '', own)).toContain('<Response><Say language="de-DE">Danke.</Say><Hangup/></Response>');
  });

  test.each([
    ['zh-CN', '感谢来电'],
    ['zh-TW', '感謝來電'],
    ['en-GB', 'thank you for calling'],
  ] as const)('our own words in %s', async (language, words) => {
    expect(await answer('call', '', { language })).toMatch(new RegExp(`<Say language="${language}">[^<]*${words}`));
  });

  test('thanks after the recording', async () => {
    expect(await answer('recorded')).toMatch(/<Response><Say [^>]*>Thank you.*<\/Say><Hangup\/><\/Response>$/);
  });

  test.each(['callCompleted', 'recordingStatus', 'recordingAbsent', 'transcript', 'transcriptFailed'])('nothing on %s', async (name) => {
    expect(await answer(name)).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

  test('a hostile number stays inside its attribute', async () => {
    const form = { ...formOf('call'), From: '"><Dial>+1900</Dial>' };
    const { body } = await start().voice(signed('/hooks/twilio/voice', form));
    expect(body).not.toContain('<Dial>');
  });
});
