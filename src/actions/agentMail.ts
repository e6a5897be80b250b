import { may } from '../agents/policy.js';
import type { Agent } from '../agents/agent.js';
import { normaliseIdentity } from '../customers/normalise.js';
import type { InboundMessage } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { ListedTicket } from '../ports/store.js';
import { hintEvidence, ticketFact } from '../threading/rules/facts.js';
import type { Actor } from '../tickets/event.js';
import type { Message, Party } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { Candidates } from './gatherCandidates.js';
import type { WriteMessage } from './writeMessage.js';

/**
 * Mail that an agent writes in a mail program of his own. He speaks for us there only when the domain of his address
 * answers for the mail: anybody can write an agent's address into From, and a token may have been passed on. Without that
 * proof it is mail like any other.
 */
export function createAgentMail({ store }: Pick<ActionDeps, 'store'>, write: WriteMessage, gather: (inbound: InboundMessage, customerId: null) => Promise<Candidates>) {
  return { agentOf, answer };

  /** The agent who surely wrote this himself and may answer customers; null: nobody whom we would believe it. */
  async function agentOf({ sender, senderDoubt, wroteBy, channel }: InboundMessage): Promise<Agent | null> {
    const [first] = sender;
    if (channel !== 'email' || wroteBy !== 'person' || senderDoubt !== null) return null;
    if (first?.proof !== 'authenticated' || first.source !== 'email_authenticated') return null;
    const agent = await store.people.agentByEmail(normaliseIdentity('email', first.value) ?? first.value);
    return agent?.active && may(agent, 'ticket.reply') ? agent : null;
  }

  /**
   * His words in the ticket that his mail answers: what we said, when the customer is among those whom he wrote to, and
   * otherwise a note. It is never sent on: a mail to us alone may be meant for colleagues, and what was only for us cannot
   * be taken back from a customer.
   * @returns null when it answers no ticket of ours. May run again.
   */
  async function answer(record: IntakeRecord, inbound: InboundMessage, agent: Agent): Promise<Message | null> {
    const [named] = (await gather(inbound, null)).hinted;
    const ticket = named ? await store.tickets.resolve(named.ticket.id) : null;
    if (!named || !ticket) return null;
    const author: Actor = { kind: 'agent', id: agent.id, name: agent.name };
    const to = await withoutOurs(inbound);
    const reached = await hasCustomer(ticket, to);
    const message = messageOf(record, inbound, ticket, agent, { to: reached ? to : [], direction: reached ? 'out' : 'note' });
    message.decision = { id: null, rule: 'agent_mail', evidence: [{ kind: 'agent', value: agent.name }, hintEvidence(named.hint), ticketFact(named.ticket)], confidence: 1, undone: false };
    await store.messages.insert(message, {});
    // An earlier try may have stored it, in a ticket that was merged since or as a mail like any other.
    const stored = (await store.messages.get(message.id)) ?? message;
    if (stored.direction === 'in') return null;
    if (stored.direction === 'note') await write.applyNote(stored, author);
    else await write.applyToTicket(stored, author, null);
    return stored;
  }

  /** Whoever he wrote to beside ourselves: a mailbox of ours never takes part as somebody. */
  async function withoutOurs({ to, channelAccount }: InboundMessage): Promise<Party[]> {
    const ours = new Set([channelAccount, ...(await store.mailboxes.all()).map(({ address }) => `mail:${address}`)]);
    return to.filter(({ value }) => !ours.has(`mail:${value.toLowerCase().replace(/\+[^@]*@/, '@')}`));
  }

  async function hasCustomer(ticket: ListedTicket, to: readonly Party[]): Promise<boolean> {
    const identities = (await store.customers.identities([ticket.customerId])).get(ticket.customerId) ?? [];
    return to.some(({ value }) => identities.some((one) => one.kind === 'email' && one.value === normaliseIdentity('email', value)));
  }
}

/**
 * A mail that an agent passes on is the words of whoever wrote the mail below, as far as the agent says so: shown whole,
 * with who passed it on. What proves the agent proves nothing about that person.
 * @returns the same message when it is no forward.
 */
export function passedOn(inbound: InboundMessage, agent: Agent): InboundMessage {
  const { forwardedFrom } = inbound;
  if (!forwardedFrom) return inbound;
  return {
    ...inbound,
    sender: [{ kind: 'email', value: normaliseIdentity('email', forwardedFrom.value) ?? forwardedFrom.value, proof: 'claimed', source: 'email_forwarded' }],
    from: forwardedFrom,
    senderEvidence: [...(inbound.senderEvidence ?? []), { kind: 'forwarded_by', value: agent.name }],
    fold: null,
    claims: [],
  };
}

function messageOf(record: IntakeRecord, inbound: InboundMessage, ticket: ListedTicket, agent: Agent, { to, direction }: Pick<Message, 'to' | 'direction'>): Message {
  const at = record.receivedAt;
  return {
    id: record.id,
    ticketId: ticket.id,
    customerId: ticket.customerId,
    intakeId: record.id,
    externalId: inbound.externalId,
    channel: inbound.channel,
    channelAccount: inbound.channelAccount,
    direction,
    subject: inbound.subject,
    text: inbound.text,
    fold: inbound.fold ?? null,
    html: inbound.html,
    attachments: inbound.attachments,
    from: { ...inbound.from, name: agent.name },
    to,
    authorId: agent.id,
    mail: inbound.mail,
    decision: null,
    // His own mail server has it; nothing is left for ours to do.
    delivery: direction === 'out' ? { state: 'accepted', reason: null, attempts: 1, nextAt: null, claim: 0, providerId: inbound.externalId, at } : null,
    wroteBy: 'person',
    senderVerified: true,
    occurredAt: inbound.occurredAt < at ? inbound.occurredAt : at,
    createdAt: at,
    updatedAt: at,
  };
}
