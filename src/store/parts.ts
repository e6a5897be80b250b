import { afterCursor, decodeCursor, encodeCursor } from './cursor.js';

type Query = Record<string, unknown>;
/** What a list is ordered by: a field of dates or whole numbers and then the id, or the id alone. */
export interface Order {
  field: string | null;
  dir: 1 | -1;
}

/** Documents that one query may look at: what no index answers is looked for in parts of so many. */
export const PART = 500;
/** Parts looked through for one page or one count: some 50 to 200 ms. The rest is for the next page. */
const MAX_PARTS = 20;

interface Readable {
  collection: { find(filter: never, options: object): { toArray(): Promise<unknown> } };
}

/**
 * Goes through the documents that an index gives for `base`, in its order and in parts, until `work` has enough of them or there
 * are no more: so no query looks at more than a part, whatever else is asked of the documents.
 * @param work is given the conditions of a part
 * @returns the cursor from which there is more to look at; null when all was seen, or `work` had enough.
 */
export async function eachPart(
  model: Readable,
  base: Query,
  order: Order,
  from: string | undefined,
  work: (part: Query[]) => Promise<boolean>,
): Promise<string | null> {
  let cursor = from;
  for (let parts = 0; parts < MAX_PARTS; parts++) {
    const after = afterCursor(cursor, order.field, order.dir);
    const end = await endOfPart(model, { $and: [base, after] }, order);
    const enough = await work(end ? [after, upTo(end, order)] : [after]);
    if (!end || enough) return null;
    cursor = end;
  }
  return cursor ?? null;
}

/** The last document of a part as a cursor, read from the index; null when the rest is no more than a part. */
async function endOfPart(model: Readable, base: Query, { field, dir }: Order): Promise<string | null> {
  const sort = { ...(field === null ? {} : { [field]: dir }), _id: dir };
  const [last] = (await model.collection
    .find(base as never, { sort, skip: PART - 1, limit: 1, projection: { [field ?? '_id']: 1 } })
    .toArray()) as ({ _id: string } & Record<string, Date | number>)[];
  return last ? encodeCursor(field === null ? null : (last[field] ?? null), last._id) : null;
}

/** The condition for "not behind this one" in an order. */
function upTo(cursor: string, { field, dir }: Order): Query {
  const { value, id } = decodeCursor(cursor);
  if (field === null) return { _id: { [dir === 1 ? '$lte' : '$gte']: id } };
  // Dates are whole milliseconds too. An open bound, since SecantusDB takes a closed one wrongly: see docs/mongodb.md.
  const behind = Number(value) + dir;
  return {
    [field]: { [dir === 1 ? '$lt' : '$gt']: value instanceof Date ? new Date(behind) : behind },
    $nor: [{ [field]: value, _id: { [dir === 1 ? '$gt' : '$lt']: id } }],
  };
}
