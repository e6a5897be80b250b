import { nearSigns, signsAlone, signsBeside, signsOfThread, type NearSign, type Sign } from './signs.js';
import { hasSubjectOf, type About, type Situation } from './situation.js';
import type { ThreadCandidate } from './thread.js';

/**
 * What speaks for the same issue before a message has said a word. As fitted, where two issues joined cost as much as one parted
 * twice: most messages go on with something.
 */
const BIAS = -9.5;

/**
 * What each sign counts for a message being about something else than a ticket, in natural logarithms of odds. Fitted by
 * logistic regression on made-up histories of the customers of seven shops (`node src/cli/run.mjs fitThreading`), on other seeds
 * than those that the bench and the tests report, and rounded. Those histories do not tell what a mail's thread says
 * (`ownThread`, `otherThread`), nor its channel: these are by judgement.
 */
const WEIGHTS: Readonly<Record<Sign, number>> = {
  length: 3.2,
  namesNumber: -0.8,
  asksUs: 0.8,
  chases: -2.1,
  chasesAtLength: -1.5,
  continues: -2.5,
  continuesAtLength: -2.8,
  continuesUnanswered: 1,
  alike: -1.4,
  nothingAlike: 0.6,
  sameNumber: -1.2,
  otherOrder: 0.8,
  otherNumber: 0.9,
  onlyOneTopic: 1.7,
  otherTopic: 1.9,
  otherTopicBriefly: 0.9,
  amongTopics: 0.4,
  sameSubject: -2.6,
  ownThread: 0.3,
  otherThread: 2,
  answered: -0.5,
  asked: -1.4,
  askedNoQuestion: -0.9,
  solved: 0.9,
  sameDay: -0.8,
  hours: 0.4,
  afterWeek: 2.5,
};

/** What else makes a ticket nearer than another, fitted likewise, apart from the channel. */
const NEAR: Readonly<Record<NearSign, number>> = { turn: 0.7, solved: -0.6, solvedChased: -1, sameChannel: 0.3, hours: -0.2 };

/** What a message says by itself, whichever ticket it is held against. */
interface Alone {
  odds: number;
  /** Those of a ticket whose subject it does not have. */
  unlikeSubject: number;
}

/** By what each message is about: it may be held against a hundred tickets, and says the same in front of all of them. */
const said = new WeakMap<About, Alone>();

/** How much speaks for a message being about something else than a ticket: above zero it likely is. */
export function otherness(situation: Situation, ticket: ThreadCandidate): number {
  const alone = oddsAlone(situation);
  let odds = alone.odds + (hasSubjectOf(situation, ticket) ? WEIGHTS.sameSubject : alone.unlikeSubject);
  signsBeside(situation, ticket, (sign, much = 1) => (odds += WEIGHTS[sign] * much));
  return odds;
}

function oddsAlone(situation: Situation): Alone {
  const about = situation.about();
  const known = said.get(about);
  if (known) return known;
  const alone = { odds: BIAS, unlikeSubject: 0 };
  signsAlone(situation, (sign, much = 1) => (alone.odds += WEIGHTS[sign] * much));
  signsOfThread(situation, (sign, much = 1) => (alone.unlikeSubject += WEIGHTS[sign] * much));
  said.set(about, alone);
  return alone;
}

/**
 * How likely a message goes on with this of several tickets, for comparing them. What they are about counts most; then
 * which of them waits for the customer, or he for us, on which channel, and how fresh it is.
 */
export function nearness(situation: Situation, ticket: ThreadCandidate): number {
  let near = -otherness(situation, ticket);
  nearSigns(situation, ticket, (sign, much = 1) => (near += NEAR[sign] * much));
  return near;
}
