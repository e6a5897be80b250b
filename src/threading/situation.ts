import { isSharedAddress, normaliseIdentity } from '../customers/normalise.js';
import { isLive } from '../tickets/ticket.js';
import { DEFAULT_TOPICS, topicOf, type Topic } from '../tickets/topics.js';
import { ownWords } from './ownWords.js';
import { referenceNumbers } from './referenceNumbers.js';
import { significantWords, similarity } from './similarity.js';
import { baseSubject, hasSubjectMarker } from './subjectText.js';
import { splitTerms } from './terms.js';
import type { HintedTicket, ThreadCandidate, ThreadDecision, ThreadInput } from './thread.js';

export const DAY_MS = 24 * 3_600_000;
/** How far back a message's own date is believed; a wrong clock must not reach into last year's tickets. */
const BELIEVED_DELAY_MS = 3 * DAY_MS;

/** So many of the tickets that were solved lately are compared with a message. */
const COMPARED_MAX = 10;

/** The input of `decideThread` with what several rules ask of it. */
export interface Situation extends ThreadInput {
  isPerson: boolean;
  /** When it was said, as far as that is believable. */
  said: Date;
  /** The customer's tickets that wait on somebody. */
  live: ThreadCandidate[];
  /** His solved tickets that may still reopen, latest solved first. */
  reopenable: ThreadCandidate[];
  /** Hints whose sender belongs to the ticket. */
  trusted: HintedTicket[];
  /** Hints whose sender does not: what the message claims. */
  claimed: HintedTicket[];
  subject: string;
  /** What the message is about: its words, its topic, and the numbers it names. Found when a rule first asks. */
  about(): About;
}

export interface About {
  /** Of the subject and the whole text, quotations too. */
  words: Set<string>;
  /** Of the subject and what the sender wrote himself. Empty for tickets. */
  ownWords: Set<string>;
  topic: string | null;
  numbers: Set<string>;
}

/** One step of the ladder: a decision, or null to let the next one decide. */
export type Rule = (situation: Situation) => ThreadDecision | null;

export function situationOf(input: ThreadInput): Situation {
  const { inbound, own, asOf, policy } = input;
  const asOfMs = asOf.getTime();
  const said = new Date(Math.min(asOfMs, Math.max(inbound.occurredAt.getTime(), asOfMs - BELIEVED_DELAY_MS)));
  const subject = baseSubject(inbound.subject);
  const hinted = input.hinted.filter(({ ticket }) => ticket.mergedIntoId === null);
  const situation: Situation = {
    ...input,
    isPerson: inbound.wroteBy === 'person',
    said,
    live: own.filter(isLive),
    reopenable: [],
    trusted: [],
    claimed: [],
    subject,
    about: once(() => aboutMessage(subject, inbound.text, policy.topics ?? DEFAULT_TOPICS)),
  };
  situation.reopenable = own
    .filter((ticket) => mayReopen(ticket, situation))
    .sort((a, b) => solvedTime(b) - solvedTime(a) || b.number - a.number)
    .slice(0, COMPARED_MAX);
  situation.trusted = hinted.filter((found) => belongs(found, situation));
  situation.claimed = hinted.filter(({ ticket }) => !situation.trusted.some((trusted) => trusted.ticket.id === ticket.id));
  return situation;
}

function aboutMessage(subject: string, text: string, topics: readonly Topic[]): About {
  const own = `${subject}\n${ownWords(text)}`;
  // The quotation counts among the words: mail clients that send no references still quote what they answer.
  return { words: significantWords(`${subject}\n${text}`), ownWords: significantWords(own), topic: topicOf(own, topics), numbers: referenceNumbers(own) };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Whether a ticket is solved so recently that going on with it is going on with the same issue. */
export function mayReopen(ticket: ThreadCandidate, { said, policy }: Pick<Situation, 'said' | 'policy'>): boolean {
  if (ticket.status !== 'solved' || ticket.mergedIntoId !== null) return false;
  return said.getTime() - solvedTime(ticket) <= policy.reopenWindowDays * DAY_MS;
}

export function solvedTime(ticket: ThreadCandidate): number {
  return (ticket.solvedAt ?? ticket.lastMessageAt).getTime();
}

/** What a ticket is about, by what lists show of it. */
export function aboutTicket(ticket: ThreadCandidate, topics: readonly Topic[] = DEFAULT_TOPICS): About {
  const shown = `${baseSubject(ticket.subject)}\n${ticket.preview}`;
  const terms = splitTerms(ticket.terms ?? []);
  return {
    words: new Set([...significantWords(shown), ...terms.words]),
    ownWords: new Set(),
    topic: topics.some((topic) => topic.key === ticket.topic) ? ticket.topic : null,
    numbers: new Set([...referenceNumbers(shown), ...terms.numbers]),
  };
}

/**
 * How a message and a ticket compare. `contrary`: both say what they are about, it is not the same, and they share no
 * word - the only thing that counts as knowing that they differ.
 */
export function compare(situation: Situation, ticket: ThreadCandidate): { score: number; contrary: boolean } {
  const about = situation.about();
  const other = aboutTicket(ticket, situation.policy.topics);
  const sameNumber = [...about.numbers].some((number) => other.numbers.has(number));
  const sameTopic = about.topic !== null && about.topic === other.topic;
  const sameSubject = situation.subject !== '' && situation.subject.toLowerCase() === baseSubject(ticket.subject).toLowerCase();
  const words = similarity(about.words, other.words);
  const score = Math.min(1, words + (sameNumber ? 0.5 : 0) + (sameSubject ? 0.3 : 0) + (sameTopic ? 0.2 : 0));
  const otherTopic = about.topic !== null && other.topic !== null && !sameTopic;
  const otherNumber = about.numbers.size > 0 && other.numbers.size > 0 && !sameNumber;
  return { score, contrary: words === 0 && !sameNumber && !sameSubject && (otherTopic || otherNumber) };
}

/** A mail that starts its own thread: no hint of ours, no reference to anything, no reply marker. */
export function startsItsOwnThread({ inbound, subject }: Situation): boolean {
  const { mail } = inbound;
  const refers = inbound.hints.length > 0 || (mail !== null && (mail.inReplyTo.length > 0 || mail.references.length > 0));
  return inbound.channel === 'email' && !refers && subject !== '' && !hasSubjectMarker(inbound.subject);
}

/** Whether several people, or nobody in particular, write from where this came from: a desk, a form, a mailing list. */
export function isSharedSender({ inbound, policy }: Situation): boolean {
  if (inbound.wroteBy === 'list') return true;
  return inbound.sender.length > 0 && inbound.sender.every(({ kind, value }) => isSharedAddress(kind, normaliseIdentity(kind, value) ?? value, policy.sharedAddresses));
}

/**
 * Whether the sender may speak in the ticket that he names: it is his, or we wrote to him in it. A bounce or a vacation
 * note comes from elsewhere by nature, and our own signed token in it is proof enough: nothing is ever answered to it.
 * The leg of a call is known to the carrier only, so a caller without a number is still the one who called.
 */
function belongs({ hint, ticket }: HintedTicket, { inbound, customerId }: Situation): boolean {
  if (ticket.customerId === customerId) return true;
  if (hint.kind === 'call') return inbound.sender.some(({ proof }) => proof !== 'claimed' && proof !== 'refuted');
  const ours = hint.kind === 'reply_token' || hint.kind === 'own_message_id';
  if (ours && (inbound.wroteBy === 'bounce' || inbound.wroteBy === 'auto_reply' || inbound.wroteBy === 'feedback_report')) return true;
  return inbound.sender.some(({ kind, value, proof }) => proof !== 'refuted' && ticket.participants.includes(`${kind}:${normaliseIdentity(kind, value) ?? value}`));
}
