import type { Channel } from '../../../contract/common.js';
import { LANGUAGES } from '../../seed/phrases/all.js';
import { TOPIC_NAMES, type Phrases, type TopicName } from '../../seed/phrases/phrases.js';
import { randomOf, type Random } from '../../seed/random.js';
import { agentWords, firstWords, furtherWords, makeIssue, subjectFor, type Issue } from '../../seed/writing.js';

/** One customer of a made-up company, and all that happens with him, with the issue that each message is really about. */
export interface History {
  person: Person;
  /** In order of time. */
  steps: Step[];
}

export interface Person {
  key: string;
  name: string;
  table: Phrases;
  email: string;
  phone: string;
  /** His id in the company's own systems; he chats signed in with it. Null: nobody has put him in, so he is known by one channel. */
  externalId: string | null;
  visitorId: string;
}

export type Step =
  | {
      kind: 'says';
      at: number;
      issue: string;
      channel: Channel;
      first: boolean;
      subject: string | null;
      text: string;
      how: 'reply' | 'marked' | 'fresh';
    }
  | { kind: 'answers'; at: number; issue: string; text: string }
  | { kind: 'solves'; at: number; issue: string }
  /** Somebody else answers a mail of his that reached him: a forward, a leaked id. */
  | { kind: 'stranger'; at: number; issue: string; email: string; text: string };

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-08-03T08:00:00Z');

/** The histories of so many customers, in the words of these tables; the same seed tells the same ones. */
export function makeHistories(seed: string, customers: number, tables: readonly Phrases[] = Object.values(LANGUAGES)): History[] {
  return Array.from({ length: customers }, (_, i) => {
    const random = randomOf(seed, 'threading', i);
    const person = makePerson(seed, i, tables, random);
    return { person, steps: tell(person, random) };
  });
}

function makePerson(seed: string, index: number, tables: readonly Phrases[], random: Random): Person {
  const weights = Object.fromEntries(tables.map(({ language, weight }) => [language, weight]));
  const language = random.weighted(weights);
  const table = tables.find((one) => one.language === language) as Phrases;
  // Names come again and again: two people of one name are two people.
  const name = table.nameForm.replace('{first}', random.pick(table.first)).replace('{last}', random.pick(table.last));
  const key = `${seed}-${index}`;
  return {
    key,
    name,
    table,
    email: `person${index}.${seed}@${random.pick(table.mailHosts)}`.toLowerCase(),
    phone: `+1202${String(5_550_000 + index).padStart(7, '0')}`,
    externalId: random.chance(0.75) ? `ext-${key}` : null,
    visitorId: `visitor-${key}`,
  };
}

/** One to three issues, one after the other or beside each other, as real customers have them. */
function tell(person: Person, random: Random): Step[] {
  const steps: Step[] = [];
  const count = random.weighted({ 1: 40, 2: 35, 3: 25 });
  const home: Channel =
    person.externalId === null
      ? random.pick<Channel>(['email', 'email', 'sms', 'chat'])
      : random.pick<Channel>(['email', 'email', 'email', 'sms', 'chat']);
  const told: TopicName[] = [];
  let at = START + random.int(0, 60 * 24) * HOUR_MS;
  for (let i = 0; i < Number(count); i++) {
    // Now and then the same kind of trouble again, with another order.
    const left = TOPIC_NAMES.filter((topic) => !told.includes(topic));
    const topic = told.length > 0 && random.chance(0.12) ? random.pick(told) : random.pick(left);
    told.push(topic);
    const issue = makeIssue(topic, person.table, at, random);
    steps.push(...tellIssue({ person, random, issue, key: `${person.key}#${i}`, home, at }));
    at += random.chance(0.4) ? random.int(2, 5 * 24) * HOUR_MS : random.int(8 * 24, 40 * 24) * HOUR_MS;
  }
  return steps.sort((a, b) => a.at - b.at);
}

interface Telling {
  person: Person;
  random: Random;
  issue: Issue;
  key: string;
  home: Channel;
  at: number;
}

function tellIssue({ person, random, issue, key, home, at }: Telling): Step[] {
  const { table } = person;
  const steps: Step[] = [];
  const subject = subjectFor(table, issue, random);
  const any: Channel[] = ['email', 'sms', 'chat'];
  const channelNow = (): Channel => (person.externalId === null || random.chance(0.65) ? home : random.pick(any));
  const me = person.name;
  let now = at;
  const say = (kind: 'first' | 'tells' | 'chases' | 'comesBack' | 'thanks'): void => {
    const channel = channelNow();
    const manner = channel === 'email' ? 'mail' : 'text';
    const how = kind === 'first' ? 'fresh' : random.weighted({ reply: 80, marked: 10, fresh: 10 });
    const text = kind === 'first' ? firstWords(table, issue, me, manner, random) : furtherWords(table, issue, kind, me, manner, random);
    steps.push({
      kind: 'says',
      at: now,
      issue: key,
      channel,
      first: kind === 'first',
      subject: channel === 'email' ? subject : null,
      text,
      how,
    });
  };
  const names = { name: person.name, agent: 'Ada' };

  say('first');
  for (let turn = random.int(1, 4); turn > 0; turn--) {
    now += random.about(5, 1) * HOUR_MS;
    if (random.chance(0.25)) {
      say('chases');
      now += random.about(3, 1) * HOUR_MS;
    }
    steps.push({
      kind: 'answers',
      at: now,
      issue: key,
      text: agentWords(table, issue, turn > 1 ? 'asksBack' : 'replies', names, 'mail', random),
    });
    if (turn > 1) {
      now += random.about(9, 1) * HOUR_MS;
      say('tells');
    }
  }
  if (random.chance(0.05))
    steps.push({
      kind: 'stranger',
      at: now + 2 * HOUR_MS,
      issue: key,
      email: `stranger.${key.replace('#', '-')}@elsewhere.example`,
      text: agentWords(table, issue, 'asksBack', names, 'mail', random),
    });
  if (random.chance(0.8)) {
    now += random.int(1, 20) * HOUR_MS;
    steps.push({ kind: 'solves', at: now, issue: key });
    now += random.int(1, 30) * HOUR_MS;
    const end = random.weighted({ thanks: 25, comesBack: 19, silence: 56 });
    if (end === 'thanks') say('thanks');
    else if (end === 'comesBack') {
      now += random.int(1, 4 * 24) * HOUR_MS;
      say('comesBack');
    }
  }
  return steps;
}
