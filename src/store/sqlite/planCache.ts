import type { Collection } from './catalog.js';
import type { Expr, Test } from './filter.js';
import type { Index } from './indexSpec.js';
import { isStrings, type Recipe } from './recipe.js';
import type { SortSpec } from './sorting.js';
import { rankOf } from './values.js';

/** A program asks a few dozen forms of query; more come from filters that people put together. */
const MAX_FORMS = 500;

/** What is known of a form of query. */
export interface Known {
  /** A hint only: the planner derives the ranges anew and takes it only if it is ideal for these values too. */
  index: Index;
  recipe: Recipe | null;
}

/** Remembers how a form of query was planned best, so that other indexes, or anything, need not be looked at again. */
export class PlanCache {
  // By the object, which the catalog makes anew whenever an index comes, goes or meets its first array.
  readonly #forms = new WeakMap<Collection, Map<string, Known>>();

  find(collection: Collection, form: string): Known | undefined {
    return this.#forms.get(collection)?.get(form);
  }

  keep(collection: Collection, form: string, how: Known): void {
    const known = this.#forms.get(collection);
    if (known === undefined) this.#forms.set(collection, new Map([[form, how]]));
    else {
      if (known.size >= MAX_FORMS) known.clear();
      known.set(form, how);
    }
  }
}

/** What a query asks, without the values: fields, tests, types and the order. */
export function formOf(filter: Expr, sort: SortSpec): string {
  let form = shape(filter);
  for (const { path, dir } of sort) form += `${dir === 1 ? '+' : '-'}${path}`;
  return form;
}

function shape(expr: Expr): string {
  switch (expr.kind) {
    case 'leaf':
      return `${expr.path}:${testShape(expr.test)}`;
    case 'not':
      return `!${shape(expr.inner)}`;
    case 'elem':
      return `${expr.path}[${shape(expr.inner)}]`;
    default:
      return `${expr.kind}(${expr.list.map(shape).join()})`;
  }
}

function testShape(test: Test): string {
  if ('value' in test) return `${test.op}${rankOf(test.value)}`;
  if (test.op !== 'in') return test.op;
  return isStrings(test) ? 'strings' : `in${test.values.length}`;
}
