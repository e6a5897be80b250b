import { Cursor } from './cursor.js';
import type { Engine } from './engine.js';
import { parseQuery, type Query, type QueryParts } from './reader.js';
import type { Doc } from './values.js';
import { describePlan } from './watch.js';

/** The cursor of a find: its query may be completed until it is read. */
export class FindCursor extends Cursor<Doc> {
  readonly #engine: Engine;
  readonly #collection: string;
  #filter: unknown;
  #parts: QueryParts;

  constructor(engine: Engine, collection: string, filter: unknown, parts: QueryParts) {
    // Parsed at once, so that an unsupported operator is refused by the call itself.
    const query = parseQuery(collection, filter, parts);
    super(
      engine,
      () => engine.reader.documents(query),
      () => explain(engine, query),
    );
    this.#engine = engine;
    this.#collection = collection;
    this.#filter = filter;
    this.#parts = parts;
  }

  filter(filter: unknown): this {
    this.#filter = filter;
    return this.#change({});
  }

  sort(sort: unknown, direction?: unknown): this {
    return this.#change({ sort: typeof sort === 'string' ? { [sort]: direction ?? 1 } : sort });
  }

  limit(limit: number): this {
    return this.#change({ limit });
  }

  skip(skip: number): this {
    return this.#change({ skip });
  }

  project(projection: unknown): this {
    return this.#change({ projection });
  }

  hint(hint: unknown): this {
    return this.#change({ hint });
  }

  comment(): this {
    return this;
  }

  maxTimeMS(): this {
    return this;
  }

  /** How many documents the query has (skip and limit included). */
  async count(): Promise<number> {
    const query = this.#query();
    return (
      (await this.#engine.drain(
        () => this.#engine.reader.count(query),
        () => true,
      )) ?? 0
    );
  }

  override async explain(): Promise<unknown> {
    return explain(this.#engine, this.#query());
  }

  #query(): Query {
    return parseQuery(this.#collection, this.#filter, this.#parts);
  }

  #change(parts: QueryParts): this {
    this.#parts = { ...this.#parts, ...parts };
    const query = this.#query();
    this.replaceSource(() => this.#engine.reader.documents(query));
    return this;
  }
}

function explain(engine: Engine, query: Query): unknown {
  const plan = engine.reader.plan(query);
  return plan === null ? { collection: query.collection, stage: 'missing' } : { collection: query.collection, ...describePlan(plan) };
}
