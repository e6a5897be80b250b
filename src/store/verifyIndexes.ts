import type { Model } from 'mongoose';
import { CareError } from './care/careError.js';

interface IndexInfo {
  key: Record<string, unknown>;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: unknown;
}

/**
 * Makes every index that the schemas declare and then reads them back: a missing or different unique index would let
 * one message become two, so it stops the start.
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
      const found = existing.find((index) => same(index.key, key));
      const name = `${model.collection.name} ${JSON.stringify(key)}`;
      // After a refusal the indexes behind it are missing as well, and that tells nothing.
      if (!found) faults.push(...(refusal === null ? [`${name} is missing`] : []));
      else if (Boolean(found.unique) !== Boolean(options.unique)) faults.push(`${name} must ${options.unique ? '' : 'not '}be unique`);
      else if (!same(found.partialFilterExpression ?? null, options.partialFilterExpression ?? null)) faults.push(`${name} has another partial filter`);
    }
  }
  if (faults.length) throw new CareError(`The store's indexes are not as declared:\n  ${faults.join('\n  ')}`);
}

/**
 * An index that is only there for speed may change its filter from one release to the next: the old one gives way. A
 * process of the release before goes on without it, only slower. What is or must be unique is never touched here.
 */
async function dropChanged(model: Model<never>): Promise<void> {
  const existing = (await model.collection.indexes()) as (IndexInfo & { name: string })[];
  for (const [key, options] of model.schema.indexes() as [Record<string, unknown>, IndexInfo][]) {
    const found = existing.find((index) => same(index.key, key));
    if (!found || found.unique || options.unique || same(found.partialFilterExpression ?? null, options.partialFilterExpression ?? null)) continue;
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
