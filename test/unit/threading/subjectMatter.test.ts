import type { Message } from '../../../src/tickets/message.js';
import { DEFAULT_TOPICS } from '../../../src/tickets/topics.js';
import { subjectMatterWith, topicOfMessage } from '../../../src/threading/subjectMatter.js';

const said = (text: string, also: Partial<Message> = {}): Message => ({ wroteBy: 'person', subject: null, text, from: { kind: 'email', value: 'a@b.example', name: null }, ...also }) as Message;
const none = { topic: null, topicByAgent: false, terms: [] };
const topicWith = (ticket: Parameters<typeof subjectMatterWith>[0], message: Message) => subjectMatterWith(ticket, message, DEFAULT_TOPICS).topic;

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

test('a ticket keeps the topic that it has, and stays without one where an agent took it away', () => {
  expect(topicWith({ ...none, topic: 'account' }, said('I want a refund.'))).toBe('account');
  expect(topicWith({ ...none, topicByAgent: true }, said('I want a refund.'))).toBeNull();
  expect(topicWith(none, said('I want a refund.'))).toBe('refund');
});
