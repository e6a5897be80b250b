import { docsTable } from './catalog.js';
import { decode } from './decode.js';
import type { Engine } from './engine.js';
import { serverError } from './errors.js';
import type { IndexSpec } from './indexSpec.js';
import { parseProjection } from './projection.js';
import { blob, integer } from './sqlite.js';
import { AGAIN } from './writer.js';

// Of its own work in one batch: others must not feel it.
const STEP_MS = 5;
const PAGE = 100;

/**
 * Declares an index and builds it over the documents there are, in short steps between other work. How far it is stands in
 * the file: a process that dies leaves the rest to the next one that asks for the index, and two that build it share the
 * work. Writes keep what is built already; queries read it when it is complete.
 * @throws E11000 naming the values when a unique index meets duplicates; nothing is left behind then
 */
export async function buildIndex(engine: Engine, collection: string, spec: IndexSpec): Promise<void> {
  const { ready } = await engine.write(() => {
    const owner = engine.catalog.ensure(collection);
    return owner.indexes.find(({ name }) => name === spec.name) ?? engine.catalog.addIndex(owner, spec);
  });
  if (ready) return;
  try {
    await engine.write(() => step(engine, collection, spec.name));
  } catch (error) {
    await engine.write(() => {
      const half = engine.catalog.find(collection)?.indexes.find(({ name, ready }) => name === spec.name && !ready);
      if (half !== undefined) engine.catalog.dropIndex(half);
    });
    throw error;
  }
}

function step(engine: Engine, collection: string, name: string): typeof AGAIN | undefined {
  const until = performance.now() + STEP_MS;
  const owner = engine.catalog.ensure(collection);
  const index = owner.indexes.find((one) => one.name === name);
  if (index === undefined) throw serverError(276, 'IndexBuildAborted', `The index ${name} was dropped while it was built`);
  let last = engine.catalog.builtTo(index);
  if (last === null) return undefined;
  const wanted = parseProjection(Object.fromEntries(['_id', ...index.reads].map((field) => [field, 1])));
  const page = engine.sqlite.prepare(`SELECT id, d FROM ${docsTable(owner)} WHERE id > ? ORDER BY id LIMIT ${PAGE}`);
  for (;;) {
    const rows = page.all([last]);
    for (const [id, bytes] of rows) {
      last = integer(id);
      engine.mutations.addToIndex(owner, index, last, decode(blob(bytes), wanted));
      if (performance.now() > until) {
        engine.catalog.built(index, last);
        return AGAIN;
      }
    }
    if (rows.length === PAGE) continue;
    engine.catalog.built(index, null);
    return undefined;
  }
}
