/** What the list shows of the last words: those of the message itself, without its marks. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

test('a mail without its quotation, and an answer of ours without the marks of its list', async () => {
  const from = 'Nora <nora@quotes.example>';
  const first = await desk.mail(
    letter({
      from,
      subject: 'The jug',
      id: 'one@quotes.example',
      date: desk.clock.now,
      text: 'On Tuesday, SayOnce wrote:\n> Pull it off\n\nIt does not move.',
    }),
  );
  const ticketId = first?.ticketId ?? '';
  expect(await desk.ticket(ticketId)).toMatchObject({ preview: 'It does not move.' });
  await desk.actions.desk.tickets.write(desk.admin, ticketId, {
    kind: 'reply',
    text: 'Please:\n\n * Pull the jug off\n * Turn it',
    html: '<p>Please:</p><ul><li>Pull the jug off</li><li>Turn it</li></ul>',
  });
  expect(await desk.ticket(ticketId)).toMatchObject({ lastDirection: 'out', preview: 'Please: • Pull the jug off • Turn it' });
  await desk.mail(
    letter({
      from,
      subject: 'Re: The jug',
      id: 'two@quotes.example',
      inReplyTo: 'one@quotes.example',
      date: desk.clock.now,
      text: 'On Wednesday, SayOnce wrote:\n> Turn it\n\nNow it does.',
    }),
  );
  expect(await desk.ticket(ticketId)).toMatchObject({ preview: 'Now it does.' });
});
