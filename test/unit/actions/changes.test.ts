/** What a console missed while its line was broken: every change, however long before it was written its cause came in. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mailIntake } from '../../../src/channels/email/intake.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

const SECOND = 1 / 3600;
const BO = { from: 'Bo <bo@staff.example>', headers: ['Authentication-Results: mx.desk.example; dmarc=pass header.from=staff.example'] };
let desk: InProcessDesk;
beforeAll(async () => {
  desk = await openInProcessDesk();
  await desk.store.people.addAgent({
    id: 'b'.repeat(24),
    name: 'Bo',
    email: 'bo@staff.example',
    role: 'agent',
    passwordHash: '-',
    active: true,
    createdAt: desk.clock.now,
  });
});
afterAll(() => desk.close());

test.each([
  ['of somebody new', { from: 'ann@customer.example', id: 'a1@x', subject: 'Lid', text: 'It leaks.' }],
  [
    'that goes on in a ticket',
    { from: 'ann@customer.example', id: 'a2@x', inReplyTo: 'a1@x', subject: 'Re: Lid', text: 'It leaks still.' },
  ],
  [
    "with an agent's answer from his own mail program",
    { ...BO, to: 'ann@customer.example', id: 'b1@x', inReplyTo: 'a1@x', subject: 'Re: Lid', text: 'A new one is on its way.' },
  ],
  [
    'with which an agent begins a ticket',
    { ...BO, to: 'cy@customer.example', id: 'b2@x', subject: 'Kettle', text: 'Your kettle has come.' },
  ],
])('a mail %s is told although it is placed half a minute after it came', async (_what, parts) => {
  const { changes } = desk.actions.desk.tickets;
  desk.clock.pass(1);
  const came = desk.clock.now;
  const raw = Buffer.from(letter(parts).replace(/\n/g, '\r\n'));
  const { intakeId } = await desk.actions.accept(
    mailIntake(raw, 'support@desk.example', { via: 'smtp', mailFrom: 'envelope@x', rcptTo: ['support@desk.example'] }),
  );
  desk.clock.pass(30 * SECOND);
  const { cursor } = await changes(desk.admin, undefined);
  desk.clock.pass(SECOND);
  await desk.actions.receiveMessage(intakeId);
  desk.clock.pass(30 * SECOND);
  const { items } = await changes(desk.admin, cursor);
  expect(items).toMatchObject([{ preview: parts.text, lastMessageAt: came.toISOString() }]);
});
