import type { Model } from 'mongoose';
import { CareError } from './care/careError.js';

interface IndexInfo {
  key: Record<string, unknown>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: unknown;
  collation?: unknown;
  expireAfterSeconds?: number;
}

/**
 * Makes every index that the schemas declare and then reads them back: a missing or different unique index would let
 * one message become two, and one that expires would take documents away, so it stops the start.
 * @param make false only looks
 * @throws CareError naming each index that is not as declared.
 */
export async function verifyIndexes(models: Model<never>[], { make = true }: { make?: boolean } = {}): Promise<void> {
  const faults: string[] = [];
  for (const model of models) {
    if (make) {
      await model.createCollection();
      await dropChanged(model);
    }
    const refusal = make ? await refusalOf(() => model.createIndexes()) : null;
    if (refusal !== null) faults.push(`${model.collection.name}: ${refusal}`);
    const existing = (await model.collection.indexes()) as IndexInfo[];
    for (const [key, options] of model.schema.indexes() as [Record<string, unknown>, IndexInfo][]) {
      const alike = existing.filter((index) => same(index.key, key));
      // One that expires takes documents away, whatever stands beside it.
      const found = alike.find((index) => expiresOtherwise(index, options)) ?? alike[0];
      const difference = found && differenceOf(found, options);
      const name = `${model.collection.name} ${JSON.stringify(key)}`;
      // After a refusal the indexes behind it are missing as well, and that tells nothing.
      if (!found) faults.push(...(refusal === null ? [`${name} is missing`] : []));
      else if (difference !== null && difference !== undefined) faults.push(`${name} ${difference}`);
    }
  }
  if (faults.length)
    throw new CareError(
      `The store's indexes are not as declared (drop those that differ and start again: they are made anew):\n  ${faults.join('\n  ')}`,
    );
}

/** In what an index is not as declared, as the end of a sentence; null when it is. */
function differenceOf(found: IndexInfo, declared: IndexInfo): string | null {
  if (Boolean(found.unique) !== Boolean(declared.unique)) return `must ${declared.unique ? '' : 'not '}be unique`;
  if (Boolean(found.sparse) !== Boolean(declared.sparse))
    return declared.sparse ? 'must be sparse' : 'must not be sparse: documents without these fields are not in it';
  if (!sameFilter(found, declared)) return 'has another partial filter';
  if (!same(found.collation ?? null, declared.collation ?? null))
    return `has another collation (${JSON.stringify(found.collation ?? null)}): it takes other texts for the same`;
  if (expiresOtherwise(found, declared))
    return `has another expiry (expireAfterSeconds ${String(found.expireAfterSeconds ?? 'unset')}): documents would be taken away by themselves`;
  return null;
}

const expiresOtherwise = (one: IndexInfo, other: IndexInfo): boolean =>
  (one.expireAfterSeconds ?? null) !== (other.expireAfterSeconds ?? null);

/** Which documents are in it. */
const sameFilter = (one: IndexInfo, other: IndexInfo): boolean =>
  same(one.partialFilterExpression ?? null, other.partialFilterExpression ?? null);

/**
 * An index that is only there for speed may change its filter from one release to the next: the old one gives way. A
 * process of the release before goes on without it, only slower. What is or must be unique is never touched here.
 */
async function dropChanged(model: Model<never>): Promise<void> {
  const existing = (await model.collection.indexes()) as (IndexInfo & { name: string })[];
  for (const [key, options] of model.schema.indexes() as [Record<string, unknown>, IndexInfo][]) {
    const found = existing.find((index) => same(index.key, key));
    if (!found || found.unique || options.unique) continue;
    if (sameFilter(found, options) && Boolean(found.sparse) === Boolean(options.sparse)) continue;
    await model.collection.dropIndex(found.name);
  }
}

/** Duplicate keys in the data; the same fields with other options; the same name with another definition. */
const REFUSALS = new Set<unknown>([11000, 85, 86]);

/** @returns what the engine says against these indexes, or null. @throws anything else that goes wrong, such as a lost connection. */
async function refusalOf(createIndexes: () => Promise<unknown>): Promise<string | null> {
  try {
    await createIndexes();
    return null;
  } catch (error) {
    if (error instanceof Error && REFUSALS.has((error as { code?: unknown }).code)) return error.message;
    throw error;
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
