import { Cursor } from './cursor.js';
import type { Engine } from './engine.js';
import { serverError } from './errors.js';
import { parseQuery, type Query, type QueryParts } from './reader.js';
import { compileStage, runStages, type Stage } from './stages.js';
import { type Doc, isDoc, plain } from './values.js';
import { describePlan } from './watch.js';

/** A pipeline: what the planner can do of it, and the rest. */
interface Pipeline {
  query: Query;
  /** Field that receives the number of documents, when that is all the pipeline asks for. */
  count: string | null;
  stages: Stage[];
}

/**
 * The cursor of an aggregation. Leading `$match`, `$sort`, `$skip` and `$limit` are answered from indexes, and so is a
 * `$count` right behind them; the other stages work on what comes out.
 */
export function aggregateCursor(engine: Engine, collection: string, pipeline: unknown, hint: unknown): Cursor<Doc> {
  const parsed = parsePipeline(collection, pipeline, hint);
  return new Cursor<Doc>(
    engine,
    () => run(engine, parsed),
    () => {
      const plan = engine.reader.plan(parsed.query);
      return { collection, ...(plan === null ? { stage: 'missing' } : describePlan(plan)), stagesInMemory: parsed.stages.length };
    },
  );
}

function* run(engine: Engine, { query, count, stages }: Pipeline): Generator<Doc | undefined, void> {
  if (count === null) {
    yield* runStages(stages, engine.reader.documents(query));
    return;
  }
  const total = yield* engine.reader.count(query);
  if (total > 0) yield* runStages(stages, [{ [count]: total }]);
}

function parsePipeline(collection: string, pipeline: unknown, hint: unknown): Pipeline {
  if (!Array.isArray(pipeline)) throw serverError(14, 'TypeMismatch', 'A pipeline must be an array');
  const stages = pipeline.map((stage) => plain(stage));
  const filters: unknown[] = [];
  const parts: QueryParts = { hint };
  let at = 0;
  for (; at < stages.length; at++) {
    const stage = stages[at];
    if (!isDoc(stage) || !absorb(stage, filters, parts)) break;
  }
  const query = parseQuery(collection, filters.length === 0 ? {} : { $and: filters }, parts);
  const next = stages[at];
  const count = isDoc(next) && typeof next['$count'] === 'string' && Object.keys(next).length === 1 && query.sort.length === 0 ? next['$count'] : null;
  // Compiled even when not run: it checks its argument.
  const rest = stages.slice(at).map(compileStage);
  return { query, count, stages: count === null ? rest : rest.slice(1) };
}

/** Takes a stage into the query if it can be: `$match` before all, then `$sort`, then `$skip`, then `$limit`. */
function absorb(stage: Doc, filters: unknown[], parts: QueryParts): boolean {
  const [[name, operand] = ['', null], ...more] = Object.entries(stage);
  if (more.length > 0) return false;
  const { sort, skip, limit } = parts;
  if (name === '$match' && skip === undefined && limit === undefined) filters.push(operand);
  else if (name === '$sort' && sort === undefined && skip === undefined && limit === undefined && isDoc(operand)) parts.sort = operand;
  else if (name === '$skip' && skip === undefined && limit === undefined && typeof operand === 'number' && operand >= 0 && Number.isInteger(operand)) parts.skip = operand;
  else if (name === '$limit' && limit === undefined && typeof operand === 'number' && operand > 0 && Number.isInteger(operand)) parts.limit = operand;
  else return false;
  return true;
}
