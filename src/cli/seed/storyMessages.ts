import { boundReferences } from '../../channels/email/compose.js';
import { mailAccount } from '../../channels/email/mailboxes.js';
import { explainCode } from '../../channels/sms/failures.js';
import type { Channel } from '../../contract/common.js';
import { derivedId } from '../../lib/ids.js';
import { SYSTEM, type Actor } from '../../tickets/event.js';
import type { Evidence, Message } from '../../tickets/message.js';
import { senderOn } from './people.js';
import { idAt } from './random.js';
import { rawOf, reportRaw, rowOf, voiceRaw } from './rawRows.js';
import { enterLog, mutateLog, replyLog, type TicketLog } from './ticketLog.js';
import type { Story, StoryWorld } from './story.js';

/** What is said, by whom and why it belongs here: stored as the channels, `placeMessage` and `writeMessage` do. */

const isText = (channel: Channel): channel is 'sms' | 'whatsapp' => channel === 'sms' || channel === 'whatsapp';

/** A message of the customer, without an effect on any ticket yet. */
export function inboundMessage(
  story: Story,
  said: {
    id: string;
    at: number;
    channel: Channel;
    text: string;
    subject: string | null;
    ticketId: string;
    rule: string;
    evidence: Evidence[];
    confidence: number;
    joins: boolean;
  },
): Message {
  const { person, random, world } = story;
  const { id, channel } = said;
  const { sender, from } = senderOn(person, channel);
  const at = new Date(said.at);
  const externalId = externalIdFor(story, channel);
  const parents = channel === 'email' && said.joins ? story.mailIds : [];
  const to =
    channel === 'email'
      ? [{ kind: 'email', value: world.address, name: null }]
      : isText(channel) || channel === 'voice'
        ? [{ kind: 'phone', value: world.number, name: null }]
        : [];
  const message: Message = {
    id,
    ticketId: said.ticketId,
    customerId: person.customer.id,
    intakeId: id,
    externalId,
    channel,
    channelAccount: accountOf(channel, world),
    direction: 'in',
    subject: said.subject,
    text: said.text,
    html: channel === 'email' && random.chance(0.25) ? htmlOf(said.text) : null,
    attachments: [],
    from,
    to,
    authorId: null,
    mail: channel === 'email' ? { messageId: externalId, inReplyTo: parents.slice(-1), references: boundReferences(parents) } : null,
    decision: {
      id: said.joins ? id : null,
      rule: said.rule,
      confidence: said.confidence,
      undone: false,
      evidence: [...said.evidence, ...sender.map(({ proof, kind, value }) => ({ kind: `${proof}_${kind}`, value }))],
    },
    delivery: null,
    wroteBy: 'person',
    senderVerified: sender.some(({ proof }) => proof !== 'claimed'),
    // A mail's own date has whole seconds and is a little older.
    occurredAt: channel === 'email' ? new Date(Math.floor(said.at / 1000) * 1000 - random.int(1, 30) * 1000) : at,
    createdAt: at,
    updatedAt: at,
  };
  if (channel === 'email' && externalId) story.mailIds.push(externalId);
  story.messages.push({ message, keys: keysOf(message) });
  story.intake.push(
    rowOf(
      rawOf(channel === 'voice' ? { ...message, text: 'Phone call' } : message, person, story.agent.id ?? ''),
      id,
      at,
      random.int(30, 400),
      { ticketId: message.ticketId, messageId: id },
    ),
  );
  return message;
}

function keysOf(message: Message): { amendKey?: string; textRank?: number; chatKey?: string } {
  if (message.channel === 'voice') return { amendKey: `${message.channelAccount} ${message.externalId ?? ''}`, textRank: 1 };
  return message.channel === 'chat' ? { chatKey: message.from.value } : {};
}

/** A call is known at once; what was said comes minutes later and takes its place: see `amendMessage`. */
export function transcribe(story: Story, log: TicketLog, stored: Story['messages'][number], at: number): void {
  const { message } = stored;
  const id = idAt(at, story.random);
  const date = new Date(at);
  story.intake.push(rowOf(voiceRaw(message, 'transcript'), id, date, 60, { ticketId: message.ticketId, messageId: message.id }));
  stored.message = { ...message, updatedAt: date };
  stored.keys = { ...stored.keys, textRank: 3 };
  stored.version = 1;
  mutateLog(log, {
    set: { preview: story.previewOf(message.text), updatedAt: date },
    events: [{ id, type: 'message.amended', actor: SYSTEM, at: date, data: { messageId: message.id }, undo: null }],
  });
}

/** The customer goes on in his ticket. */
export function joinMessage(
  story: Story,
  log: TicketLog,
  said: { at: number; channel: Channel; text: string; rule: 'joined' | 'reopened' | 'thanks' },
): Message {
  const { ticket } = log;
  const { channel } = said;
  const fact = { kind: 'ticket', value: `#${ticket.number} (${ticket.status})` };
  const ours = story.lastOwnMailId;
  const proof: Evidence | null =
    channel === 'email' && ours
      ? { kind: 'own_message_id', value: ours }
      : channel === 'chat'
        ? { kind: 'chat_session', value: story.person.visitor?.id ?? '' }
        : null;
  const evidence = proof ? [proof, fact] : said.rule === 'joined' ? [fact, { kind: 'live_tickets', value: '1' }] : [fact];
  const rule = said.rule !== 'joined' ? said.rule : (proof?.kind ?? 'live_ticket');
  const confidence = proof ? (said.rule === 'thanks' ? 0.9 : 1) : said.rule === 'thanks' ? 0.85 : 0.9;
  const id = idAt(said.at, story.random);
  const message = inboundMessage(story, {
    id,
    at: said.at,
    channel,
    text: said.text,
    subject: channel === 'email' ? `Re: ${ticket.subject}` : null,
    ticketId: ticket.id,
    rule,
    evidence,
    confidence,
    joins: true,
  });
  enterLog(log, message, said.rule === 'reopened');
  return message;
}

/** Our words to the customer, and how they fared. */
export function replyMessage(
  story: Story,
  log: TicketLog,
  said: { at: number; channel: Channel; text: string; author: Actor; clientKey: string | null; status?: TicketLog['ticket']['status'] },
): Message {
  const { person, random, world } = story;
  const { ticket } = log;
  const { author } = said;
  const channel = reachable(story, said.channel);
  const id = idAt(said.at, random);
  const at = new Date(said.at);
  const address = channel === 'email' ? person.email : channel === 'chat' ? person.visitor?.id : person.phone;
  const prepared = world.prepare(channel, {
    id,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    subject: ticket.subject,
    text: said.text,
    html: null,
    to: { kind: channel === 'email' ? 'email' : channel === 'chat' ? 'chat' : 'phone', value: address ?? '', name: log.customerName },
    threadIds: channel === 'email' ? story.mailIds.slice(-50) : [],
    agentName: author.name,
  });
  const message: Message = {
    id,
    ticketId: ticket.id,
    customerId: ticket.customerId,
    intakeId: null,
    channel,
    direction: 'out',
    text: said.text,
    html: null,
    attachments: [],
    ...prepared,
    from: { ...prepared.from, name: author.name ?? prepared.from.name },
    authorId: author.kind === 'agent' ? author.id : null,
    decision: null,
    delivery: {
      state: 'accepted',
      reason: null,
      attempts: 1,
      nextAt: null,
      claim: 1,
      providerId: null,
      at: new Date(said.at + random.int(200, 4000)),
    },
    wroteBy: author.kind === 'agent' ? 'person' : 'system',
    senderVerified: true,
    occurredAt: at,
    createdAt: at,
    updatedAt: at,
  };
  if (channel === 'email' && message.externalId) {
    // `mailIdsOf` leaves out what a rule wrote.
    if (message.wroteBy === 'person') story.mailIds.push(message.externalId);
    story.lastOwnMailId = message.externalId;
  }
  const chatKey = channel === 'chat' ? message.to[0]?.value : undefined;
  story.messages.push({ message, keys: { ...(said.clientKey ? { clientKey: said.clientKey } : {}), ...(chatKey ? { chatKey } : {}) } });
  replyLog(log, message, author, said.status ?? null);
  deliver(story, log, message);
  return message;
}

/** What the provider said: mostly yes; a few come back, are kept, or nobody knows. */
function deliver(story: Story, log: TicketLog, message: Message): void {
  const { random } = story;
  const { delivery } = message;
  if (!delivery) return;
  const tell = (id: string, at: Date, state: string, reason: string | null): void =>
    mutateLog(log, {
      set: { updatedAt: at },
      events: [{ id, type: 'message.delivery_changed', actor: SYSTEM, at, data: { messageId: message.id, state, reason }, undo: null }],
    });
  if (message.channel === 'chat') {
    delivery.providerId = message.id;
    return;
  }
  const fate = random.next();
  if (fate < 0.012) {
    Object.assign(delivery, { state: 'kept' });
    return;
  }
  if (fate < 0.018) {
    const failed = fate < 0.016;
    delivery.state = failed ? 'failed' : 'uncertain';
    delivery.reason = failed
      ? message.channel === 'email'
        ? 'The receiver refuses the address. (550)'
        : explainCode('30005')
      : 'Sending broke off; it may have gone out.';
    tell(derivedId(message.id, `delivery ${delivery.state}`), delivery.at, delivery.state, delivery.reason);
    return;
  }
  if (message.channel === 'email') {
    delivery.providerId = `250 2.0.0 Ok: queued as ${random.hex(10).toUpperCase()}`;
    return;
  }
  delivery.providerId = `SM${random.hex(32)}`;
  if (fate < 0.06) return;
  const arrived = fate < 0.985;
  const at = new Date(delivery.at.getTime() + random.int(800, 20_000));
  const reason = arrived ? null : explainCode('30003');
  story.intake.push(
    rowOf(reportRaw(message, arrived ? 'delivered' : 'undelivered', arrived ? null : '30003'), idAt(at.getTime(), random), at, 40, {
      ticketId: message.ticketId,
      messageId: message.id,
    }),
  );
  Object.assign(delivery, { state: arrived ? 'delivered' : 'failed', reason, at });
  tell(derivedId(message.id, `delivery ${delivery.state}`), at, delivery.state, reason);
}

/** A word among ourselves. */
export function noteMessage(story: Story, log: TicketLog, at: number, text: string): void {
  const { agent, random } = story;
  const date = new Date(at);
  const message: Message = {
    id: idAt(at, random),
    ticketId: log.ticket.id,
    customerId: log.ticket.customerId,
    intakeId: null,
    externalId: null,
    channel: 'api',
    channelAccount: 'desk',
    direction: 'note',
    subject: null,
    text,
    html: null,
    attachments: [],
    from: { kind: agent.kind, value: agent.id ?? agent.kind, name: agent.name },
    to: [],
    authorId: agent.id,
    mail: null,
    decision: null,
    delivery: null,
    wroteBy: 'person',
    senderVerified: true,
    occurredAt: date,
    createdAt: date,
    updatedAt: date,
  };
  story.messages.push({ message, keys: {} });
  mutateLog(log, {
    set: { updatedAt: date },
    events: [{ id: message.id, type: 'message.noted', actor: agent, at: date, data: { messageId: message.id }, undo: null }],
  });
}

/** The channel on which he can be answered: a call is answered by a text, the generic channel by mail. */
function reachable({ person }: Story, channel: Channel): 'email' | 'sms' | 'whatsapp' | 'chat' {
  if (channel === 'chat' || channel === 'email' || channel === 'whatsapp' || channel === 'sms') return channel;
  return channel === 'voice' && person.phone ? 'sms' : person.email ? 'email' : 'sms';
}

function accountOf(channel: Channel, { number, address }: Pick<StoryWorld, 'number' | 'address'>): string {
  switch (channel) {
    case 'email':
      return mailAccount(address);
    case 'chat':
      return 'widget';
    case 'api':
      return 'api';
    case 'whatsapp':
      return `twilio:whatsapp:${number}`;
    default:
      return `twilio:${number}`;
  }
}

function externalIdFor({ random, person }: Story, channel: Channel): string {
  switch (channel) {
    case 'email':
      return `${random.hex(8)}-${random.hex(6)}.${random.hex(4)}@${person.email?.split('@')[1] ?? 'example.com'}`;
    case 'sms':
    case 'whatsapp':
      return `SM${random.hex(32)}`;
    case 'voice':
      return `CA${random.hex(32)}`;
    case 'chat':
      return `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
    case 'api':
      return `crm-${random.int(1000, 9_999_999)}-${random.hex(6)}`;
  }
}

function htmlOf(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`)
    .join('\n');
}
