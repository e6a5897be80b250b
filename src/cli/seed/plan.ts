import { idAt, randomOf } from './random.js';

const DAY_MS = 86_400_000;
/** The ticket that shows what a long one costs. */
export const LONG_TICKET_MESSAGES = 2000;
const DAYS = 3 * 365;
/** Tickets an hour, of the busiest hour: a desk that sleeps, but not wholly. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 9, 8, 9, 10, 9, 8, 7, 6, 5, 5, 4, 3, 2];
const WEEKDAYS = [0.35, 1, 0.95, 0.9, 0.9, 0.85, 0.45];
/** Of the tickets of one customer that follow each other closely: opened by mistake, and merged. */
const DUPLICATES = 0.015;

export interface PlanOptions {
  seed: string;
  tickets: number;
  messages: number;
  customers: number;
  /** The moment at which the world ends: nothing in it is later. */
  until: Date;
  /** How long before that it begins; three years unless told. */
  days?: number;
}

/** Who opens which ticket when, and how much is said in it. Tickets are numbered by their age, from 0. */
export interface Plan {
  options: PlanOptions;
  from: number;
  openedAt: Float64Array;
  customerOf: Int32Array;
  /** Counted from 1. */
  ordinalOf: Int32Array;
  /** The same customer's ticket before and after; -1: none. */
  previousOf: Int32Array;
  nextOf: Int32Array;
  messagesOf: Int32Array;
  /** The ticket that this one is merged into; -1: none. */
  mergedInto: Int32Array;
  longTicket: number;
  ticketId(index: number): string;
}

export function makePlan(options: PlanOptions): Plan {
  const { seed, tickets } = options;
  const from = options.until.getTime() - (options.days ?? DAYS) * DAY_MS;
  const ints = (value: number): Int32Array => new Int32Array(tickets).fill(value);
  const plan: Plan = {
    options,
    from,
    openedAt: openingTimes(options, from),
    customerOf: ints(0),
    ordinalOf: ints(1),
    previousOf: ints(-1),
    nextOf: ints(-1),
    messagesOf: ints(1),
    mergedInto: ints(-1),
    longTicket: options.messages >= 4 * LONG_TICKET_MESSAGES ? Math.floor(tickets * 0.3) : -1,
    ticketId: (index) => idAt(plan.openedAt[index] ?? 0, randomOf(seed, 'ticket id', index)),
  };
  assignCustomers(plan);
  shareMessages(plan);
  return plan;
}

function openingTimes({ seed, tickets, until }: PlanOptions, from: number): Float64Array {
  const random = randomOf(seed, 'openings');
  const end = until.getTime();
  const times = new Float64Array(tickets);
  for (let i = 0; i < tickets; i++) {
    for (;;) {
      // The desk grows: twice as busy at the end as at the beginning.
      const share = random.next();
      const at = from + (share < 0.5 ? 2 * share * (1 - 0.5 * share) : share + 0.25 * (1 - share)) * (end - from) * 0.999;
      const date = new Date(at);
      if (!random.chance(((HOURS[date.getUTCHours()] ?? 1) / 10) * (WEEKDAYS[date.getUTCDay()] ?? 1))) continue;
      times[i] = Math.floor(at);
      break;
    }
  }
  times.sort();
  // Ids and order need moments that differ.
  for (let i = 1; i < tickets; i++) times[i] = Math.max(times[i] ?? 0, (times[i - 1] ?? 0) + 1);
  return times;
}

function assignCustomers(plan: Plan): void {
  const { seed, tickets } = plan.options;
  const customers = Math.max(1, Math.min(plan.options.customers, tickets));
  const random = randomOf(seed, 'customers');
  const lastOf = new Int32Array(customers).fill(-1);
  let known = 0;
  for (let i = 0; i < tickets; i++) {
    const next = i + 1 < tickets ? (plan.openedAt[i + 1] ?? 0) : Number.POSITIVE_INFINITY;
    const before = plan.openedAt[i - 1] ?? 0;
    const duplicates =
      i > 0 &&
      i - 1 !== plan.longTicket &&
      i !== plan.longTicket &&
      plan.mergedInto[i - 1] === -1 &&
      random.chance(DUPLICATES) &&
      next - before > 120_000;
    const isNew = !duplicates && known < customers && (known === 0 || random.chance((customers - known) / (tickets - i)));
    // Those who came first write more often: a few have dozens of tickets.
    const customer = duplicates ? (plan.customerOf[i - 1] ?? 0) : isNew ? known++ : Math.floor(known * random.next() ** 1.6);
    if (duplicates) {
      plan.mergedInto[i] = i - 1;
      plan.openedAt[i] = Math.min(next - 1, before + random.int(1, 15) * 60_000);
    }
    const last = lastOf[customer] ?? -1;
    plan.customerOf[i] = customer;
    plan.previousOf[i] = last;
    if (last >= 0) {
      plan.nextOf[last] = i;
      plan.ordinalOf[i] = (plan.ordinalOf[last] ?? 0) + 1;
    }
    lastOf[customer] = i;
  }
}

function shareMessages(plan: Plan): void {
  const { seed, tickets, messages } = plan.options;
  const random = randomOf(seed, 'lengths');
  const weights = new Float64Array(tickets);
  let sum = 0;
  for (let i = 0; i < tickets; i++) {
    if (i === plan.longTicket || plan.mergedInto[i] !== -1) continue;
    const weight = -Math.log(1 - random.next()) * (random.chance(0.04) ? 5 : 1);
    weights[i] = weight;
    sum += weight;
  }
  let left = Math.max(0, messages - tickets);
  if (plan.longTicket >= 0) {
    plan.messagesOf[plan.longTicket] = LONG_TICKET_MESSAGES;
    left = Math.max(0, left - LONG_TICKET_MESSAGES + 1);
  }
  // What rounding takes from one ticket goes to the next, so that the sum is right.
  let owed = 0;
  for (let i = 0; i < tickets; i++) {
    owed += sum > 0 ? (left * (weights[i] ?? 0)) / sum : 0;
    const more = Math.floor(owed);
    if (more === 0) continue;
    owed -= more;
    plan.messagesOf[i] = (plan.messagesOf[i] ?? 1) + more;
  }
}
