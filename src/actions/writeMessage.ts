import type { Channel, TicketStatus } from '../contract/common.js';
import { saidWords } from '../contract/saidWords.js';
import { AppError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { ChannelSender, PreparedOutbound } from '../ports/channel.js';
import type { ListedTicket } from '../ports/store.js';
import type { MailboxRecord } from '../ports/workspace.js';
import type { Actor } from '../tickets/event.js';
import type { Attachment, Message } from '../tickets/message.js';
import { quoteOf, signatureOf, type MailTrailer } from '../tickets/mailParts.js';
import { applyReply } from '../tickets/transitions.js';
import type { ActionDeps } from './deps.js';
import { defaultMailbox } from './mailboxes.js';
import type { Publish } from './publish.js';
import type { ReplyAddress, ReplyChannels } from './replyChannels.js';
import { unheardSince } from './unheardSince.js';

/** What somebody wants to say. Without a channel it goes by the first on which the customer can be reached. */
export interface Words {
  text: string;
  html: string | null;
  channel: Channel | null;
  /** Only there: whoever spoke in the chat meanwhile does not get what was written for another. */
  address?: string;
  /** The same key twice is one message. */
  clientKey: string | null;
  /** What the ticket becomes; null: as `applyReply` says. */
  status: TicketStatus | null;
  /** How long it is held back. */
  delayMs?: number;
  /** The id that the message gets; one is made when there is none. */
  id?: string;
  attachments?: Attachment[];
  /** Who else gets it, on channels that carry copies. */
  cc?: Recipient[];
  bcc?: Recipient[];
  /** Agents to be told of a note. */
  mentions?: string[];
  /** Nobody has said anything before it. */
  begins?: boolean;
  /** Ids of the newest messages that whoever says it had before him: what the customer said besides goes on waiting. */
  knew?: readonly string[];
}

/** A mail address, and what to call who has it. */
export interface Recipient {
  value: string;
  name: string | null;
}

/** Words for somebody else than the customer, by mail. */
export interface ForwardWords extends Words {
  to: Recipient[];
  subject: string;
}

/** Notes among ourselves, and words to the customer: stored first, sent by the outbound worker. */
export function createWriteMessage({ store, channels, jobs, mailOut, now }: ActionDeps, publish: Publish, replyChannels: ReplyChannels) {
  return { note, check, reply, forward, applyNote, applyToTicket };

  async function note(ticket: ListedTicket, author: Actor, words: Words): Promise<Message> {
    const at = now();
    const message: Message = { ...base(ticket, author, words, at), channel: 'api', channelAccount: 'desk', direction: 'note' };
    const stored = await insertOnce(message, words.clientKey);
    await applyNote(stored, author);
    return stored;
  }

  /** A note's effect on its ticket, once. */
  async function applyNote(message: Message, author: Actor): Promise<void> {
    const { id, ticketId, createdAt: at } = message;
    const change = await store.tickets.mutate(ticketId, async (_current, has) =>
      (await has(id))
        ? null
        : { set: { updatedAt: now() }, events: [{ id, type: 'message.noted', actor: author, at, data: { messageId: id }, undo: null }] },
    );
    await publish.ticket({ ...change, message });
  }

  /**
   * Whether and where these words can go; nothing is stored.
   * @throws AppError `no_address` when the customer cannot be reached on the channel, or on any; `conflict` when it would
   *   reach another address than it was written for.
   */
  async function check(ticket: ListedTicket, words: Words): Promise<{ address: ReplyAddress; sender: ChannelSender }> {
    const address = await addressFor(ticket, words.channel);
    if (words.address !== undefined && words.address !== address.address)
      throw new AppError('conflict', 'By now it would reach somebody else than it was written for.', { wouldReach: address.name });
    const sender = channels.get(address.channel)?.sender;
    if (!sender) throw new AppError('no_address', `Nothing can be sent by ${address.channel}.`);
    if (words.attachments?.length && !sender.carries.files)
      throw new AppError('invalid_input', `Files cannot be sent by ${address.channel}.`, { channel: address.channel });
    const bytes = (words.attachments ?? []).reduce((sum, file) => sum + file.size, 0);
    if (bytes > sender.carries.fileBytes)
      throw new AppError(
        'too_large',
        `By ${address.channel} the files of a message may have ${Math.floor(sender.carries.fileBytes / 1_000_000)} MB together.`,
      );
    if ((words.cc?.length || words.bcc?.length) && !sender.carries.copies)
      throw new AppError('invalid_input', `Copies cannot be sent by ${address.channel}.`, { channel: address.channel });
    return { address, sender };
  }

  /** @throws AppError as `check` does. */
  async function reply(ticket: ListedTicket, author: Actor, words: Words): Promise<Message> {
    const { address, sender } = await check(ticket, words);
    const at = now();
    const draft = base(ticket, author, words, at);
    const mail = address.channel === 'email' ? await mailFor(ticket, author) : null;
    const prepared = sender.prepare({
      id: draft.id,
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      subject: ticket.subject,
      text: words.text,
      html: words.html,
      to: { kind: address.kind, value: address.address, name: address.name },
      threadIds: address.channel === 'email' ? await store.messages.mailIdsOf(ticket.id, 50) : [],
      agentName: author.name,
      cc: words.cc ?? [],
      bcc: words.bcc ?? [],
      mailbox: mail?.mailbox ?? null,
      begins: words.begins ?? false,
    });
    const stored = await insertOnce(
      { ...outgoing(draft, address.channel, prepared, author, words), ...(mail ? { trailer: mail.trailer } : {}) },
      words.clientKey,
    );
    await applyToTicket(stored, author, words.status, words.knew);
    jobs.sendLater(stored.id, words.delayMs ?? 0);
    return stored;
  }

  /** The ticket's words for somebody else. It answers nobody: the customer waits on. */
  async function forward(ticket: ListedTicket, author: Actor, words: ForwardWords): Promise<Message> {
    const sender = channels.get('email')?.sender;
    const [first, ...others] = words.to;
    if (!sender || !first) throw new AppError('no_address', 'Nothing can be sent by email.');
    const draft = base(ticket, author, words, now());
    const mail = await mailFor(ticket, author);
    const prepared = sender.prepare({
      id: draft.id,
      ticketId: ticket.id,
      ticketNumber: ticket.number,
      subject: words.subject,
      text: words.text,
      html: words.html,
      to: { kind: 'email', ...first },
      threadIds: [],
      agentName: author.name,
      cc: [...others, ...(words.cc ?? [])],
      bcc: words.bcc ?? [],
      forwarded: true,
      mailbox: mail.mailbox,
    });
    const message = { ...outgoing(draft, 'email', prepared, author, words), forwarded: true, trailer: { ...mail.trailer, quote: null } };
    const stored = await insertOnce(message, words.clientKey);
    await applyToTicket(stored, author, null);
    jobs.sendLater(stored.id, words.delayMs ?? 0);
    return stored;
  }

  /** From the mailbox that the customer wrote to, with its signature and the agent's, above the words that are answered. */
  async function mailFor(ticket: ListedTicket, author: Actor): Promise<{ mailbox: MailboxRecord | null; trailer: MailTrailer }> {
    const [mailboxes, lastIn, agent, customer] = await Promise.all([
      store.mailboxes.all(),
      store.messages.lastOf(ticket.id, 'in'),
      author.kind === 'agent' && author.id ? store.people.agent(author.id) : null,
      store.customers.get(ticket.customerId),
    ]);
    const answered = lastIn?.channel === 'email' && lastIn.wroteBy === 'person' ? lastIn : null;
    const mailbox =
      mailboxes.find(({ address }) => answered?.channelAccount === `mail:${address}`) ??
      (mailOut.relayUrl === null ? defaultMailbox(mailboxes) : null);
    const language = mailbox?.language ?? customer?.language ?? null;
    return { mailbox, trailer: { signature: signatureOf(agent?.signature, mailbox?.signature), quote: quoteOf(answered, language) } };
  }

  /** The reply's effect on its ticket, once; the outbound worker calls it too, in case its writer died before. */
  async function applyToTicket(message: Message, author: Actor, status: TicketStatus | null, knew?: readonly string[]): Promise<void> {
    const change = await store.tickets.mutate(message.ticketId, async (current, has) => {
      if (await has(message.id)) return null;
      if (message.forwarded) {
        const data = { messageId: message.id, to: message.to.map((party) => party.value) };
        return {
          set: { updatedAt: now() },
          events: [{ id: message.id, type: 'message.forwarded', actor: author, at: message.createdAt, data, undo: null }],
        };
      }
      const { set, addChannels } = applyReply(current, {
        at: message.createdAt,
        channel: message.channel,
        text: saidWords(message),
        ...(status ? { status } : {}),
        // Asked each time that the ticket is found changed: what is placed just now is seen.
        unheard: knew ? await unheardSince(store, message.ticketId, knew) : null,
      });
      return {
        set: { ...set, lastDirection: 'out', updatedAt: now() },
        addChannels,
        events: [
          {
            id: message.id,
            type: 'message.sent',
            actor: author,
            at: message.createdAt,
            data: { messageId: message.id, channel: message.channel },
            undo: null,
          },
        ],
      };
    });
    if (change.events.length) await publish.ticket({ ...change, message });
    // Merged away in this very moment: the reply goes where the others went.
    const target = change.ticket.mergedIntoId ? await store.tickets.resolve(change.ticket.mergedIntoId) : null;
    if (target && change.events.length) await store.messages.move([message.id], target.id);
  }

  async function addressFor(ticket: ListedTicket, channel: Channel | null): Promise<ReplyAddress> {
    const possible = await replyChannels(ticket);
    const address = channel ? possible.find((entry) => entry.channel === channel) : possible[0];
    if (!address) {
      const where = channel ? `by ${channel}` : 'on any channel';
      throw new AppError('no_address', `We know no address of this customer ${where}.`, {
        possible: possible.map((entry) => entry.channel),
      });
    }
    return address;
  }

  async function insertOnce(message: Message, clientKey: string | null): Promise<Message> {
    const chatKey = message.channel === 'chat' ? message.to[0]?.value : undefined;
    if (await store.messages.insert(message, { ...(clientKey ? { clientKey } : {}), ...(chatKey ? { chatKey } : {}) })) return message;
    const first = clientKey ? await store.messages.byClientKey(clientKey) : null;
    if (!first) throw new Error(`message ${message.id} could not be stored`);
    return first;
  }
}

export type WriteMessage = ReturnType<typeof createWriteMessage>;

/** A draft that the channel has completed: what is stored and waits to be sent. */
function outgoing(draft: Message, channel: Channel, prepared: PreparedOutbound, author: Actor, words: Words): Message {
  const at = draft.createdAt;
  return {
    ...draft,
    channel,
    ...prepared,
    from: { ...prepared.from, name: author.name ?? prepared.from.name },
    direction: 'out',
    delivery: {
      state: 'queued',
      reason: null,
      attempts: 0,
      nextAt: new Date(at.getTime() + (words.delayMs ?? 0)),
      claim: 0,
      providerId: null,
      at,
    },
  };
}

function base(ticket: ListedTicket, author: Actor, words: Words, at: Date): Message {
  return {
    id: words.id ?? newId(at.getTime()),
    ticketId: ticket.id,
    customerId: ticket.customerId,
    intakeId: null,
    externalId: null,
    channel: ticket.lastChannel,
    channelAccount: '',
    direction: 'out',
    subject: null,
    text: words.text,
    html: words.html,
    attachments: words.attachments ?? [],
    ...(words.mentions?.length ? { mentions: words.mentions } : {}),
    from: { kind: author.kind, value: author.id ?? author.kind, name: author.name },
    to: [],
    authorId: author.kind === 'agent' ? author.id : null,
    clientId: words.clientKey?.split(' ')[2] ?? null,
    mail: null,
    decision: null,
    delivery: null,
    wroteBy: author.kind === 'agent' ? 'person' : 'system',
    senderVerified: true,
    occurredAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
