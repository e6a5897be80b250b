import { aboutTicket, DAY_MS, hasSubjectOf, startsItsOwnThread, type Situation } from './situation.js';
import { similarity } from './similarity.js';
import type { ThreadCandidate } from './thread.js';

/** Above it a message is likelier another issue than the ticket's. */
export const OTHER_ISSUE = 0.8;

/** So few words of its own say nothing about what a message is about ("any news?"). */
const FEW_WORDS = 3;
/** And so many tell a whole story. */
const LONG = 14;

/**
 * How much speaks for a message being about something else than a ticket, as a sum of weights: above `OTHER_ISSUE` it
 * likely is. The weights were fitted on made-up histories of customers (`npm run bench -- threading`), on other seeds
 * than the ones it reports.
 */
export function otherness(situation: Situation, ticket: ThreadCandidate): number {
  const about = situation.about();
  const other = aboutTicket(ticket, situation.policy.topics);
  let sum = 0;

  const sameNumber = other.numbers.some((number) => about.numbers.has(number));
  if (sameNumber) sum -= 5;
  else if (about.orders.size > 0 && other.orders.length > 0) sum += 3;
  // One issue may have an order, a parcel and a serial number, so other numbers say little.
  else if (about.numbers.size > 0 && other.numbers.length > 0) sum += 0.4;

  if (about.topic !== null && other.topic !== null) sum += about.topic === other.topic ? -1 : 2.3;
  else if (about.topic !== null) sum += 1;
  else sum += about.ownWords.size > 2 * FEW_WORDS ? 0.2 : -0.6;

  const alike = similarity(about.ownWords, other.words);
  sum -= Math.min(2.5, 6 * alike);
  if (about.ownWords.size <= FEW_WORDS && about.numbers.size === 0) sum -= 2;
  else if (alike < 0.05) sum += about.ownWords.size > 2 * FEW_WORDS ? 1.3 : 1;

  // A long letter of its own may well say that somebody still waits for something.
  const weight = about.ownWords.size > LONG ? 0.5 : 1;
  if (about.goesOn !== null) sum -= weight * (about.goesOn === 'chases' ? 4 : 2.5);
  if (hasSubjectOf(situation, ticket)) sum -= 3;
  else if (startsItsOwnThread(situation)) sum += 1.2;

  // An answer may be about anything that we asked for.
  if (ticket.answeredLast && /[?？]/.test(ticket.preview)) sum -= 0.9;
  // What is solved is over until somebody says that it is not.
  if (ticket.status === 'solved') sum += 0.8;
  const hours = Math.abs(situation.said.getTime() - ticket.lastMessageAt.getTime()) / (DAY_MS / 24);
  if (hours < 1) sum -= 1;
  else if (hours > 24 * 7) sum += 0.6;
  return sum;
}

/**
 * How likely a message goes on with this of several tickets, for comparing them. What they are about counts most; then
 * which of them waits for the customer, or he for us, on which channel, and how fresh it is.
 */
export function nearness(situation: Situation, ticket: ThreadCandidate): number {
  const hours = Math.abs(situation.said.getTime() - ticket.lastMessageAt.getTime()) / (DAY_MS / 24);
  const chases = situation.about().goesOn === 'chases';
  const turn = ticket.answeredLast === !chases ? 1.5 : 0;
  const channel = ticket.lastChannel === situation.inbound.channel ? 0.8 : 0;
  // What is solved is not waited for.
  const over = chases && ticket.status === 'solved' ? 1.5 : 0;
  return -otherness(situation, ticket) - over + turn + channel - 0.4 * Math.log2(1 + hours / 6);
}
