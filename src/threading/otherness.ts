import { aboutTicket, DAY_MS, startsItsOwnThread, type Situation } from './situation.js';
import { commonWords, similarity } from './similarity.js';
import { baseSubject } from './subjectText.js';
import type { ThreadCandidate } from './thread.js';

/** Above it a message is likelier another issue than the ticket's. */
export const OTHER_ISSUE = 1;

/** So few words of its own say nothing about what a message is about ("any news?"). */
const FEW_WORDS = 3;

/**
 * How much speaks for a message being about something else than a ticket, as a sum of weights: above `OTHER_ISSUE` it
 * likely is. The weights were fitted on made-up histories of customers (`npm run bench -- threading`), on other seeds
 * than the ones it reports.
 */
export function otherness(situation: Situation, ticket: ThreadCandidate): number {
  const about = situation.about();
  const other = aboutTicket(ticket, situation.policy.topics);
  const words = about.ownWords;
  let sum = 0;

  const sameNumber = [...about.numbers].some((number) => other.numbers.has(number));
  if (sameNumber) sum -= 5;
  else if (about.numbers.size > 0 && other.numbers.size > 0) sum += 1.2;

  if (about.topic !== null && other.topic !== null) sum += about.topic === other.topic ? -1.5 : 2;
  else if (about.topic !== null) sum += 0.6;
  else sum -= 0.6;

  const alike = similarity(words, other.words);
  sum -= Math.min(3, 8 * alike);
  if (words.size <= FEW_WORDS && about.numbers.size === 0) sum -= 2;
  else if (commonWords(words, other.words).length === 0) sum += 0.8;

  const sameSubject = situation.subject !== '' && situation.subject.toLowerCase() === baseSubject(ticket.subject).toLowerCase();
  if (sameSubject) sum -= 3;
  else if (startsItsOwnThread(situation)) sum += 1.2;

  const days = Math.abs(situation.said.getTime() - ticket.lastMessageAt.getTime()) / DAY_MS;
  if (days < 1 / 24) sum -= 1.2;
  else if (days > 7) sum += 0.5;
  if (ticket.answeredLast) sum -= 0.4;
  return sum;
}
