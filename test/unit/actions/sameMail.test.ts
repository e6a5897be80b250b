/** The same mail by two ways is one message, also when a relay has written it in another encoding. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(() => desk.close());

const WORDS = 'Grüße aus Köln, der Deckel leckt.';
const QUOTED = ['Content-Transfer-Encoding: quoted-printable', 'Gr=C3=BC=C3=9Fe aus K=C3=B6ln, der Deckel leckt.'] as const;
const BASE64 = ['Content-Transfer-Encoding: base64', Buffer.from(`${WORDS}\n`).toString('base64')] as const;

/** As one program wrote it and as a relay passed it on. */
const mail = (parts: Partial<Parameters<typeof letter>[0]> = {}) =>
  letter({ from: 'Ann <ann@home.example>', subject: 'Deckel', id: 'one@mail.example', text: WORDS, ...parts });

test.each([
  ['quoted-printable', QUOTED],
  ['base64', BASE64],
])('as %s', async (_name, [header, text]) => {
  const first = await desk.mail(mail());
  desk.clock.pass(0.1);
  await desk.mail(mail({ headers: [header], text }));
  expect((await desk.messages(first?.ticketId ?? '')).map((message) => message.text.trim())).toEqual([WORDS]);
  const { items } = await desk.store.intake.list({ limit: 10 });
  // Its row is kept, and leads to the message.
  expect(items.map(({ state, messageId }) => [state, messageId])).toEqual([
    ['done', first?.id],
    ['done', first?.id],
  ]);
});

test.each([
  ['[EXTERNAL] Re: Deckel', 'Re: Deckel'],
  ['Re: Deckel', '***SPAM*** Re: Deckel'],
  ['[EXTERN] Re: Deckel', '[SPAM] [EXT] Re: Deckel'],
])('as %j by one way and %j by the other', async (one, other) => {
  const first = await desk.mail(mail({ subject: one }));
  desk.clock.pass(0.1);
  await desk.mail(mail({ subject: other }));
  expect((await desk.messages(first?.ticketId ?? '')).map(({ subject }) => subject)).toEqual([one]);
  const { items } = await desk.store.intake.list({ limit: 10 });
  expect(items.map(({ state, messageId }) => [state, messageId])).toEqual([
    ['done', first?.id],
    ['done', first?.id],
  ]);
});

test.each([
  ['other words', { text: 'Gr=C3=BC=C3=9Fe aus Bonn, der Deckel leckt.' }],
  ['another date', { date: new Date('2026-11-02T08:00:01Z') }],
  ['another subject', { subject: 'Der Deckel' }],
  ['another subject behind a tag', { subject: '[EXTERNAL] Der Deckel' }],
  ["a tag that is no gateway's", { subject: '[Küche] Deckel' }],
  ['another sender', { from: 'Ann <ann@work.example>' }],
])('with %s under the same id it is another message', async (_name, parts) => {
  const first = await desk.mail(mail());
  desk.clock.pass(0.1);
  await desk.mail(mail({ headers: [QUOTED[0]], text: QUOTED[1], ...parts }));
  const { items } = await desk.store.intake.list({ limit: 10 });
  expect(items).toHaveLength(2);
  expect(items.filter(({ messageId }) => messageId === first?.id)).toHaveLength(1);
});
