import { serverError, UnsupportedError } from './errors.js';
import { compile, type Evaluate, type Scope } from './expressions.js';
import { keyOf } from './keys.js';
import { compareSorted, parseSort, type SortSpec, sortValues } from './sorting.js';
import { compareValues, type Doc, isDoc, Rank, rankOf } from './values.js';

/** The running state of one accumulator in one group. */
export interface Accumulator {
  add(scope: Scope): void;
  result(): unknown;
}

/** Compiles one field of `$group` into a maker of accumulators. */
export function accumulatorOf(field: string, spec: unknown): () => Accumulator {
  if (!isDoc(spec) || Object.keys(spec).length !== 1) throw serverError(40234, 'Location40234', `The field '${field}' must be an accumulator object`);
  const [[name, operand] = ['', null]] = Object.entries(spec);
  if (name === '$top' || name === '$bottom') return ranked(name, operand);
  const make = MAKERS[name];
  if (make === undefined) throw new UnsupportedError(`the accumulator ${name}`);
  const evaluate = name === '$count' ? () => 1 : compile(operand);
  return () => make(evaluate);
}

const absent = (value: unknown): boolean => value === null || value === undefined;
const isNumber = (value: unknown): boolean => !absent(value) && rankOf(value) === Rank.number;

function fold<T>(evaluate: Evaluate, start: T, step: (state: T, value: unknown) => T, result: (state: T) => unknown): Accumulator {
  let state = start;
  return {
    add: (scope) => {
      state = step(state, evaluate(scope));
    },
    result: () => result(state),
  };
}

function extreme(evaluate: Evaluate, sign: 1 | -1): Accumulator {
  return fold<unknown>(evaluate, null, (best, value) => (absent(value) ? best : best === null || compareValues(value, best) * sign > 0 ? value : best), (best) => best);
}

function edge(evaluate: Evaluate, keepFirst: boolean): Accumulator {
  let seen = false;
  let kept: unknown = null;
  return {
    add: (scope) => {
      if (keepFirst && seen) return;
      seen = true;
      kept = evaluate(scope) ?? null;
    },
    result: () => kept,
  };
}

function deviation(evaluate: Evaluate, sample: boolean): Accumulator {
  // Welford's method: exact enough in one pass.
  return fold(
    evaluate,
    { n: 0, mean: 0, m2: 0 },
    (state, value) => {
      if (!isNumber(value)) return state;
      const n = state.n + 1;
      const delta = Number(value) - state.mean;
      const mean = state.mean + delta / n;
      return { n, mean, m2: state.m2 + delta * (Number(value) - mean) };
    },
    ({ n, m2 }) => (n - Number(sample) <= 0 ? null : Math.sqrt(m2 / (n - Number(sample)))),
  );
}

const MAKERS: Readonly<Record<string, (evaluate: Evaluate) => Accumulator>> = {
  $sum: (evaluate) => fold(evaluate, 0, (sum, value) => (isNumber(value) ? sum + Number(value) : sum), (sum) => sum),
  $count: (evaluate) => fold(evaluate, 0, (count) => count + 1, (count) => count),
  $avg: (evaluate) => fold(evaluate, { sum: 0, n: 0 }, (state, value) => (isNumber(value) ? { sum: state.sum + Number(value), n: state.n + 1 } : state), ({ sum, n }) => (n === 0 ? null : sum / n)),
  $min: (evaluate) => extreme(evaluate, -1),
  $max: (evaluate) => extreme(evaluate, 1),
  $first: (evaluate) => edge(evaluate, true),
  $last: (evaluate) => edge(evaluate, false),
  $stdDevPop: (evaluate) => deviation(evaluate, false),
  $stdDevSamp: (evaluate) => deviation(evaluate, true),
  $push: (evaluate) => {
    const list: unknown[] = [];
    return fold(evaluate, list, (all, value) => (value === undefined ? all : (all.push(value), all)), (all) => all);
  },
  $addToSet: (evaluate) => {
    const set = new Map<string, unknown>();
    return fold(evaluate, set, (all, value) => (value === undefined ? all : all.set(keyOf(value).toString('latin1'), value)), (all) => [...all.values()]);
  },
  $mergeObjects: (evaluate) => fold<Doc>(evaluate, {}, (all, value) => (absent(value) ? all : { ...all, ...(value as Doc) }), (all) => all),
};

function ranked(name: '$top' | '$bottom', operand: unknown): () => Accumulator {
  if (!isDoc(operand)) throw serverError(9, 'FailedToParse', `${name} needs an object`);
  const sort: SortSpec = parseSort(operand['sortBy']);
  const output = compile(operand['output']);
  const sign = name === '$top' ? 1 : -1;
  return () => {
    let best: { values: unknown[]; kept: unknown } | null = null;
    return {
      add: (scope) => {
        const values = sortValues(scope.root, sort);
        if (best !== null && compareSorted(values, best.values, sort) * sign >= 0) return;
        best = { values, kept: output(scope) ?? null };
      },
      result: () => best?.kept ?? null,
    };
  };
}
