import { type Expr, parseFilter } from './filter.js';
import type { Catalog, Collection } from './catalog.js';
import { serverError } from './errors.js';
import type { Index } from './indexSpec.js';
import { formOf, PlanCache } from './planCache.js';
import { type Plan, planById, planQuery } from './planner.js';
import { planBy, recipeOf } from './recipe.js';
import { parseProjection, project, type Projection } from './projection.js';
import { countFromIndex, countRows } from './count.js';
import { documentsOf, type Effort, type Found, isExactKeys, isLookUp, lookUp, lookUpId, scan } from './scan.js';
import { compareSorted, parseSort, type SortSpec, sortValues } from './sorting.js';
import type { Sqlite } from './sqlite.js';
import { decode } from './decode.js';
import { type Doc, equalValues, plain } from './values.js';
import type { Watch } from './watch.js';

/** A query, parsed. */
export interface Query {
  collection: string;
  filter: Expr;
  sort: SortSpec;
  skip: number;
  limit: number;
  projection: Projection | null;
  hint: unknown;
  /** As the caller wrote it: for messages. */
  shown: unknown;
}

/** As the driver hands them over: not read yet. */
export interface QueryParts {
  sort?: unknown;
  skip?: number;
  limit?: number;
  projection?: unknown;
  hint?: unknown;
}

/** Parses a query; nothing is read yet. */
export function parseQuery(collection: string, filter: unknown, parts: QueryParts = {}): Query {
  return {
    collection,
    filter: parseFilter(filter),
    sort: parseSort(parts.sort),
    skip: parts.skip ?? 0,
    // A negative limit asks the server for a single batch: the same documents.
    limit: Math.abs(parts.limit ?? 0),
    projection: parseProjection(parts.projection),
    hint: parts.hint ?? null,
    shown: filter,
  };
}

/** The reading side of the engine. All of it is synchronous; generators may be left for other work between two steps. */
export class Reader {
  readonly #sqlite: Sqlite;
  readonly #catalog: Catalog;
  readonly #watch: Watch;
  readonly #plans = new PlanCache();

  constructor(sqlite: Sqlite, catalog: Catalog, watch: Watch) {
    this.#sqlite = sqlite;
    this.#catalog = catalog;
    this.#watch = watch;
  }

  /** The plan of a query; null when its collection does not exist. */
  plan(query: Query): Plan | null {
    const collection = this.#catalog.find(query.collection);
    return collection === undefined ? null : this.#plan(collection, query);
  }

  #plan(collection: Collection, query: Query): Plan {
    const byId = query.hint === null ? planById(collection, query.filter) : null;
    if (byId !== null) return byId;
    const form = query.hint === null ? formOf(query.filter, query.sort) : null;
    const known = form === null ? undefined : this.#plans.find(collection, form);
    const again = known?.recipe ? planBy(known.recipe, query.filter) : null;
    if (again !== null) return again;
    const plan = planQuery({
      collection,
      filter: query.filter,
      sort: query.sort,
      limit: query.limit === 0 ? 0 : query.limit + query.skip,
      hint: hinted(collection, query.hint),
      known: known?.index,
      estimate: (index, ranges, cap) => countRows(this.#sqlite, { collection }, index, ranges, cap),
    });
    if (form !== null && plan.ideal && plan.index !== null)
      this.#plans.keep(collection, form, { index: plan.index, recipe: recipeOf(plan, query.filter, query.sort) });
    return plan;
  }

  /**
   * The documents of a query, in order, with skip and limit. Gives undefined now and then while it is busy without a
   * result, so that the caller can let others run.
   */
  *found(query: Query): Generator<Found | undefined, void> {
    const plan = this.plan(query);
    if (plan !== null) yield* this.#found(query, plan, false);
  }

  /** @param idAlone nothing but the `_id` is wanted; what is found then may have no bytes */
  *#found(query: Query, plan: Plan, idAlone: boolean): Generator<Found | undefined, void> {
    const effort: Effort = { keys: 0, docs: 0 };
    const wanted = query.limit === 0 ? 0 : query.limit + query.skip;
    const report = this.#watch.start(query, plan, effort);
    try {
      if (isLookUp(plan)) {
        if (query.skip > 0) return;
        const known = idAlone ? lookUpId(this.#sqlite, plan, effort) : undefined;
        const only = known === undefined ? lookUp(this.#sqlite, plan, effort) : known;
        if (only === null) return;
        report.returned++;
        yield only;
        return;
      }
      const rows = plan.sorted
        ? report.guard(scan(this.#sqlite, plan, wanted, effort))
        : this.#sorted(query, plan, wanted, effort, report.guard);
      let position = 0;
      for (const row of rows) {
        if (row === undefined) {
          yield undefined;
          continue;
        }
        position++;
        if (position <= query.skip) continue;
        report.returned++;
        yield row;
        if (wanted > 0 && position >= wanted) return;
      }
    } finally {
      report.end();
    }
  }

  /** All documents of the plan, sorted in memory; only the first `wanted` are kept. */
  *#sorted(query: Query, plan: Plan, wanted: number, effort: Effort, guard: Report['guard']): Generator<Found | undefined, void> {
    let kept: { found: Found; values: unknown[] }[] = [];
    const order = (a: { values: unknown[] }, b: { values: unknown[] }): number => compareSorted(a.values, b.values, query.sort);
    for (const found of guard(scan(this.#sqlite, plan, 0, effort))) {
      if (found === undefined) {
        yield undefined;
        continue;
      }
      const doc = found.doc ?? decode(found.bytes);
      kept.push({ found: { ...found, doc: wanted === 0 ? null : doc }, values: sortValues(doc, query.sort) });
      if (wanted > 0 && kept.length >= wanted * 2 + 64) kept = kept.sort(order).slice(0, wanted);
      if (kept.length % 64 === 0) yield undefined;
    }
    // Array.sort is stable: equal documents stay in the order they were found in.
    for (const { found } of kept.sort(order)) yield found;
  }

  /** The same, decoded and projected. */
  *documents(query: Query): Generator<Doc | undefined, void> {
    const plan = this.plan(query);
    if (plan === null) return;
    if (query.skip > 0 || !isExactKeys(plan)) {
      for (const found of this.#found(query, plan, wantsIdAlone(query.projection)))
        yield found === undefined ? undefined : document(found, query.projection);
      return;
    }
    const effort: Effort = { keys: 0, docs: 0 };
    const report = this.#watch.start(query, plan, effort);
    try {
      for (const bytes of documentsOf(this.#sqlite, plan, query.limit, effort)) {
        report.returned++;
        yield read(bytes, query.projection);
        if (report.returned === query.limit) return;
      }
    } finally {
      report.end();
    }
  }

  /** The first document, or null. */
  first(query: Query): Found | null {
    for (const found of this.found({ ...query, limit: 1 })) if (found !== undefined) return found;
    return null;
  }

  /** Counts from the index alone where that is possible, otherwise gives undefined while it goes through the documents. */
  *count(query: Query): Generator<undefined, number> {
    const plan = this.plan({ ...query, limit: 0, skip: 0 });
    if (plan === null) return 0;
    const direct = yield* countFromIndex(this.#sqlite, plan, query.limit === 0 ? Infinity : query.limit + query.skip);
    let total = 0;
    if (direct === null) {
      for (const found of this.found({ ...query, skip: 0, limit: query.limit === 0 ? 0 : query.limit + query.skip })) {
        if (found === undefined) yield undefined;
        else if (++total % 64 === 0) yield undefined;
      }
    } else {
      total = direct;
      this.#watch.start(query, plan, { keys: direct, docs: 0 }).end();
    }
    const left = Math.max(0, total - query.skip);
    return query.limit === 0 ? left : Math.min(left, query.limit);
  }
}

function wantsIdAlone(projection: Projection | null): boolean {
  return projection !== null && projection.include && projection.id && projection.tree.size === 0;
}

/** What was tested on the way is decoded whole already; otherwise only the wanted fields are read. */
function document({ doc, bytes }: Found, projection: Projection | null): Doc {
  return doc === null ? read(bytes, projection) : project(doc, projection);
}

function read(bytes: Buffer, projection: Projection | null): Doc {
  const doc = decode(bytes, projection);
  return projection === null || projection.flat ? doc : project(doc, projection);
}

type Report = ReturnType<Watch['start']>;

/** The index a hint names, by name or by key pattern. */
function hinted(collection: Collection, hint: unknown): Index | undefined {
  if (hint === null) return undefined;
  const key = typeof hint === 'string' ? null : plain(hint);
  const index = collection.ready.find((one) => (key === null ? one.name === hint : equalValues(one.key, key)));
  if (index === undefined) throw serverError(2, 'BadValue', 'hint provided does not correspond to an existing index');
  if (index.sparse || index.partial !== null)
    throw serverError(2, 'BadValue', 'a hint must not name a sparse or partial index: it may leave documents out');
  return index;
}
