import { isDoubted } from '../customers/customer.js';
import { isSharedAddress, normaliseIdentity } from '../customers/normalise.js';
import type { WroteBy } from '../tickets/message.js';
import { isLive } from '../tickets/ticket.js';
import { DEFAULT_TOPICS, type Topic } from '../tickets/topics.js';
import { asksSomething, goesOn, type GoesOn } from './goesOn.js';
import { bodyOf } from './letterBody.js';
import { ownWords } from './ownWords.js';
import { referenceNumbers } from './referenceNumbers.js';
import { cosine, significantWords, similarity } from './similarity.js';
import { topicsOfMessage } from './subjectMatter.js';
import { baseSubject, hasSubjectMarker } from './subjectText.js';
import { addTerms, overlapOf, splitTerms } from './terms.js';
import type { HintedTicket, ThreadCandidate, ThreadDecision, ThreadInput, ThreadPolicy } from './thread.js';

export const DAY_MS = 24 * 3_600_000;
/** How far back a message's own date is believed; a wrong clock must not reach into last year's tickets. */
const BELIEVED_DELAY_MS = 3 * DAY_MS;

/** So long a chat is one conversation. */
const SESSION_MS = 3_600_000;
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

/** What a message is about, as far as its words tell. */
export interface About {
  /** Of the subject and the whole text, quotations too. */
  words: Set<string>;
  /** Of the subject and what the sender wrote himself, without greeting and leave. */
  ownWords: Set<string>;
  /** How many they are, as a language counts them that has words. */
  size: number;
  topic: string | null;
  /** Every topic that it shows, that one first. */
  topics: readonly string[];
  numbers: Set<string>;
  /** Those of the numbers that are an order's. */
  orders: Set<string>;
  /** Whether it says of itself that it goes on with something. */
  goesOn: GoesOn;
  /** Whether he asks something, in his own words. */
  asks: boolean;
}

/** Each word and number once. */
export interface AboutTicket {
  words: readonly string[];
  numbers: readonly string[];
  orders: readonly string[];
  topic: string | null;
}

/** One step of the ladder: a decision, or null to let the next one decide. */
export type Rule = (situation: Situation) => ThreadDecision | null;

/** All that the rules ask about a message and its candidates, worked out once. */
export function situationOf(input: ThreadInput): Situation {
  const { inbound, own, asOf, policy } = input;
  const asOfMs = asOf.getTime();
  const said = new Date(Math.min(asOfMs, Math.max(inbound.occurredAt.getTime(), asOfMs - BELIEVED_DELAY_MS)));
  const subject = baseSubject(inbound.subject);
  const hinted = input.hinted.filter(
    (found) =>
      found.ticket.mergedIntoId === null &&
      !isLeftSession(found, said, policy) &&
      !isIdleText(found, { said, policy, customerId: input.customerId }),
  );
  const situation: Situation = {
    ...input,
    isPerson: inbound.wroteBy === 'person',
    said,
    live: own.filter(isLive),
    reopenable: [],
    trusted: [],
    claimed: [],
    subject,
    about: once(() => aboutMessage(subject, inbound, policy.topics ?? DEFAULT_TOPICS)),
  };
  situation.reopenable = own
    .filter((ticket) => mayReopen(ticket, situation))
    .sort((a, b) => solvedTime(b) - solvedTime(a) || b.number - a.number)
    .slice(0, COMPARED_MAX);
  situation.trusted = hinted.filter((found) => belongs(found, situation) && isMeant(found, hinted, situation));
  situation.claimed = hinted.filter(({ ticket }) => !situation.trusted.some((trusted) => trusted.ticket.id === ticket.id));
  return situation;
}

/**
 * A browser comes back hours later. It is the same chat to the machine and maybe another issue to him, so where each issue
 * has its ticket the session is proof of who speaks, and no longer of what about.
 */
function isLeftSession({ hint, ticket }: HintedTicket, said: Date, { anotherIssue }: ThreadPolicy): boolean {
  return hint.kind === 'chat_session' && anotherIssue === 'likely' && said.getTime() - ticket.lastMessageAt.getTime() > SESSION_MS;
}

/** A text that names nothing says nothing about its sender's own tickets, nor about what is over: it is about something else by then. */
function isIdleText({ hint, ticket }: HintedTicket, at: Pick<Situation, 'said' | 'policy' | 'customerId'>): boolean {
  return hint.kind === 'text_answer' && (ticket.customerId === at.customerId || (!isLive(ticket) && !mayReopen(ticket, at)));
}

/**
 * A text names no ticket. It answers our last one to its number only if the carrier vouches for that number, and if nothing
 * else can be meant: no live ticket of its sender's own, and no second ticket in which the same number is waited for.
 */
function isMeant({ hint, ticket }: HintedTicket, hinted: readonly HintedTicket[], { inbound, live }: Situation): boolean {
  if (hint.kind !== 'text_answer') return true;
  const alone = live.length === 0 && hinted.every((other) => other.hint.kind !== 'text_answer' || other.ticket.id === ticket.id);
  return alone && inbound.sender.some(({ proof }) => proof === 'carrier');
}

function aboutMessage(subject: string, inbound: ThreadInput['inbound'], topics: readonly Topic[]): About {
  const { text } = inbound;
  const written = ownWords(inbound);
  const body = bodyOf(written, inbound.from?.name);
  const signed = significantWords(inbound.from?.name ?? '');
  const unsigned = (words: Set<string>): Set<string> => new Set([...words].filter((word) => !signed.has(word)));
  const mine = unsigned(significantWords(`${subject}\n${body}`));
  const { all: numbers, orders } = referenceNumbers(`${subject}\n${written}`);
  const shown = topicsOfMessage(inbound, topics);
  return {
    // The quotation counts among the words: mail clients that send no references still quote what they answer. Most texts quote nothing.
    words: written === text ? mine : unsigned(significantWords(`${subject}\n${text}`)),
    ownWords: mine,
    size: sizeOf(mine),
    topic: shown[0] ?? null,
    topics: shown,
    numbers,
    orders,
    goesOn: goesOn(`${subject}\n${body}`),
    asks: asksSomething(body),
  };
}

/** Chinese and Japanese, whose words are every two neighbouring characters, have more of them for the same thing. */
const OF_A_WORD = 0.4;

function sizeOf(words: ReadonlySet<string>): number {
  let size = 0;
  for (const word of words) size += word.charCodeAt(0) > 0x2e7f ? OF_A_WORD : 1;
  return size;
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

/** When a ticket was over, in ms since the epoch; its last message where nobody noted that. */
export function solvedTime(ticket: ThreadCandidate): number {
  return (ticket.solvedAt ?? ticket.lastMessageAt).getTime();
}

/** What a ticket is about: what its customer has said, or what lists show of a ticket that is older than its terms. */
export function aboutTicket(ticket: ThreadCandidate, topics: readonly Topic[] = DEFAULT_TOPICS): AboutTicket {
  return { ...splitTerms(termsOfTicket(ticket)), topic: topicOfTicket(ticket, topics) };
}

/** The words that a ticket is about, its subject and preview where none were kept. */
export function termsOfTicket(ticket: ThreadCandidate): readonly string[] {
  return ticket.terms?.length ? ticket.terms : addTerms([], { subject: ticket.subject, text: ticket.preview, channel: null });
}

/** Its topic, unless the desk has no such topic any more. */
export function topicOfTicket({ topic }: ThreadCandidate, topics: readonly Topic[] = DEFAULT_TOPICS): string | null {
  return topic !== null && topics.some(({ key }) => key === topic) ? topic : null;
}

/** Whether a message has the subject of a ticket, apart from reply markers. An empty subject is none. */
export function hasSubjectOf({ subject }: Situation, ticket: ThreadCandidate): boolean {
  if (subject === '' || ticket.subject.length < subject.length) return false;
  // Markers stand in front, so without the same end it is not worth looking for them.
  if (ticket.subject.trimEnd().slice(-1).toLowerCase() !== subject.slice(-1).toLowerCase()) return false;
  return subject.toLowerCase() === baseSubject(ticket.subject).toLowerCase();
}

/**
 * Whether a person's mail has a subject of its own that shares no word with the ticket: people start something new by
 * answering the last mail they find. No subject at all, or one of empty words, is none.
 */
export function namesAnotherSubject(situation: Situation, ticket: ThreadCandidate): boolean {
  const { inbound, subject, isPerson } = situation;
  if (!isPerson || inbound.channel !== 'email' || hasSubjectMarker(inbound.subject) || hasSubjectOf(situation, ticket)) return false;
  const named = significantWords(subject);
  if (named.size === 0) return false;
  const { words, numbers } = aboutTicket(ticket, situation.policy.topics);
  return (
    similarity(named, [...words, ...significantWords(ticket.subject)]) === 0 &&
    ![...referenceNumbers(subject).all].some((number) => numbers.includes(number))
  );
}

/**
 * How a message and a ticket compare. `contrary`: both say what they are about, it is not the same, and they share no
 * word - the only thing that counts as knowing that they differ.
 */
export function compare(situation: Situation, ticket: ThreadCandidate): { score: number; contrary: boolean } {
  const about = situation.about();
  const { sameNumber, hasNumbers, ...shared } = overlapOf(termsOfTicket(ticket), about.words, about.numbers);
  const topic = topicOfTicket(ticket, situation.policy.topics);
  const sameTopic = about.topic !== null && about.topic === topic;
  const sameSubject = hasSubjectOf(situation, ticket);
  const words = cosine(shared.common, about.words.size, shared.words);
  const score = Math.min(1, words + (sameNumber ? 0.5 : 0) + (sameSubject ? 0.3 : 0) + (sameTopic ? 0.2 : 0));
  const otherTopic = about.topic !== null && topic !== null && !sameTopic;
  const otherNumber = about.numbers.size > 0 && hasNumbers && !sameNumber;
  return { score, contrary: words === 0 && !sameNumber && !sameSubject && (otherTopic || otherNumber) };
}

/**
 * A mail of a thread that we know nothing of: no reference that leads anywhere, and no reply marker unless it names what it
 * answers - an answer that has overtaken its question stands for itself, or the order of arrival would decide where both go.
 */
export function startsItsOwnThread(situation: Situation): boolean {
  const { inbound, subject } = situation;
  if (inbound.channel !== 'email' || subject === '' || leadsSomewhere(situation)) return false;
  return namesMails(situation) || !hasSubjectMarker(inbound.subject);
}

/** A mail that answers mails, none of which stands in a ticket of its sender's: it belongs to another conversation than one that has another subject. */
export function answersTheUnknown(situation: Situation): boolean {
  return situation.subject !== '' && namesMails(situation) && !leadsSomewhere(situation);
}

/** To a ticket in which its sender has a part; that it names other people's mails as well says nothing about his own. */
function leadsSomewhere({ inbound, trusted }: Situation): boolean {
  return trusted.length > 0 || inbound.hints.some(({ kind }) => kind !== 'reference');
}

function namesMails({ inbound: { mail } }: Situation): boolean {
  return mail !== null && (mail.inReplyTo.length > 0 || mail.references.length > 0);
}

/** Whether several people, or nobody in particular, write from where this came from: a desk, a form, a mailing list. */
export function isSharedSender({ inbound, policy }: Situation): boolean {
  if (inbound.wroteBy === 'list') return true;
  return (
    inbound.sender.length > 0 &&
    inbound.sender.every(({ kind, value }) => isSharedAddress(kind, normaliseIdentity(kind, value) ?? value, policy.sharedAddresses))
  );
}

/**
 * Whether the sender may speak in the ticket that he names: it is his, or we wrote to him in it. A bounce or a vacation
 * note comes from elsewhere by nature, and what only a machine that handled our mail can send is proof enough: nothing is
 * ever answered to it. Our ids alone are not, for machines as for people: whoever once saw them could write as one.
 */
function belongs({ hint, ticket }: HintedTicket, { inbound, customerId }: Situation): boolean {
  if (ticket.customerId === customerId) return true;
  if (isEcho(hint, inbound)) return true;
  return inbound.sender.some(
    ({ kind, value, proof }) => !isDoubted(proof) && ticket.participants.includes(`${kind}:${normaliseIdentity(kind, value) ?? value}`),
  );
}

/** Whether it can only come from a machine that handled our mail, whoever its From names. */
export function isEcho({ echo }: HintedTicket['hint'], { wroteBy }: Pick<Situation['inbound'], 'wroteBy'>): boolean {
  return echo === true && ECHOES.has(wroteBy);
}

const ECHOES: ReadonlySet<WroteBy> = new Set(['bounce', 'auto_reply', 'feedback_report']);
