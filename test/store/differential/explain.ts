/**
 * The differences that are known and proven, by their names in `differences.md`. Each is explained by computing anew what the
 * known fault makes of this operation on these documents: only exactly that is excused.
 */
import { SqliteCollection } from '../../../src/store/sqlite/collection.js';
import { Engine } from '../../../src/store/sqlite/engine.js';
import { agree, canonical, runRead, runWrite, type Collection, type Outcome } from './compare.js';
import type { Doc, Read, Write } from './generate.js';

type Operation = Read | Write;
type Update = Extract<Write, { update: Doc }>;
const isRead = (operation: Operation): operation is Read => ['find', 'count', 'distinct'].includes(operation.kind);

/**
 * @param docs what was stored before it
 * @returns the name of the difference, or null when nothing explains it.
 */
export async function explain(operation: Operation, docs: Doc[], theirs: Outcome): Promise<string | null> {
  for (const [name, faults] of Object.entries({
    'S1 null at a position of an array': [nullAtPosition],
    'S2 $all with null and a missing field': [allOfNull],
    'S1 and S2': [nullAtPosition, allOfNull],
  })) {
    const wrong = withFilter(operation, faults);
    if (wrong && agree(await run(docs, wrong), theirs)) return name;
  }
  if ('error' in theirs) return null;
  if (await isBooleanForNumber(operation, docs, theirs)) return 'S3 true is taken for 1, false for 0';
  if (await isZeroMultiplied(operation, docs, theirs)) return 'O1 $mul of a whole 0 by a fraction';
  return null;
}

/** The operation on the embedded engine, with these documents and no index. */
async function run(docs: Doc[], operation: Operation): Promise<Outcome> {
  return withDocs(docs, (collection) => (isRead(operation) ? runRead(collection, operation) : runWrite(collection, operation)));
}

async function withDocs<T>(docs: Doc[], work: (collection: Collection) => Promise<T>): Promise<T> {
  const engine = await Engine.open(':memory:');
  try {
    const collection = new SqliteCollection(engine, 'test', 'things') as unknown as Collection;
    if (docs.length) await collection.insertMany(docs);
    return await work(collection);
  } finally {
    await engine.close();
  }
}

/** What a condition means to a faulty server, said by other means; null where it is not at fault. */
type Fault = (path: string, operand: unknown) => Doc | null;

/** S1: a position that an array does not have is null to it. */
const nullAtPosition: Fault = (path, operand) => {
  if (!/\.\d+(\.|$)/.test(path)) return null;
  const there = { $and: [{ [path]: { $exists: true } }, { [path]: operand }] };
  return isMetByNull(operand) ? { $or: [there, { [path]: { $exists: false } }] } : there;
};

function isMetByNull(operand: unknown): boolean {
  if (!isDoc(operand) || !Object.keys(operand).some((key) => key.startsWith('$'))) return operand === null;
  return Object.entries(operand).every(([operator, value]) => {
    switch (operator) {
      case '$eq':
      case '$gte':
      case '$lte':
        return value === null;
      case '$ne':
        return value !== null;
      case '$in':
        return (value as unknown[]).includes(null);
      case '$nin':
        return !(value as unknown[]).includes(null);
      case '$all':
        return (value as unknown[]).every((one) => one === null);
      case '$exists':
        return value === false;
      case '$not':
        return !isMetByNull(value);
      default:
        return false;
    }
  });
}

/** S2: `$all` with null is met by a null that stands there, never by a field that is missing. */
const allOfNull: Fault = (path, operand) => {
  if (!isDoc(operand)) return null;
  if (isDoc(operand['$not'])) {
    const inner = allOfNull(path, operand['$not']);
    return inner && { $nor: [inner] };
  }
  const { $all: all } = operand;
  return Array.isArray(all) && all.includes(null)
    ? { $and: all.map((value: unknown) => ({ [path]: value === null ? { $type: 'null' } : value })) }
    : null;
};

/** The operation with a filter that says by other means what the fault makes of it; null where the fault has no part. */
function withFilter(operation: Operation, faults: Fault[]): Operation | null {
  if (!('filter' in operation)) return null;
  const met = new Set<Fault>();
  const filter = rewritten(operation.filter, (path, operand) => {
    for (const fault of faults) {
      const says = fault(path, operand);
      if (says === null) continue;
      met.add(fault);
      return says;
    }
    return null;
  });
  return met.size === faults.length ? ({ ...operation, filter } as Operation) : null;
}

function rewritten(filter: Doc, fault: Fault): Doc {
  const parts = Object.entries(filter).map(([key, value]): Doc => {
    if (key.startsWith('$')) return { [key]: (value as Doc[]).map((one) => rewritten(one, fault)) };
    return fault(key, value) ?? { [key]: inElements(value, fault) };
  });
  return parts.length ? { $and: parts } : {};
}

/** `$elemMatch` over sub-documents is a filter of its own, as is one in a `$not`. */
function inElements(operand: unknown, fault: Fault): unknown {
  if (!isDoc(operand)) return operand;
  if (isDoc(operand['$not'])) return { ...operand, $not: inElements(operand['$not'], fault) };
  const { $elemMatch: inner } = operand;
  return isDoc(inner) && !Object.keys(inner).some((key) => key.startsWith('$'))
    ? { ...operand, $elemMatch: rewritten(inner, fault) }
    : operand;
}

/** S3: as if every boolean were a number, in `distinct` and in the operators that compare elements of arrays. */
async function isBooleanForNumber(operation: Operation, docs: Doc[], theirs: Outcome & { result: string }): Promise<boolean> {
  const numbered = (result: string): string => canonical(asNumbers(JSON.parse(result)));
  if (operation.kind === 'distinct') {
    const ours = await run(docs, operation);
    if ('error' in ours) return false;
    const [all, kept] = [ours.result, theirs.result].map((result) =>
      (JSON.parse(result) as unknown[]).map((value) => canonical(value)),
    ) as [string[], string[]];
    const wanted = new Set(all.map(numbered));
    return kept.every((value) => all.includes(value)) && kept.length === wanted.size && new Set(kept.map(numbered)).size === wanted.size;
  }
  if (!('update' in operation) || !['$pull', '$pullAll', '$addToSet'].some((operator) => operator in operation.update)) return false;
  const wrong = { ...operation, update: asNumbers(operation.update) as Doc, filter: await byIds(operation, docs) } as Update;
  const outcome = await run(
    docs.map((doc) => asNumbers(doc) as Doc),
    wrong,
  );
  return 'result' in outcome && numbered(outcome.result) === numbered(theirs.result);
}

function asNumbers(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (Array.isArray(value)) return value.map(asNumbers);
  return isDoc(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asNumbers(one)])) : value;
}

/** A filter for the very documents that the operation's own filter means. */
async function byIds(operation: Update, docs: Doc[]): Promise<Doc> {
  if (operation.upsert) return operation.filter;
  const one = operation.kind === 'updateMany' ? {} : { limit: 1 };
  const found = await withDocs(docs, (collection) =>
    collection.find(operation.filter, { sort: operation.kind === 'findOneAndUpdate' ? operation.sort : { _id: 1 }, ...one }).toArray(),
  );
  return { _id: { $in: (found as Doc[]).map((doc) => doc['_id']) } };
}

/** O1: the same, but what stays 0 counts as modified. */
async function isZeroMultiplied(operation: Operation, docs: Doc[], theirs: Outcome & { result: string }): Promise<boolean> {
  if (!('update' in operation) || operation.kind === 'findOneAndUpdate') return false;
  const [[path = '', factor] = []] = Object.entries((operation.update['$mul'] ?? {}) as Doc);
  if (Number.isInteger(factor ?? 0)) return false;
  const ours = await run(docs, operation);
  if ('error' in ours) return false;
  const [counts, after] = JSON.parse(ours.result) as [{ modifiedCount: number }, Doc[]];
  const {
    _id: { $in: ids },
  } = (await byIds({ ...operation, upsert: false }, docs)) as { _id: { $in: unknown[] } };
  const unchanged = new Set(after.map(canonical));
  const zeros = docs.filter((doc) => ids.includes(doc['_id']) && doc[path] === 0 && unchanged.has(canonical(doc)));
  return zeros.length > 0 && canonical([{ ...counts, modifiedCount: counts.modifiedCount + zeros.length }, after]) === theirs.result;
}

function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
