import { asksSomething } from './goesOn.js';
import { cosine } from './similarity.js';
import { answersTheUnknown, DAY_MS, hasSubjectOf, startsItsOwnThread, termsOfTicket, topicOfTicket, type Situation } from './situation.js';
import { overlapOf } from './terms.js';
import type { ThreadCandidate } from './thread.js';

/** So few words may share none with their own issue. */
const FEW_WORDS = 3;
/** More tell a whole story, in which people may also say that they still wait for something. */
const SOME_WORDS = 6;
/** More than so many say no more. */
const MOST_WORDS = 30;
const HOUR_MS = DAY_MS / 24;

/** What speaks for or against a message being about something else than a ticket. */
export type Sign =
  | 'namesNumber'
  | 'asksUs'
  | 'length'
  | 'chases'
  | 'continues'
  | 'chasesAtLength'
  | 'continuesAtLength'
  | 'sameSubject'
  | 'ownThread'
  | 'otherThread'
  | 'alike'
  | 'nothingAlike'
  | 'sameNumber'
  | 'otherOrder'
  | 'otherNumber'
  | 'onlyOneTopic'
  | 'otherTopic'
  | 'otherTopicBriefly'
  | 'amongTopics'
  | 'answered'
  | 'asked'
  | 'askedNoQuestion'
  | 'solved'
  | 'continuesUnanswered'
  | 'sameDay'
  | 'hours'
  | 'afterWeek';
/** What makes a ticket nearer than another one besides those. */
export type NearSign = 'turn' | 'solved' | 'solvedChased' | 'sameChannel' | 'hours';
/** Is told of each sign that is there, and how much of it; whole unless said. */
export type Count<S extends string> = (sign: S, much?: number) => void;

/** What a message says by itself, whichever ticket it is held against. */
export function signsAlone(situation: Situation, count: Count<Sign>): void {
  const { goesOn, numbers, size, asks } = situation.about();
  const atLength = size > SOME_WORDS;
  if (numbers.size > 0) count('namesNumber');
  if (asks && goesOn !== 'chases') count('asksUs');
  // The first word more says more than the twentieth.
  count('length', Math.log2(1 + Math.min(size, MOST_WORDS)));
  if (goesOn === 'chases') count(atLength ? 'chasesAtLength' : 'chases');
  if (goesOn === 'continues') count(atLength ? 'continuesAtLength' : 'continues');
}

/** What it says as well beside every ticket whose subject it does not have. */
export function signsOfThread(situation: Situation, count: Count<Sign>): void {
  if (startsItsOwnThread(situation)) count('ownThread');
  if (answersTheUnknown(situation)) count('otherThread');
}

/** What it says beside this ticket, its subject apart. */
export function signsBeside(situation: Situation, ticket: ThreadCandidate, count: Count<Sign>): void {
  const about = situation.about();
  const { words, common, hasNumbers, hasOrders, sameNumber } = overlapOf(termsOfTicket(ticket), about.ownWords, about.numbers);
  const alike = cosine(common, about.ownWords.size, words);
  count('alike', Math.min(0.5, alike));
  if (alike < 0.05 && about.size > FEW_WORDS) count('nothingAlike');
  if (sameNumber) count('sameNumber');
  else if (about.orders.size > 0 && hasOrders) count('otherOrder');
  // One issue may have an order, a parcel and a serial number.
  else if (about.numbers.size > 0 && hasNumbers) count('otherNumber');
  topicSigns(situation, ticket, count);
  turnSigns(situation, ticket, count);
}

function topicSigns(situation: Situation, ticket: ThreadCandidate, count: Count<Sign>): void {
  const { topics, size } = situation.about();
  if (topics.length === 0) return;
  const topic = topicOfTicket(ticket, situation.policy.topics);
  if (topic === null) count('onlyOneTopic');
  // Who asks for his money because a parcel is lost speaks of both.
  else if (topics.includes(topic)) {
    if (topic !== topics[0]) count('amongTopics');
  } else {
    count('otherTopic');
    // Who only goes on with something is brief because he names no topic again.
    if (size <= SOME_WORDS) count('otherTopicBriefly');
  }
}

/** Who spoke last, what he left open, and how long ago that was. */
function turnSigns(situation: Situation, ticket: ThreadCandidate, count: Count<Sign>): void {
  const { goesOn, asks } = situation.about();
  const hours = hoursApart(situation, ticket);
  const solved = ticket.status === 'solved';
  if (solved) count('solved');
  else count('hours', Math.log2(1 + hours / 6));
  if (hours > 24 * 7) count('afterWeek');
  if (ticket.answeredLast === true) {
    count('answered');
    // An answer may be about anything that we asked for.
    if (!asksSomething(ticket.preview)) return;
    count('asked');
    if (!asks) count('askedNoQuestion');
  } else {
    if (hours < 24) count('sameDay');
    // There is nothing of ours yet that it could answer.
    if (goesOn === 'continues' && !solved) count('continuesUnanswered');
  }
}

/** Whose turn it is there, on which channel, and how fresh it is. */
export function nearSigns(situation: Situation, ticket: ThreadCandidate, count: Count<NearSign>): void {
  const chases = situation.about().goesOn === 'chases';
  if (ticket.answeredLast === !chases) count('turn');
  // What is solved is not waited for.
  if (ticket.status === 'solved') count(chases ? 'solvedChased' : 'solved');
  if (ticket.lastChannel === situation.inbound.channel) count('sameChannel');
  count('hours', Math.log2(1 + hoursApart(situation, ticket) / 6));
}

/** Every sign of a message beside a ticket, for whoever fits the weights. */
export function signsOf(situation: Situation, ticket: ThreadCandidate, count: Count<Sign>): void {
  signsAlone(situation, count);
  if (hasSubjectOf(situation, ticket)) count('sameSubject');
  else signsOfThread(situation, count);
  signsBeside(situation, ticket, count);
}

function hoursApart({ said: at }: Situation, { lastMessageAt }: ThreadCandidate): number {
  return Math.abs(at.getTime() - lastMessageAt.getTime()) / HOUR_MS;
}
