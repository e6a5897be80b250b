import { serverError } from './errors.js';
import type { Expr } from './filter.js';
import { elementMatches, matches, passes } from './matcher.js';
import { MISSING, partsOf, someValue } from './paths.js';
import { valueAt } from './updatePaths.js';
import { type Doc, isDoc } from './values.js';

/**
 * The position in the array at `arrayPath` of the first element that made the filter match: what `$` stands for.
 * An `$elemMatch` on the array decides before other predicates, for those may be fulfilled by several elements.
 */
export function matchedPosition(filter: Expr, doc: Doc, arrayPath: string): number {
  const list = valueAt(doc, partsOf(arrayPath));
  if (!Array.isArray(list)) throw noMatch(arrayPath);
  const tests: ((element: unknown) => boolean)[] = [];
  collect(filter, doc, arrayPath, tests);
  for (const test of tests) {
    const position = list.findIndex(test);
    if (position >= 0) return position;
  }
  throw noMatch(arrayPath);
}

function noMatch(arrayPath: string): Error {
  return serverError(2, 'BadValue', `The positional operator did not find the match needed from the query (path ${arrayPath}.$)`);
}

function collect(expr: Expr, doc: Doc, arrayPath: string, tests: ((element: unknown) => boolean)[]): void {
  switch (expr.kind) {
    case 'and':
      for (const inner of expr.list) collect(inner, doc, arrayPath, tests);
      return;
    case 'or':
      for (const inner of expr.list) if (matches(inner, doc)) collect(inner, doc, arrayPath, tests);
      return;
    case 'elem':
      if (expr.path === arrayPath) tests.unshift((element) => elementMatches(expr, element));
      else if (expr.path.startsWith(`${arrayPath}.`)) {
        const rest = partsOf(expr.path.slice(arrayPath.length + 1));
        tests.push((element) => isDoc(element) && matches({ ...expr, parts: rest }, element));
      }
      return;
    case 'leaf': {
      const { test, path } = expr;
      if (path === arrayPath) tests.push((element) => passes(test, element));
      else if (path.startsWith(`${arrayPath}.`)) {
        const rest = partsOf(path.slice(arrayPath.length + 1));
        tests.push(
          (element) =>
            isDoc(element) && someValue(element, rest, 0, test.op !== 'size', (value) => value !== MISSING && passes(test, value)),
        );
      }
      return;
    }
    // A negation names no element.
    case 'nor':
    case 'not':
  }
}
