import type { Phrases, TopicName } from './phrases/phrases.js';
import type { Random } from './random.js';

/** What stays the same in all that is said about one issue. */
export interface Issue {
  topic: TopicName;
  values: Record<string, string>;
}

const MONEY: Record<string, (amount: string) => string> = {
  en: (amount) => `£${amount}`,
  'zh-Hans': (amount) => `${amount}元`,
  'zh-Hant': (amount) => `NT$${amount}`,
  ja: (amount) => `${Math.round(Number(amount) * 100)}円`,
  'pt-BR': (amount) => `R$ ${amount.replace('.', ',')}`,
};
const EMOJI = ['🙏', '😊', '😡', '📦', '👍', '🤔', '👩‍👩‍👧‍👦', '🇩🇪', '💔', '😅', '🎉', '🥲'];

export function makeIssue(topic: TopicName, table: Phrases, openedAt: number, random: Random): Issue {
  const amount = `${random.int(4, 480)}.${random.pick(['00', '50', '90', '95', '99'])}`;
  return {
    topic,
    values: {
      product: random.pick(table.products),
      part: random.pick(table.parts),
      order: `${random.pick(['A', 'B', 'SO-', 'R'])}${random.int(100_000, 9_999_999)}`,
      tracking: `${random.pick(['1Z', 'JD', 'RR'])}${random.int(10_000_000, 99_999_999)}${random.int(100, 999)}`,
      serial: `${random.pick(['K', 'QX', 'V'])}${random.hex(6).toUpperCase()}-${random.int(10, 99)}`,
      four: String(random.int(1000, 9999)),
      amount: (MONEY[table.language] ?? ((text) => `${text.replace('.', ',')} €`))(amount),
      date: dayOf(openedAt - random.int(2, 40) * 86_400_000, table.language),
    },
  };
}

export function subjectFor(table: Phrases, issue: Issue, random: Random): string {
  return fill(random.pick(table.topics[issue.topic].subjects), table, issue, random);
}

/** The first thing that a customer says. Mails are long and polite, texts short. */
export function firstWords(table: Phrases, issue: Issue, me: string, how: 'mail' | 'text', random: Random): string {
  const { asks, details } = table.topics[issue.topic];
  const say = (list: readonly string[]): string => fill(random.pick(list), table, issue, random);
  if (how === 'text')
    return withEmoji(
      [random.chance(0.4) ? random.pick(table.hello) : null, say(asks), random.chance(0.5) ? say(details) : null]
        .filter((part) => part !== null)
        .join(table.space),
      random,
    );
  const body = [say(asks), ...some(details, random.int(1, 3), random).map((phrase) => fill(phrase, table, issue, random))].join(
    table.space,
  );
  const more = random.chance(0.2)
    ? `\n\n${some(details, 3, random)
        .map((phrase) => fill(phrase, table, issue, random))
        .join(table.space)}`
    : '';
  return `${random.pick(table.hello)}\n\n${body}${more}\n\n${fill(random.pick(table.bye), table, issue, random, { me })}`;
}

/** What a customer says later on. */
export function furtherWords(
  table: Phrases,
  issue: Issue,
  kind: 'tells' | 'chases' | 'comesBack' | 'thanks',
  me: string,
  how: 'mail' | 'text',
  random: Random,
): string {
  const said = fill(random.pick(table[kind]), table, issue, random);
  if (kind === 'thanks') return said;
  const detail =
    kind !== 'chases' && random.chance(0.4) ? table.space + fill(random.pick(table.topics[issue.topic].details), table, issue, random) : '';
  if (how === 'text') return withEmoji(said + detail, random);
  return `${random.pick(table.hello)}\n\n${said}${detail}\n\n${fill(random.pick(table.bye), table, issue, random, { me })}`;
}

export function agentWords(
  table: Phrases,
  issue: Issue,
  kind: 'replies' | 'asksBack' | 'resolves',
  names: { name: string; agent: string },
  how: 'mail' | 'text',
  random: Random,
): string {
  const list = kind === 'replies' ? table.topics[issue.topic].replies : table[kind];
  const said = fill(random.pick(list), table, issue, random);
  if (how === 'text') return said;
  return `${fill(random.pick(table.greeting), table, issue, random, names)}\n\n${said}\n\n${fill(random.pick(table.signature), table, issue, random, names)}`;
}

export function noteWords(table: Phrases, issue: Issue, random: Random): string {
  return fill(random.pick(table.notes), table, issue, random);
}

function fill(phrase: string, table: Phrases, issue: Issue, random: Random, more: Record<string, string> = {}): string {
  if (!phrase.includes('{')) return phrase;
  return phrase.replace(/\{(\w+)\}/g, (_all, slot: string) => {
    if (slot === 'days') return String(random.int(2, 12));
    if (slot === 'city') return random.pick(table.cities);
    return more[slot] ?? issue.values[slot] ?? '';
  });
}

function some(list: readonly string[], count: number, random: Random): string[] {
  const from = random.int(0, list.length - 1);
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[(from + i) % list.length] ?? '');
}

function withEmoji(text: string, random: Random): string {
  return random.chance(0.15) ? `${text} ${random.pick(EMOJI)}` : text;
}

/** As people write a day; made by hand, because `toLocaleDateString` takes longer than all the rest. */
function dayOf(at: number, language: string): string {
  const date = new Date(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (language.startsWith('zh') || language === 'ja') return `${month}月${day}日`;
  if (language === 'en') return `${day} ${'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[month - 1] ?? ''}`;
  return language === 'de' ? `${day}.${month}.${year}` : `${day}/${month}/${year}`;
}
