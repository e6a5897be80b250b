/** What becomes of a message whose sending breaks off: sent again wherever nobody can have got it, or can tell that it is the same one. */
import { jest } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

/** Our answer to what came. @returns its id */
async function answerTo(message: Message | null): Promise<string> {
  if (!message) throw new Error('it became no message');
  return (await desk.actions.desk.tickets.write(desk.admin, message.ticketId, { kind: 'reply', text: 'Which lid?' })).id;
}
const mailed = async (): Promise<string> =>
  answerTo(
    await desk.mail(
      letter({ from: 'Cleo <cleo@lid.example>', subject: 'Lid', id: 'lid@lid.example', date: desk.clock.now, text: 'The lid is broken.' }),
    ),
  );
const texted = async (): Promise<string> => answerTo(await desk.sms('+12025550177', 'The lid is broken.'));
const deliveryOf = async (id: string) => (await desk.store.messages.get(id))?.delivery;

test('a mail whose way out cannot be looked up is tried again, whenever the store fails', async () => {
  const id = await mailed();
  const mailboxes = jest.spyOn(desk.store.mailboxes, 'all').mockRejectedValueOnce(new Error('the store is away'));
  await desk.actions.sendMessage(id);
  expect(await deliveryOf(id)).toMatchObject({ state: 'queued', attempts: 1, nextAt: new Date(desk.clock.now.getTime() + 10_000) });

  desk.clock.pass(1);
  jest.spyOn(desk.channels.email.sender, 'configured').mockReturnValueOnce(true);
  mailboxes.mockRejectedValueOnce(new Error('the store is away'));
  await desk.actions.sendMessage(id);
  expect(await deliveryOf(id)).toMatchObject({ state: 'queued', attempts: 2 });
});

test('a text that breaks off on its way waits for a person; before that it is tried again', async () => {
  const id = await texted();
  const sender = desk.channels.sms.sender;
  if (!sender) throw new Error('no texts can be sent');
  const configured = jest.spyOn(sender, 'configured').mockReturnValue(true).mockRejectedValueOnce(new Error('the store is away'));
  const send = jest.spyOn(sender, 'send').mockRejectedValue(new TypeError('a bug'));
  await desk.actions.sendMessage(id);
  expect(await deliveryOf(id)).toMatchObject({ state: 'queued', attempts: 1 });
  expect(send).not.toHaveBeenCalled();

  desk.clock.pass(1);
  await desk.actions.sendMessage(id);
  expect(configured).toHaveBeenCalledTimes(2);
  expect(await deliveryOf(id)).toMatchObject({ state: 'uncertain', attempts: 2 });
});

test('a ticket that cannot be written leaves its text queued, not under way', async () => {
  const id = await texted();
  const mutate = jest.spyOn(desk.store.tickets, 'mutate').mockRejectedValueOnce(new Error('the store is away'));
  await expect(desk.actions.sendMessage(id)).rejects.toThrow('the store is away');
  expect(await deliveryOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
  expect(mutate).toHaveBeenCalledTimes(1);

  await desk.actions.sendMessage(id);
  // No account is set up here.
  expect(await deliveryOf(id)).toMatchObject({ state: 'kept', attempts: 1 });
});
