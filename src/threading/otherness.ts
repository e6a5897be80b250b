import { aboutTicket, answersTheUnknown, DAY_MS, hasSubjectOf, startsItsOwnThread, type Situation } from './situation.js';
import { similarity } from './similarity.js';
import type { ThreadCandidate } from './thread.js';

/** Above it a message is likelier another issue than the ticket's. */
export const OTHER_ISSUE = 0.5;

/** So few words of its own say nothing about what a message is about ("any news?"), and so many tell a whole story. */
const FEW_WORDS = 3;
const SOME_WORDS = 6;
const LONG = 14;
const HOUR_MS = DAY_MS / 24;

/**
 * What each sign counts for a message being about something else than a ticket, in natural logarithms of odds. Fitted by
 * logistic regression on made-up histories of customers (`npm run bench -- threading`), on other seeds than those that the
 * bench and the tests report, and rounded. The words of `goesOn.ts` were then looked after on the shop
 * in `src/cli/bench/threading/development`.
 */
const WEIGHTS = {
  sameNumber: -4,
  otherOrder: 1.9,
  otherNumber: 0.6,
  namesNumber: -0.2,
  sameTopic: -0.1,
  otherTopic: 2.5,
  onlyOneTopic: 1.3,
  noTopic: -0.3,
  alike: -0.9,
  nothingAlike: 0.2,
  fewWords: -0.7,
  someWords: 0.9,
  long: 0.7,
  chases: -2.1,
  continues: -1.9,
  chasesAtLength: -1.2,
  continuesAtLength: -1.2,
  sameSubject: -1.5,
  ownThread: 0.9,
  otherThread: 2,
  asked: -0.8,
  answered: -0.3,
  solved: 0.5,
  sameDay: -0.8,
  afterWeek: 2.5,
};

const NAMES = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];

/** The signs, each 0 or 1 or a share. */
export type Signs = Record<keyof typeof WEIGHTS, number>;

export function signsOf(situation: Situation, ticket: ThreadCandidate): Signs {
  const about = situation.about();
  const other = aboutTicket(ticket, situation.policy.topics);
  const hours = Math.abs(situation.said.getTime() - ticket.lastMessageAt.getTime()) / HOUR_MS;
  const size = about.ownWords.size;
  const alike = similarity(about.ownWords, other.words);
  const sameNumber = other.numbers.some((number) => about.numbers.has(number));
  const otherOrder = !sameNumber && about.orders.size > 0 && other.orders.length > 0;
  const sameSubject = hasSubjectOf(situation, ticket);
  const few = size <= FEW_WORDS && about.numbers.size === 0;
  const is = (yes: boolean): number => (yes ? 1 : 0);
  return {
    sameNumber: is(sameNumber),
    otherOrder: is(otherOrder),
    // One issue may have an order, a parcel and a serial number.
    otherNumber: is(!sameNumber && !otherOrder && about.numbers.size > 0 && other.numbers.length > 0),
    namesNumber: is(about.numbers.size > 0),
    sameTopic: is(about.topic !== null && about.topic === other.topic),
    otherTopic: is(about.topic !== null && other.topic !== null && about.topic !== other.topic),
    onlyOneTopic: is(about.topic !== null && other.topic === null),
    noTopic: is(about.topic === null && size > SOME_WORDS),
    alike: Math.min(0.5, alike),
    nothingAlike: is(alike < 0.05 && !few),
    fewWords: is(few),
    someWords: is(size > SOME_WORDS),
    long: is(size > LONG),
    chases: is(about.goesOn === 'chases'),
    continues: is(about.goesOn === 'continues'),
    // A long letter may well say that somebody still waits for something.
    chasesAtLength: is(about.goesOn === 'chases' && size > SOME_WORDS),
    continuesAtLength: is(about.goesOn === 'continues' && size > SOME_WORDS),
    sameSubject: is(sameSubject),
    ownThread: is(!sameSubject && startsItsOwnThread(situation)),
    otherThread: is(!sameSubject && answersTheUnknown(situation)),
    // An answer may be about anything that we asked for.
    asked: is(ticket.answeredLast === true && /[?？]/.test(ticket.preview)),
    answered: is(ticket.answeredLast === true),
    solved: is(ticket.status === 'solved'),
    sameDay: is(hours < 24),
    afterWeek: is(hours > 24 * 7),
  };
}

/** How much speaks for a message being about something else than a ticket: above `OTHER_ISSUE` it likely is. */
export function otherness(situation: Situation, ticket: ThreadCandidate): number {
  const signs = signsOf(situation, ticket);
  let sum = 0;
  for (const name of NAMES) sum += WEIGHTS[name] * signs[name];
  return sum;
}

/**
 * How likely a message goes on with this of several tickets, for comparing them. What they are about counts most; then
 * which of them waits for the customer, or he for us, on which channel, and how fresh it is.
 */
export function nearness(situation: Situation, ticket: ThreadCandidate): number {
  const hours = Math.abs(situation.said.getTime() - ticket.lastMessageAt.getTime()) / HOUR_MS;
  const chases = situation.about().goesOn === 'chases';
  const turn = ticket.answeredLast === !chases ? 1.5 : 0;
  const channel = ticket.lastChannel === situation.inbound.channel ? 0.8 : 0;
  // What is solved is not waited for.
  const over = chases && ticket.status === 'solved' ? 1.5 : 0;
  return -otherness(situation, ticket) - over + turn + channel - 0.4 * Math.log2(1 + hours / 6);
}
