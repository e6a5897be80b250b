import { accumulatorOf, type Accumulator } from './accumulators.js';
import { serverError, UnsupportedError } from './errors.js';
import { compile, type Evaluate, type Scope } from './expressions.js';
import { parseFilter } from './filter.js';
import { keyOf } from './keys.js';
import { matches } from './matcher.js';
import { MISSING, partsOf } from './paths.js';
import { projectStage } from './projectStage.js';
import { compareSorted, parseSort, sortValues } from './sorting.js';
import { changeAt, valueAt } from './updatePaths.js';
import { type Doc, isDoc } from './values.js';

/** Documents on their way through a pipeline; undefined now and then, so that others get their turn. */
export type Flow = Iterable<Doc | undefined>;
/** One stage, compiled. */
export type Stage = (input: Flow) => Flow;

const scopeOf = (root: Doc): Scope => ({ root, variables: {} });

function failed(message: string): Error {
  return serverError(9, 'FailedToParse', message);
}

/**
 * Compiles one stage of a pipeline.
 * @throws UnsupportedError naming a stage this engine does not do
 */
export function compileStage(stage: unknown): Stage {
  if (!isDoc(stage) || Object.keys(stage).length !== 1) throw serverError(40323, 'Location40323', 'A pipeline stage specification object must contain exactly one field.');
  const [[name, operand] = ['', null]] = Object.entries(stage);
  const make = STAGES[name];
  if (make === undefined) throw new UnsupportedError(`the aggregation stage ${name}`);
  return make(operand);
}

/** Chains stages. */
export function runStages(stages: readonly Stage[], input: Flow): Flow {
  return stages.reduce((flow, stage) => stage(flow), input);
}

function each(work: (doc: Doc) => Doc): Stage {
  return function* (input) {
    for (const doc of input) yield doc === undefined ? undefined : work(doc);
  };
}

/** Reads everything before it gives anything, passing the pauses on. */
function* gather(input: Flow, take: (doc: Doc) => void): Generator<undefined, void> {
  for (const doc of input) {
    if (doc === undefined) yield undefined;
    else take(doc);
  }
}

function positive(name: string, operand: unknown, least: number): number {
  if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < least) throw failed(`${name} needs a whole number of at least ${least}`);
  return operand;
}

function addFields(operand: unknown): Stage {
  if (!isDoc(operand)) throw failed('$addFields needs an object');
  const fields = flatFields(operand, '').map(([path, expr]) => ({ parts: partsOf(path), evaluate: compile(expr) }));
  return each((doc) => {
    const scope = scopeOf(doc);
    return fields.reduce<Doc>((out, { parts, evaluate }) => {
      const value = evaluate(scope);
      return changeAt(overwritable(out, parts), parts, true, () => (value === undefined ? MISSING : value)) as Doc;
    }, doc);
  });
}

/** `$addFields` replaces a scalar that is in the way of a deeper path. */
function overwritable(doc: Doc, parts: readonly string[]): Doc {
  for (let i = 1; i < parts.length; i++) {
    const way = parts.slice(0, i);
    const value = valueAt(doc, way);
    if (value === MISSING || isDoc(value)) continue;
    if (Array.isArray(value)) throw new UnsupportedError('$addFields into an array', parts.join('.'));
    return changeAt(doc, way, true, () => ({})) as Doc;
  }
  return doc;
}

function flatFields(fields: Doc, base: string): [string, unknown][] {
  return Object.entries(fields).flatMap(([key, value]): [string, unknown][] => {
    const isExpression = !isDoc(value) || Object.keys(value).length === 0 || Object.keys(value).some((inner) => inner.startsWith('$'));
    return isExpression ? [[base + key, value]] : flatFields(value, `${base}${key}.`);
  });
}

function group(operand: unknown): Stage {
  if (!isDoc(operand) || !('_id' in operand)) throw serverError(15955, 'Location15955', 'a group specification must include an _id');
  const { _id, ...rest } = operand;
  const id: Evaluate = compile(_id);
  const makers = Object.entries(rest).map(([field, spec]) => ({ field, make: accumulatorOf(field, spec) }));
  return function* (input) {
    const groups = new Map<string, { id: unknown; fields: Accumulator[] }>();
    yield* gather(input, (doc) => {
      const scope = scopeOf(doc);
      const value = id(scope) ?? null;
      const key = keyOf(value).toString('latin1');
      let found = groups.get(key);
      if (found === undefined) {
        found = { id: value, fields: makers.map(({ make }) => make()) };
        groups.set(key, found);
      }
      for (const accumulator of found.fields) accumulator.add(scope);
    });
    for (const found of groups.values()) {
      const out: Doc = { _id: found.id };
      makers.forEach(({ field }, i) => {
        out[field] = found.fields[i]?.result();
      });
      yield out;
    }
  };
}

function unwind(operand: unknown): Stage {
  const spec = isDoc(operand) ? operand : { path: operand };
  const { path, preserveNullAndEmptyArrays: keep, includeArrayIndex: indexField, ...others } = spec;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw failed(`unrecognized option to $unwind stage: ${unknown}`);
  if (typeof path !== 'string' || !path.startsWith('$')) throw failed('$unwind needs a path that starts with $');
  const parts = partsOf(path.slice(1));
  const numbered = (doc: Doc, i: number | null): Doc => (typeof indexField === 'string' ? { ...doc, [indexField]: i } : doc);
  return function* (input) {
    for (const doc of input) {
      if (doc === undefined) {
        yield undefined;
        continue;
      }
      const value = valueAt(doc, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, element] of value.entries()) yield numbered(changeAt(doc, parts, true, () => element as unknown) as Doc, i);
      } else if (value !== MISSING && value !== null && !Array.isArray(value)) yield numbered(doc, null);
      else if (keep === true) yield numbered(Array.isArray(value) ? (changeAt(doc, parts, false, () => MISSING) as Doc) : doc, null);
    }
  };
}

function sortStage(operand: unknown): Stage {
  const sort = parseSort(operand);
  return function* (input) {
    const rows: { doc: Doc; values: unknown[] }[] = [];
    yield* gather(input, (doc) => rows.push({ doc, values: sortValues(doc, sort) }));
    for (const { doc } of rows.sort((a, b) => compareSorted(a.values, b.values, sort))) yield doc;
  };
}

function limitStage(operand: unknown): Stage {
  const limit = positive('$limit', operand, 1);
  return function* (input) {
    let given = 0;
    for (const doc of input) {
      yield doc;
      if (doc !== undefined && ++given >= limit) return;
    }
  };
}

function skipStage(operand: unknown): Stage {
  const skip = positive('$skip', operand, 0);
  return function* (input) {
    let passed = 0;
    for (const doc of input) if (doc === undefined || ++passed > skip) yield doc;
  };
}

function facet(operand: unknown): Stage {
  if (!isDoc(operand)) throw failed('$facet needs an object');
  const branches = Object.entries(operand).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline)) throw failed(`$facet: ${name} must be a pipeline`);
    return { name, stages: pipeline.map(compileStage) };
  });
  return function* (input) {
    const all: Doc[] = [];
    yield* gather(input, (doc) => all.push(doc));
    const out: Doc = {};
    for (const { name, stages } of branches) out[name] = [...runStages(stages, all)].filter((doc) => doc !== undefined);
    yield out;
  };
}

function replaceRoot(expr: unknown): Stage {
  const evaluate = compile(expr);
  return each((doc) => {
    const root = evaluate(scopeOf(doc));
    if (!isDoc(root)) throw serverError(40228, 'Location40228', "'newRoot' expression must evaluate to an object");
    return root;
  });
}

const STAGES: Readonly<Record<string, (operand: unknown) => Stage>> = {
  $match: (operand) => {
    const filter = parseFilter(operand);
    return function* (input) {
      for (const doc of input) if (doc === undefined || matches(filter, doc)) yield doc;
    };
  },
  $addFields: addFields,
  $set: addFields,
  $unset: (operand) => projectStage(Object.fromEntries([operand].flat().map((path) => [String(path), 0]))),
  $project: projectStage,
  $group: group,
  $sort: sortStage,
  $limit: limitStage,
  $skip: skipStage,
  $unwind: unwind,
  $facet: facet,
  $replaceRoot: (operand) => replaceRoot(isDoc(operand) ? operand['newRoot'] : null),
  $replaceWith: replaceRoot,
  $count: (operand) => {
    if (typeof operand !== 'string' || operand === '') throw failed('the count field must be a non-empty string');
    return function* (input) {
      let count = 0;
      yield* gather(input, () => count++);
      // Over nothing there is no document at all.
      if (count > 0) yield { [operand]: count };
    };
  },
  $sortByCount: (operand) => {
    const stages = [group({ _id: operand, count: { $sum: 1 } }), sortStage({ count: -1 })];
    return (input) => runStages(stages, input);
  },
};
