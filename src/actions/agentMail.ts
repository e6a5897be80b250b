import { may } from '../agents/policy.js';
import type { Agent } from '../agents/agent.js';
import type { Customer } from '../customers/customer.js';
import { displayNameOf, normaliseIdentity } from '../customers/normalise.js';
import { sharedKind } from '../customers/sharedAddress.js';
import type { InboundMessage } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { ListedTicket } from '../ports/store.js';
import { decideThread } from '../threading/decideThread.js';
import { hintEvidence, ticketFact } from '../threading/rules/facts.js';
import type { Actor } from '../tickets/event.js';
import type { Evidence, Message, Party } from '../tickets/message.js';
import { subjectOf } from '../tickets/ticket.js';
import type { BeginTicket } from './beginTicket.js';
import type { ActionDeps } from './deps.js';
import type { Candidates } from './gatherCandidates.js';
import type { WriteMessage } from './writeMessage.js';

interface Place {
  ticket: ListedTicket;
  /** Whether it went to the ticket's customer. */
  reached: boolean;
  evidence: Evidence[];
  confidence: number;
}

/**
 * Mail that an agent writes in a mail program of his own. He speaks for us there only when the domain of his address
 * answers for the mail: anybody can write an agent's address into From, and a token may have been passed on. Without that
 * proof it is mail like any other.
 */
export function createAgentMail(
  { store, policy }: Pick<ActionDeps, 'store' | 'policy'>,
  write: WriteMessage,
  gather: (inbound: InboundMessage, customerId: string | null) => Promise<Candidates>,
  begin: BeginTicket,
) {
  return { agentOf, speak };

  /** The agent who surely wrote this himself and may answer customers; null: nobody whom we would believe it. */
  async function agentOf({ sender, senderDoubt, wroteBy, channel }: InboundMessage): Promise<Agent | null> {
    const [first] = sender;
    if (channel !== 'email' || wroteBy !== 'person' || senderDoubt !== null) return null;
    if (first?.proof !== 'authenticated' || first.source !== 'email_authenticated') return null;
    const agent = await store.people.agentByEmail(normaliseIdentity('email', first.value) ?? first.value);
    return agent?.active && may(agent, 'ticket.reply') ? agent : null;
  }

  /**
   * His words in a ticket: what we said, when a customer is among those whom he wrote to, and otherwise a note. They are
   * never sent on: a mail to us alone may be meant for colleagues, and what was only for us cannot be taken back from a
   * customer.
   * @returns null when it is about no ticket of ours and to no customer: a mail like any other. May run again.
   */
  async function speak(record: IntakeRecord, inbound: InboundMessage, agent: Agent): Promise<Message | null> {
    const author: Actor = { kind: 'agent', id: agent.id, name: agent.name };
    // An earlier try may have stored it, in a ticket that was merged since or as a mail like any other.
    const stored = (await store.messages.get(record.id)) ?? (await place(record, inbound, agent));
    if (!stored || stored.direction === 'in') return null;
    if (stored.direction === 'note') await write.applyNote(stored, author);
    else await write.applyToTicket(stored, author, null);
    return stored;
  }

  async function place(record: IntakeRecord, inbound: InboundMessage, agent: Agent): Promise<Message | null> {
    const recipients = await withoutOurs(inbound);
    const everybody = [...recipients.to, ...recipients.cc];
    const found = (await answered(inbound, everybody)) ?? (await written(record, inbound, agent, everybody));
    if (!found) return null;
    const { ticket, reached, evidence, confidence } = found;
    const message = messageOf(
      record,
      inbound,
      ticket,
      agent,
      reached ? { ...recipients, direction: 'out' } : { to: [], direction: 'note' },
    );
    message.decision = {
      id: null,
      rule: 'agent_mail',
      evidence: [{ kind: 'agent', value: agent.name }, ...evidence],
      confidence,
      undone: false,
    };
    await store.messages.insert(message, {});
    return message;
  }

  /** The ticket that his mail answers by what it names. */
  async function answered(inbound: InboundMessage, to: readonly Party[]): Promise<Place | null> {
    const [named] = (await gather(inbound, null)).hinted;
    const ticket = named ? await store.tickets.resolve(named.ticket.id) : null;
    return named && ticket
      ? { ticket, reached: await hasCustomer(ticket, to), evidence: [hintEvidence(named.hint), ticketFact(named.ticket)], confidence: 1 }
      : null;
  }

  /**
   * He wrote to a customer and let us have a copy: it belongs where that customer's own mail about it would, and begins a
   * ticket where there is none. Somebody new becomes a customer by a blind copy only: of who else is named in a mail to us,
   * nobody knows whom it is for.
   */
  async function written(record: IntakeRecord, inbound: InboundMessage, agent: Agent, to: readonly Party[]): Promise<Place | null> {
    const found = await customerAmong(record, inbound, to);
    if (!found) return null;
    const { customer, address } = found;
    const evidence: Evidence[] = [{ kind: 'wrote_to', value: address }];
    const asHis: InboundMessage = {
      ...inbound,
      hints: [],
      sender: [{ kind: 'email', value: address, proof: 'claimed', source: 'agent_mail' }],
    };
    for (let tries = 0; tries < 50; tries++) {
      const { own, lastOrdinal } = await gather(asHis, customer.id);
      const decision = decideThread({
        inbound: asHis,
        customerId: customer.id,
        hinted: [],
        own: own.filter(({ id }) => id !== record.id),
        asOf: record.receivedAt,
        policy: policy.threading,
      });
      // An earlier try may have begun it.
      const id = own.some((ticket) => ticket.id === record.id) ? record.id : decision.ticketId;
      const draft = begin.draftOf(customer, {
        id: record.id,
        at: record.receivedAt,
        agentId: agent.id,
        subject: subjectOf(inbound.subject, inbound.text),
        text: inbound.text,
        channel: inbound.channel,
        links: decision.links,
      });
      const ticket = id
        ? await store.tickets.resolve(id)
        : await begin.open(draft, customer, { kind: 'agent', id: agent.id, name: agent.name }, lastOrdinal);
      if (ticket)
        return { ticket, reached: true, evidence: [...evidence, ...(id ? decision.evidence : [])], confidence: decision.confidence };
    }
    throw new Error(`no ticket could be settled on for intake ${record.id}`);
  }

  async function customerAmong(
    record: IntakeRecord,
    { unseen }: InboundMessage,
    to: readonly Party[],
  ): Promise<{ customer: Customer; address: string } | null> {
    const colleagues = new Set((await store.people.agents()).map(({ email }) => email));
    const named = to.flatMap(({ value, name }) => {
      const address = normaliseIdentity('email', value);
      return address === null || colleagues.has(address) || sharedKind('email', address) === 'machine'
        ? []
        : [{ kind: 'email' as const, value: address, name }];
    });
    const held = await store.customers.holders(named);
    const known = named.flatMap(({ value }) => held.filter((identity) => identity.value === value))[0];
    if (known) return { customer: await begin.standing(known.customerId), address: known.value };
    const [first] = named;
    if (!first || !unseen) return null;
    return {
      customer: await begin.customerAt(record.id, { ...first, name: displayNameOf(first.name, first) }, record.receivedAt),
      address: first.value,
    };
  }

  /** Whoever he wrote to beside ourselves: a mailbox of ours never takes part as somebody. Those in copy are who it is for when nobody else is. */
  async function withoutOurs({
    to,
    cc = [],
    unnamed,
    channelAccount,
  }: InboundMessage): Promise<Required<Pick<Message, 'to' | 'cc'>> & Pick<Message, 'unnamed'>> {
    const ours = new Set([channelAccount, ...(await store.mailboxes.all()).map(({ address }) => `mail:${address}`)]);
    const [first, copied] = [to, cc].map((parties) =>
      parties.filter(({ value }) => !ours.has(`mail:${value.toLowerCase().replace(/\+[^@]*@/, '@')}`)),
    ) as [Party[], Party[]];
    if (first.length > 0 || unnamed?.to) return { to: first, cc: copied, ...(unnamed ? { unnamed } : {}) };
    return { to: copied, cc: [], ...(unnamed ? { unnamed: { to: unnamed.cc, cc: 0 } } : {}) };
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
    sender: [
      {
        kind: 'email',
        value: normaliseIdentity('email', forwardedFrom.value) ?? forwardedFrom.value,
        proof: 'claimed',
        source: 'email_forwarded',
      },
    ],
    from: forwardedFrom,
    senderEvidence: [...(inbound.senderEvidence ?? []), { kind: 'forwarded_by', value: agent.name }],
    // Not null: what nobody has folded yet is folded when it is shown.
    fold: inbound.text === '' ? null : [{ kind: 'visible', length: inbound.text.length }],
    claims: [],
  };
}

function messageOf(
  record: IntakeRecord,
  inbound: InboundMessage,
  ticket: ListedTicket,
  agent: Agent,
  { to, cc = [], unnamed, direction }: Pick<Message, 'to' | 'cc' | 'unnamed' | 'direction'>,
): Message {
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
    ...(cc.length > 0 ? { cc } : {}),
    ...(unnamed ? { unnamed } : {}),
    authorId: agent.id,
    mail: inbound.mail,
    decision: null,
    // His own mail server has it; nothing is left for ours to do.
    delivery:
      direction === 'out'
        ? { state: 'accepted', reason: null, attempts: 1, nextAt: null, claim: 0, providerId: inbound.externalId, at }
        : null,
    wroteBy: 'person',
    senderVerified: true,
    occurredAt: inbound.occurredAt < at ? inbound.occurredAt : at,
    createdAt: at,
    updatedAt: at,
  };
}
