/** What people write to a shop and what it answers, one table for each language. `{slot}`s are filled by `writing.ts`. */
export interface Phrases {
  /** BCP 47, as it stands on the customer. */
  language: string;
  /** How often, relative to the others. */
  weight: number;
  timeZones: string[];
  mailHosts: string[];
  first: string[];
  last: string[];
  /** `{first}`, `{last}` */
  nameForm: string;
  products: string[];
  parts: string[];
  cities: string[];
  hello: string[];
  bye: string[];
  /** Between sentences: a space, or nothing. */
  space: string;
  topics: Record<TopicName, TopicPhrases>;
  /** Agent: `{name}`, `{agent}`. */
  greeting: string[];
  signature: string[];
  asksBack: string[];
  /** Customer: the answer to that. */
  tells: string[];
  chases: string[];
  /** Nothing but thanks: `isPureThanks` says so. */
  thanks: string[];
  comesBack: string[];
  /** Agent: the end of it. */
  resolves: string[];
  notes: string[];
}

export const TOPIC_NAMES = ['delivery', 'damaged', 'refund', 'invoice', 'login', 'part'] as const;
export type TopicName = (typeof TOPIC_NAMES)[number];

export interface TopicPhrases {
  subjects: string[];
  asks: string[];
  details: string[];
  replies: string[];
}

/** One line of a table: phrases divided by `|`. */
export function lines(text: string): string[] {
  return text.split('|').map((line) => line.trim());
}

export function topic(subjects: string, asks: string, details: string, replies: string): TopicPhrases {
  return { subjects: lines(subjects), asks: lines(asks), details: lines(details), replies: lines(replies) };
}
