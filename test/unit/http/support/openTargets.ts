/** Calls of the routes that ask for no session, with what each of them asks for instead. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import twilio from 'twilio';
import { letter } from '../../../../src/cli/inProcess/letter.js';
import { TWILIO, type RealDesk } from './realDesk.js';
import { HOOK_TOKEN, PUBLIC } from './startHttp.js';
import { another } from './targets.js';

/** A request without its caller's token. */
export interface OpenCall {
  to: string;
  headers?: Record<string, string>;
  body?: string;
}

/** By `method path`, and behind it a word for another case of the same route. `proven`: as the provider himself would make it. */
export function openTargetsOf({ desk }: RealDesk): Record<string, (proven: boolean) => Promise<OpenCall>> {
  const {
    store,
    actions: { desk: ask },
    admin,
    clock,
    deps,
  } = desk;
  const json = { 'content-type': 'application/json' };
  const get = (to: string) => async (): Promise<OpenCall> => ({ to });
  const hook =
    (name: 'sms' | 'voice' | 'status', form: (sid: string) => Record<string, string>) =>
    async (proven: boolean): Promise<OpenCall> => {
      const to = `/hooks/twilio/${name}`;
      const params = form(another().padStart(32, '0'));
      const signature = proven
        ? twilio.getExpectedTwilioSignature(TWILIO.authToken, `${PUBLIC}${to}`, params)
        : 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=';
      return {
        to,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
        body: new URLSearchParams(params).toString(),
      };
    };
  const numbers = { From: '+12025550177', To: TWILIO.number };
  /** A line of a chat with a file, by its address. */
  const chatFile = async (): Promise<string> => {
    const session = await ask.chat.open({});
    const visitor = await ask.chat.visitor(session.token);
    const upload =
      visitor &&
      (await ask.chat.addFile(visitor, { filename: 'a.txt', contentType: 'text/plain', bytes: Readable.from([Buffer.from('words')]) }));
    if (!visitor || !upload) throw new Error('nothing was uploaded');
    await ask.chat.say(visitor, { clientId: randomUUID(), text: '', files: [upload.id] });
    const { items } = await store.intake.list({ state: 'pending', limit: 50 });
    for (const { id } of items) await desk.actions.receiveMessage(id);
    return (await ask.chat.lines(visitor, null))[0]?.files[0]?.url ?? '';
  };
  const mailWithFile = async (): Promise<string> => {
    const name = another();
    const got = await desk.mail(
      letter({
        from: `${name}@customer.example`,
        subject: name,
        id: `${name}@mail.example`,
        date: clock.now,
        text: '--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nwords\n--b--',
      }).replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: multipart/mixed; boundary=b'),
    );
    return deps.fileLinks.pathOf({ messageId: got?.id ?? '', index: 0 }, clock.now);
  };
  const article = async (shown: boolean): Promise<string> =>
    (await ask.articles.create(admin, { title: another(), body: 'Turn it off.', language: 'en', public: shown })).id;

  return {
    'get /health/live': get('/health/live'),
    'get /health/ready': get('/health/ready'),
    'get /api/v1/openapi.json': get('/api/v1/openapi.json'),
    'post /api/v1/session': async () => ({
      to: '/api/v1/session',
      headers: json,
      body: JSON.stringify({ email: 'nobody@desk.example', password: 'a wrong password' }),
    }),
    'post /api/v1/chat/session': async () => ({ to: '/api/v1/chat/session', headers: json, body: '{"language":"en"}' }),
    'get /api/v1/pictures': get('/api/v1/pictures?url=https%3A%2F%2Fpictures.example%2Fa.png&until=1&signature=wrong'),
    'post /widget/files': async () => ({ to: '/widget/files?filename=a.txt', headers: { 'content-type': 'text/plain' }, body: 'words' }),
    'get /widget/files/:id/:index': async () => ({ to: (await chatFile()).split('?')[0] ?? '' }),
    'get /widget/files/:id/:index by its address': async () => ({ to: await chatFile() }),
    'get /media/:token': get('/media/wrong'),
    'get /media/:token by its link': async () => ({ to: await mailWithFile() }),
    'get /widget/articles': get('/widget/articles'),
    'get /widget/articles/:id': async () => ({ to: `/widget/articles/${await article(true)}` }),
    'get /widget/articles/:id of a draft': async () => ({ to: `/widget/articles/${await article(false)}` }),
    'post /hooks/twilio/sms': hook('sms', (sid) => ({ ...numbers, MessageSid: `SM${sid}`, Body: 'Hello', NumMedia: '0' })),
    'post /hooks/twilio/voice': hook('voice', (sid) => ({ ...numbers, CallSid: `CA${sid}`, CallStatus: 'ringing', Direction: 'inbound' })),
    'post /hooks/twilio/status': hook('status', (sid) => ({
      From: TWILIO.number,
      To: numbers.From,
      MessageSid: `SM${sid}`,
      MessageStatus: 'sent',
    })),
    'post /hooks/email/raw': async (proven) => ({
      to: '/hooks/email/raw',
      headers: { 'content-type': 'message/rfc822', ...(proven ? { authorization: `Bearer ${HOOK_TOKEN}` } : {}) },
      body: letter({ from: 'a@customer.example', subject: another(), id: `${another()}@mail.example` }),
    }),
    'get /widget.js': get('/widget.js'),
    'get /widget/frame': get('/widget/frame'),
    'get /widget/assets/{*file}': get('/widget/assets/frame-1.js'),
    'get /demo': get('/demo'),
    'get /assets/{*file}': get('/assets/main-1.js'),
    'get /{*page}': get('/tickets'),
  };
}
