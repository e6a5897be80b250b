/** What issues are about: a short list of the desk's own, by which tickets are told apart, counted and followed up. */
import { z } from 'zod';
import { LANGUAGES } from './languages.js';
import { Version } from './common.js';
import { nameOf } from './names.js';

const Language = z.enum(LANGUAGES);
const Name = nameOf(80);
/** Latin words count whole, `refund*` with any ending; words in Chinese, Japanese and Korean wherever they stand. */
const Keywords = z.array(z.string().trim().min(1).max(60)).max(500);
/** Stored on tickets and in rules, so it never changes. */
export const TopicKey = z.string().regex(/^[a-z0-9][a-z0-9_]{0,59}$/, 'must be small letters, digits and _ only');

/** What an issue may be about, by words that its tickets hold. */
export const Topic = z.object({
  key: TopicKey,
  name: z.record(Language, Name),
  keywords: Keywords,
  /** Given to no new ticket, and offered no more; the tickets that have it keep it. */
  archived: z.boolean(),
  /** How often it was changed; where it stands in the list is no part of it. */
  version: Version,
});
export type Topic = z.infer<typeof Topic>;

/** One language is enough: the others say the same until they are told. */
const SomeNames = z
  .partialRecord(Language, Name)
  .refine((name) => Object.keys(name).length > 0, 'must have a name in one language at least');
export const NewTopic = z.strictObject({ name: SomeNames, keywords: Keywords.default([]) });
export type NewTopic = z.infer<typeof NewTopic>;
/**
 * `position`: its place in the list, from 0; of two topics that fit equally the upper one wins.
 * With `version`, the one that was read, it is a 409 when somebody has changed it meanwhile.
 */
export const TopicPatch = z
  .strictObject({
    name: SomeNames,
    keywords: Keywords,
    archived: z.boolean(),
    position: z.number().int().min(0).max(1000),
    version: Version,
  })
  .partial();
export type TopicPatch = z.infer<typeof TopicPatch>;
