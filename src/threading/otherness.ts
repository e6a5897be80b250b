import { answersTheUnknown, DAY_MS, hasSubjectOf, startsItsOwnThread, termsOfTicket, topicOfTicket, type About, type Situation } from './situation.js';
import { cosine } from './similarity.js';
import { overlapOf } from './terms.js';
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

/** What a message says by itself, whichever ticket it is held against. */
interface Alone {
  odds: number;
  /** Those of a ticket whose subject it does not have. */
  unlikeSubject: number;
  few: boolean;
}

/** By what each message is about: it may be held against a hundred tickets, and says the same in front of all of them. */
const said = new WeakMap<About, Alone>();

/** How much speaks for a message being about something else than a ticket: above `OTHER_ISSUE` it likely is. */
export function otherness(situation: Situation, ticket: ThreadCandidate): number {
  const about = situation.about();
  const alone = oddsAlone(situation, about);
  return alone.odds + oddsOfTicket(situation, about, alone, ticket);
}

function oddsAlone(situation: Situation, about: About): Alone {
  const known = said.get(about);
  if (known) return known;
  const { goesOn, topic, numbers, ownWords: { size } } = about;
  const few = size <= FEW_WORDS && numbers.size === 0;
  const atLength = size > SOME_WORDS;
  const W = WEIGHTS;
  let odds = 0;
  if (numbers.size > 0) odds += W.namesNumber;
  if (topic === null && atLength) odds += W.noTopic;
  if (few) odds += W.fewWords;
  if (atLength) odds += W.someWords;
  if (size > LONG) odds += W.long;
  // A long letter may well say that somebody still waits for something.
  if (goesOn === 'chases') odds += W.chases + (atLength ? W.chasesAtLength : 0);
  if (goesOn === 'continues') odds += W.continues + (atLength ? W.continuesAtLength : 0);
  const unlikeSubject = (startsItsOwnThread(situation) ? W.ownThread : 0) + (answersTheUnknown(situation) ? W.otherThread : 0);
  const alone = { odds, unlikeSubject, few };
  said.set(about, alone);
  return alone;
}

function oddsOfTicket(situation: Situation, about: About, { unlikeSubject, few }: Alone, ticket: ThreadCandidate): number {
  const { words, common, hasNumbers, hasOrders, sameNumber } = overlapOf(termsOfTicket(ticket), about.ownWords, about.numbers);
  const topic = topicOfTicket(ticket, situation.policy.topics);
  const alike = cosine(common, about.ownWords.size, words);
  const hours = hoursApart(situation, ticket);
  const W = WEIGHTS;
  let odds = W.alike * Math.min(0.5, alike);
  if (alike < 0.05 && !few) odds += W.nothingAlike;
  if (sameNumber) odds += W.sameNumber;
  else if (about.orders.size > 0 && hasOrders) odds += W.otherOrder;
  // One issue may have an order, a parcel and a serial number.
  else if (about.numbers.size > 0 && hasNumbers) odds += W.otherNumber;
  if (about.topic !== null) odds += topic === null ? W.onlyOneTopic : topic === about.topic ? W.sameTopic : W.otherTopic;
  odds += hasSubjectOf(situation, ticket) ? W.sameSubject : unlikeSubject;
  if (ticket.answeredLast === true) odds += W.answered + (asks(ticket.preview) ? W.asked : 0);
  if (ticket.status === 'solved') odds += W.solved;
  if (hours < 24) odds += W.sameDay;
  if (hours > 24 * 7) odds += W.afterWeek;
  return odds;
}

/** An answer may be about anything that we asked for. */
function asks(text: string): boolean {
  return text.includes('?') || text.includes('？');
}

function hoursApart({ said: at }: Situation, { lastMessageAt }: ThreadCandidate): number {
  return Math.abs(at.getTime() - lastMessageAt.getTime()) / HOUR_MS;
}

/**
 * How likely a message goes on with this of several tickets, for comparing them. What they are about counts most; then
 * which of them waits for the customer, or he for us, on which channel, and how fresh it is.
 */
export function nearness(situation: Situation, ticket: ThreadCandidate): number {
  const hours = hoursApart(situation, ticket);
  const chases = situation.about().goesOn === 'chases';
  const turn = ticket.answeredLast === !chases ? 1.5 : 0;
  const channel = ticket.lastChannel === situation.inbound.channel ? 0.8 : 0;
  // What is solved is not waited for.
  const over = chases && ticket.status === 'solved' ? 1.5 : 0;
  return -otherness(situation, ticket) - over + turn + channel - 0.4 * Math.log2(1 + hours / 6);
}
