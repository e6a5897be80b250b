import { DATE_OPERATORS } from './expressionDates.js';
import { serverError, UnsupportedError } from './errors.js';
import { OPERATORS } from './expressionOperators.js';
import { fieldOf, MISSING, partsOf } from './paths.js';
import { compareValues, type Doc, isDoc, setField } from './values.js';

/** What an expression is evaluated on: the document and the variables bound around it. */
export interface Scope {
  root: Doc;
  variables: Readonly<Record<string, unknown>>;
}

/** A compiled aggregation expression. A missing field evaluates to undefined. */
export type Evaluate = (scope: Scope) => unknown;

/**
 * Compiles an aggregation expression.
 * @throws UnsupportedError naming an operator or variable this engine does not have
 */
export function compile(expr: unknown): Evaluate {
  if (typeof expr === 'string' && expr.startsWith('$')) return expr.startsWith('$$') ? variable(expr.slice(2)) : fieldPath(expr.slice(1));
  if (Array.isArray(expr)) {
    const items = expr.map(compile);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDoc(expr)) return () => expr;
  const entries = Object.entries(expr);
  const [first] = entries;
  if (first?.[0].startsWith('$') === true) {
    if (entries.length > 1) throw serverError(15983, 'Location15983', `An expression must have exactly one operator, found ${entries.map(([name]) => name).join()}`);
    return operator(first[0], first[1]);
  }
  const fields = entries.map(([name, value]): [string, Evaluate] => [name, compile(value)]);
  return (scope) => {
    const out: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(scope);
      if (value !== undefined) setField(out, name, value);
    }
    return out;
  };
}

function fieldPath(path: string): Evaluate {
  const parts = partsOf(path);
  return ({ root }) => walk(root, parts, 0);
}

/** Follows a path; through an array it gives the list of what its elements have. */
function walk(value: unknown, parts: readonly string[], at: number): unknown {
  const part = parts[at];
  if (part === undefined) return value;
  if (Array.isArray(value)) return value.filter((element) => isDoc(element)).map((element) => walk(element, parts, at)).filter((found) => found !== undefined);
  if (!isDoc(value)) return undefined;
  const next = fieldOf(value, part);
  return next === MISSING ? undefined : walk(next, parts, at + 1);
}

function variable(text: string): Evaluate {
  const [name = '', ...rest] = text.split('.');
  switch (name) {
    case 'ROOT': case 'CURRENT': return ({ root }) => walk(root, rest, 0);
    case 'REMOVE': return () => undefined;
    case 'NOW': return () => new Date();
    default:
      if (!/^[a-z]/.test(name)) throw new UnsupportedError(`the variable $$${name}`);
      return ({ variables }) => {
        if (!(name in variables)) throw serverError(17276, 'Location17276', `Use of undefined variable: ${name}`);
        return walk(variables[name], rest, 0);
      };
  }
}

function operator(name: string, operand: unknown): Evaluate {
  if (name === '$literal') return () => operand;
  const special = SPECIAL[name];
  if (special !== undefined) return special(operand);
  const plainOperator = OPERATORS[name];
  if (plainOperator !== undefined) {
    const args = (Array.isArray(operand) ? operand : [operand]).map(compile);
    const [least, most] = plainOperator.arity;
    if (args.length < least || args.length > most) throw serverError(16020, 'Location16020', `Expression ${name} takes ${least} to ${most} arguments, ${args.length} were given`);
    return (scope) => plainOperator.apply(args.map((arg) => arg(scope)));
  }
  const dateOperator = DATE_OPERATORS[name];
  if (dateOperator !== undefined) {
    const named = isDoc(operand) && !Object.keys(operand).some((key) => key.startsWith('$')) ? operand : { date: operand };
    const fields = Object.entries(named).map(([key, value]): [string, Evaluate] => [key, compile(value)]);
    return (scope) => dateOperator(Object.fromEntries(fields.map(([key, evaluate]) => [key, evaluate(scope)])));
  }
  throw new UnsupportedError(`the aggregation operator ${name}`);
}

/** MongoDB's truth: everything but false, 0, null and missing. */
export function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0;
}

function args(name: string, operand: unknown, required: readonly string[], optional: readonly string[] = []): Doc {
  if (!isDoc(operand)) throw serverError(9, 'FailedToParse', `${name} needs an object`);
  const missing = required.find((key) => !(key in operand));
  const unknown = Object.keys(operand).find((key) => !required.includes(key) && !optional.includes(key));
  if (missing !== undefined || unknown !== undefined) throw serverError(9, 'FailedToParse', `${name}: ${missing === undefined ? `unknown argument ${unknown}` : `missing argument ${missing}`}`);
  return operand;
}

/** Operators that decide themselves what of their operand is evaluated, and when. */
const SPECIAL: Record<string, (operand: unknown) => Evaluate> = {
  $cond: (operand) => {
    const [test, yes, no] = Array.isArray(operand) ? operand.map(compile) : ['if', 'then', 'else'].map((key) => compile(args('$cond', operand, ['if', 'then', 'else'])[key]));
    if (test === undefined || yes === undefined || no === undefined) throw serverError(9, 'FailedToParse', '$cond takes three arguments');
    return (scope) => (truthy(test(scope)) ? yes(scope) : no(scope));
  },
  $switch: (operand) => {
    const { branches, default: fallback } = args('$switch', operand, ['branches'], ['default']);
    if (!Array.isArray(branches)) throw serverError(9, 'FailedToParse', '$switch needs branches');
    const compiled = branches.map((branch) => args('$switch', branch, ['case', 'then'])).map((branch) => ({ test: compile(branch['case']), then: compile(branch['then']) }));
    const otherwise = fallback === undefined ? null : compile(fallback);
    return (scope) => {
      const hit = compiled.find(({ test }) => truthy(test(scope)));
      if (hit !== undefined) return hit.then(scope);
      if (otherwise === null) throw serverError(40066, 'Location40066', '$switch could not find a matching branch for an input, and no default was specified.');
      return otherwise(scope);
    };
  },
  $ifNull: (operand) => {
    if (!Array.isArray(operand) || operand.length < 2) throw serverError(9, 'FailedToParse', '$ifNull takes two or more arguments');
    const options = operand.map(compile);
    return (scope) => {
      let value: unknown = null;
      for (const option of options) {
        value = option(scope);
        if (value !== null && value !== undefined) return value;
      }
      return value;
    };
  },
  $and: (operand) => {
    const list = (Array.isArray(operand) ? operand : [operand]).map(compile);
    return (scope) => list.every((test) => truthy(test(scope)));
  },
  $or: (operand) => {
    const list = (Array.isArray(operand) ? operand : [operand]).map(compile);
    return (scope) => list.some((test) => truthy(test(scope)));
  },
  $let: (operand) => {
    const given = args('$let', operand, ['vars', 'in']);
    const bound = Object.entries(given['vars'] as Doc).map(([name, value]): [string, Evaluate] => [name, compile(value)]);
    const body = compile(given['in']);
    return (scope) => body({ ...scope, variables: { ...scope.variables, ...Object.fromEntries(bound.map(([name, evaluate]) => [name, evaluate(scope)])) } });
  },
  $filter: (operand) => {
    const given = args('$filter', operand, ['input', 'cond'], ['as']);
    return overList('$filter', given, 'cond', (list, test) => list.filter((_, i) => truthy(test(i))));
  },
  $map: (operand) => {
    const given = args('$map', operand, ['input', 'in'], ['as']);
    return overList('$map', given, 'in', (list, body) => list.map((_, i) => body(i) ?? null));
  },
  $reduce: (operand) => {
    const given = args('$reduce', operand, ['input', 'initialValue', 'in']);
    const [input, initial, body] = [compile(given['input']), compile(given['initialValue']), compile(given['in'])];
    return (scope) => {
      const list = input(scope);
      if (list === null || list === undefined) return null;
      return asList('$reduce', list).reduce((value: unknown, element) => body({ ...scope, variables: { ...scope.variables, value, this: element } }), initial(scope));
    };
  },
  $sortArray: (operand) => {
    const given = args('$sortArray', operand, ['input', 'sortBy']);
    const by = given['sortBy'];
    if (by !== 1 && by !== -1) throw new UnsupportedError('$sortArray by fields');
    const input = compile(given['input']);
    return (scope) => {
      const list = input(scope);
      return list === null || list === undefined ? null : asList('$sortArray', list).toSorted((a, b) => compareValues(a, b) * by);
    };
  },
};

function overList(name: string, given: Doc, body: string, work: (list: unknown[], each: (i: number) => unknown) => unknown[]): Evaluate {
  const input = compile(given['input']);
  const each = compile(given[body]);
  const as = typeof given['as'] === 'string' ? given['as'] : 'this';
  return (scope) => {
    const value = input(scope);
    if (value === null || value === undefined) return null;
    const list = asList(name, value);
    return work(list, (i) => each({ ...scope, variables: { ...scope.variables, [as]: list[i] } }));
  };
}

function asList(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw serverError(28650, 'Location28650', `${name} needs an array`);
}
