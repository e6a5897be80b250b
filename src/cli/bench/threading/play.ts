import type { OpenedStore } from '../../../store/openStore.js';
import type { ThreadPolicy } from '../../../threading/thread.js';
import type { Message } from '../../../tickets/message.js';
import { openInProcessDesk, type InProcessDesk } from '../../inProcess/desk.js';
import { letter } from '../../inProcess/letter.js';
import type { History, Person, Step } from './histories.js';

type Says = Extract<Step, { kind: 'says' }>;

/** Where each message of the histories has ended, and whether that was right. */
export interface Outcome {
  said: number;
  /** In a ticket, or on a customer, of somebody else. */
  wrongPerson: number;
  /** Messages that go on with an issue, and how many of them are in a ticket where the issue was before. */
  goesOn: { all: number; right: number };
  /** First messages of an issue beside or after others of the same customer, and how many have a ticket apart from those. */
  apart: { all: number; right: number };
  /** Decisions that joined something, by message. */
  joined: Message[];
  /** The wrong ones, for whoever tunes the ladder. */
  mistakes: { what: 'joined' | 'parted'; rule: string; text: string; ticket: string }[];
  /** Wall time of one message from its row to its ticket, in milliseconds, one after the other. */
  intakeMs: number[];
}

/** So many histories at a time: they share the store's transactions, as customers do. */
const LANES = 8;

/** Plays the histories through the real channels, decisions and store. Each lane has a clock of its own. */
export async function playHistories(opened: OpenedStore, histories: History[], policy: ThreadPolicy): Promise<Outcome> {
  const outcome: Outcome = {
    said: 0,
    wrongPerson: 0,
    goesOn: { all: 0, right: 0 },
    apart: { all: 0, right: 0 },
    joined: [],
    mistakes: [],
    intakeMs: [],
  };
  const owners = new Map<string, string>();
  let next = 0;
  const lane = async (): Promise<void> => {
    const desk = await openInProcessDesk({ opened, policy: { threading: policy } });
    for (let history = histories[next++]; history; history = histories[next++])
      await new Player(desk, history.person, owners, outcome).play(history.steps);
    await desk.close();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return outcome;
}

class Player {
  readonly #desk: InProcessDesk;
  readonly #person: Person;
  readonly #owners: Map<string, string>;
  readonly #outcome: Outcome;
  /** Issue -> its messages so far, ours too. */
  readonly #told = new Map<string, Message[]>();
  readonly #over = new Set<string>();
  #mails = 0;

  constructor(desk: InProcessDesk, person: Person, owners: Map<string, string>, outcome: Outcome) {
    this.#desk = desk;
    this.#person = person;
    this.#owners = owners;
    this.#outcome = outcome;
  }

  async play(steps: Step[]): Promise<void> {
    const { email, phone, externalId, name } = this.#person;
    this.#desk.clock.now = new Date((steps[0]?.at ?? 0) - 60_000);
    if (externalId !== null) {
      const identities = [
        ['email', email],
        ['phone', phone],
        ['external', externalId],
      ] as const;
      const customer = await this.#desk.actions.desk.customers.create(this.#desk.admin, {
        name,
        identities: identities.map(([kind, value]) => ({ kind, value, verified: true })),
      });
      this.#owners.set(customer.id, this.#person.key);
    }
    for (const step of steps) {
      this.#desk.clock.now = new Date(step.at);
      if (step.kind === 'says') await this.#says(step);
      else if (step.kind === 'answers') await this.#answers(step);
      else if (step.kind === 'solves') await this.#solves(step.issue);
      else await this.#stranger(step);
    }
  }

  async #says(step: Says): Promise<void> {
    const from = performance.now();
    const message = await this.#send(step);
    if (!message) throw new Error('a message became none');
    this.#outcome.intakeMs.push(performance.now() - from);
    this.#outcome.said += 1;
    this.#judgePerson(message, this.#person.key);
    const told = this.#told.get(step.issue) ?? [];
    const [first] = told;
    if (first) {
      this.#outcome.goesOn.all += 1;
      if (told.some(({ ticketId }) => ticketId === message.ticketId)) this.#outcome.goesOn.right += 1;
      else await this.#note('parted', message, first.ticketId);
    } else {
      const others = [...this.#told.entries()]
        .filter(([issue]) => issue !== step.issue)
        .flatMap(([, messages]) => messages.map(({ ticketId }) => ticketId));
      if (others.length > 0) {
        this.#outcome.apart.all += 1;
        if (others.includes(message.ticketId)) await this.#note('joined', message, message.ticketId);
        else this.#outcome.apart.right += 1;
      }
    }
    if (message.decision?.id) this.#outcome.joined.push(message);
    this.#told.set(step.issue, [...told, message]);
    this.#over.delete(step.issue);
  }

  #send({ channel, subject, text, how, issue }: Says): Promise<Message | null> {
    const { phone, visitorId, externalId, email, name } = this.#person;
    if (channel === 'sms') return this.#desk.sms(phone, text);
    if (channel === 'chat') return this.#desk.chat(visitorId, text, externalId ?? undefined);
    const mails = (this.#told.get(issue) ?? []).filter((message) => message.channel === 'email' && message.externalId);
    const last = how === 'reply' ? mails.at(-1) : undefined;
    const quoted = last ? `\n\nOn Monday, Support wrote:\n${last.text.slice(0, 300).replace(/^/gm, '> ')}` : '';
    return this.#desk.mail(
      letter({
        from: `"${name}" <${email}>`,
        subject: mails.length > 0 && how !== 'fresh' ? `Re: ${subject ?? ''}` : (subject ?? ''),
        id: `${this.#person.key}.${this.#mails++}@mail.example`,
        ...(last?.externalId ? { inReplyTo: last.externalId, references: mails.map(({ externalId: id }) => id ?? '') } : {}),
        date: this.#desk.clock.now,
        text: text + quoted,
      }),
    );
  }

  async #answers({ issue, text }: Extract<Step, { kind: 'answers' }>): Promise<void> {
    const told = this.#told.get(issue);
    const ticketId = told?.at(-1)?.ticketId;
    if (!told || !ticketId) return;
    const written = await this.#desk.actions.desk.tickets.write(this.#desk.admin, ticketId, { kind: 'reply', text });
    const message = await this.#desk.store.messages.get(written.id);
    if (message) told.push(message);
  }

  /** An agent solves a ticket once all that is in it is done. */
  async #solves(issue: string): Promise<void> {
    this.#over.add(issue);
    const ticketId = this.#told.get(issue)?.at(-1)?.ticketId;
    const open = [...this.#told.entries()].some(
      ([other, messages]) => !this.#over.has(other) && messages.some((message) => message.ticketId === ticketId),
    );
    if (ticketId && !open) await this.#desk.actions.desk.tickets.change(this.#desk.admin, ticketId, { status: 'solved' });
  }

  async #stranger({ issue, email, text }: Extract<Step, { kind: 'stranger' }>): Promise<void> {
    const known = this.#told.get(issue)?.findLast((message) => message.channel === 'email' && message.externalId);
    if (!known?.externalId) return;
    const message = await this.#desk.mail(
      letter({
        from: `"${this.#person.name}" <${email}>`,
        subject: `Re: ${known.subject ?? ''}`,
        id: `stranger.${email}`,
        inReplyTo: known.externalId,
        date: this.#desk.clock.now,
        text,
      }),
    );
    if (message) this.#judgePerson(message, email);
  }

  #judgePerson({ customerId, ticketId }: Message, key: string): void {
    for (const id of [customerId, ticketId]) {
      const owner = this.#owners.get(id);
      if (owner === undefined) this.#owners.set(id, key);
      else if (owner !== key) {
        this.#outcome.wrongPerson += 1;
        return;
      }
    }
  }

  async #note(what: 'joined' | 'parted', message: Message, ticketId: string): Promise<void> {
    const ticket = await this.#desk.ticket(ticketId);
    this.#outcome.mistakes.push({
      what,
      rule: message.decision?.rule ?? '',
      text: `${message.channel}: ${message.subject ?? ''} | ${message.text.slice(0, 160)}`,
      ticket: `${ticket.subject} | ${ticket.topic} | ${(ticket.terms ?? []).join(' ')}`,
    });
  }
}

/**
 * Takes back every one of these decisions and then the taking back: the message leaves its ticket and stands in it again.
 * @returns how many could be undone and how many of these redone.
 */
export async function undoAll(desk: InProcessDesk, joined: Message[]): Promise<{ undone: number; redone: number }> {
  let [undone, redone, next] = [0, 0, 0];
  // One after the other within a ticket: only one move of it goes on at a time.
  const byTicket = new Map<string, Message[]>();
  for (const message of joined) byTicket.set(message.ticketId, [...(byTicket.get(message.ticketId) ?? []), message]);
  const tickets = [...byTicket.values()];
  const lane = async (): Promise<void> => {
    for (let ticket = tickets[next++]; ticket; ticket = tickets[next++]) for (const message of ticket) await takeBack(message);
  };
  const takeBack = async (message: Message): Promise<void> => {
    const before = (await desk.store.messages.get(message.id))?.ticketId;
    const { decisionId } = await desk.actions.desk.tickets.undo(desk.admin, message.decision?.id ?? '');
    const left = (await desk.store.messages.get(message.id))?.ticketId;
    if (left !== before) undone += 1;
    await desk.actions.desk.tickets.undo(desk.admin, decisionId);
    if ((await desk.store.messages.get(message.id))?.ticketId === before) redone += 1;
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { undone, redone };
}
