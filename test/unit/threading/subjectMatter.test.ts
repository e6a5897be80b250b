import type { Message } from '../../../src/tickets/message.js';
import { DEFAULT_TOPICS } from '../../../src/tickets/topics.js';
import { situationOf } from '../../../src/threading/situation.js';
import { subjectMatterWith, topicOfMessage, topicOfMessages } from '../../../src/threading/subjectMatter.js';
import { inputOf } from './caseInput.js';

const said = (text: string, also: Partial<Message> = {}): Message =>
  ({
    channel: 'email',
    wroteBy: 'person',
    subject: null,
    text,
    from: { kind: 'email', value: 'a@b.example', name: null },
    ...also,
  }) as Message;
const none = { topic: null, topicByAgent: false, terms: [] };
const topicWith = (ticket: Parameters<typeof subjectMatterWith>[0], message: Message) =>
  subjectMatterWith(ticket, message, DEFAULT_TOPICS).topic;

test('a topic is read from the subject and from what the writer says himself', () => {
  expect(topicOfMessage(said('Where is my parcel? The delivery is late.'), DEFAULT_TOPICS)).toBe('delivery');
  expect(topicOfMessage(said('Please see above.', { subject: 'AW: Re: refund for my order' }), DEFAULT_TOPICS)).toBe('refund');
  expect(topicOfMessage(said('When do you open?'), DEFAULT_TOPICS)).toBeNull();
});

test('what is quoted, or stands in a signature, was not said by him', () => {
  const thanks = 'Thank you!\n\nOn Mon, 2 Nov 2026, Support wrote:\n> If your parcel is late or you want a refund, write to us.\n';
  expect(topicWith(none, said(thanks))).toBeNull();
  expect(topicWith(none, said('Bye\n-- \nRefund Delivery Ltd., parcels and returns'))).toBeNull();
});

test.each(['auto_reply', 'bounce', 'list', 'feedback_report'] as const)('%s says nothing about the matter', (wroteBy) => {
  expect(topicWith(none, said('For a refund, write to accounting.', { wroteBy }))).toBeNull();
  expect(subjectMatterWith(none, said('For a refund, write to accounting.', { wroteBy }), DEFAULT_TOPICS)).not.toHaveProperty('terms');
});

test.each([
  ['a long text', { text: `${'Hello there, all is well here. '.repeat(80)}I want a refund.` }, 'refund'],
  ['a subject with markers', { subject: 'AW: Re: refund', text: 'Please see above.' }, 'refund'],
  ['a vacation note', { text: 'For a refund, write to accounting.', wroteBy: 'auto_reply' as const }, null],
])('deciding where %s belongs reads the topic that its ticket would get', (_what, message, topic) => {
  const input = inputOf({ message });
  expect(situationOf(input).about().topic).toBe(topic);
  expect(topicOfMessage(input.inbound, DEFAULT_TOPICS)).toBe(topic);
});

test('the topic of several messages is that of the first of the customer that shows one', () => {
  const [ours, hello, refund, late] = [
    said('Your parcel is late.', { direction: 'out' }),
    said('Hello?', { direction: 'in' }),
    said('I want a refund.', { direction: 'in' }),
    said('Where is my parcel?', { direction: 'in' }),
  ];
  expect(topicOfMessages([ours, hello, refund, late], DEFAULT_TOPICS)).toBe('refund');
  expect(topicOfMessages([ours, hello], DEFAULT_TOPICS)).toBeNull();
});

test('a ticket keeps the topic that it has, and stays without one where an agent took it away', () => {
  expect(topicWith({ ...none, topic: 'account' }, said('I want a refund.'))).toBe('account');
  expect(topicWith({ ...none, topicByAgent: true }, said('I want a refund.'))).toBeNull();
  expect(topicWith(none, said('I want a refund.'))).toBe('refund');
});
