import { serverError } from './errors.js';
import { compile, type Evaluate } from './expressions.js';
import { partsOf } from './paths.js';
import { parseProjection, project } from './projection.js';
import type { Stage } from './stages.js';
import { changeAt } from './updatePaths.js';
import { type Doc, isDoc } from './values.js';

/** `$project`: paths kept or left out as in a find, and computed fields. */
export function projectStage(operand: unknown): Stage {
  if (!isDoc(operand) || Object.keys(operand).length === 0) throw serverError(51272, 'Location51272', '$project needs at least one field');
  const kept: Doc = {};
  const computed: { parts: readonly string[]; evaluate: Evaluate }[] = [];
  separate(operand, '', kept, computed);
  const excluding = Object.entries(kept).some(([path, on]) => path !== '_id' && (on === 0 || on === false));
  if (excluding && computed.length > 0) throw serverError(31254, 'Location31254', 'Cannot compute fields in an exclusion projection');
  // With computed fields alone, nothing else but the _id is kept.
  const onlyComputed = computed.length > 0 && Object.keys(kept).every((path) => path === '_id');
  const idOnly = { _id: kept['_id'] === undefined || Boolean(kept['_id']) };
  const projection = onlyComputed ? null : parseProjection(kept);
  return function* (input) {
    for (const doc of input) {
      if (doc === undefined) {
        yield undefined;
        continue;
      }
      const start: Doc = onlyComputed ? (idOnly._id && '_id' in doc ? { _id: doc['_id'] } : {}) : project(doc, projection);
      yield computed.reduce<Doc>((out, { parts, evaluate }) => {
        const value = evaluate({ root: doc, variables: {} });
        return value === undefined ? out : (changeAt(out, parts, true, () => value) as Doc);
      }, start);
    }
  };
}

function separate(fields: Doc, base: string, kept: Doc, computed: { parts: readonly string[]; evaluate: Evaluate }[]): void {
  for (const [key, value] of Object.entries(fields)) {
    const path = base + key;
    if (typeof value === 'boolean' || typeof value === 'number') kept[path] = value;
    else if (isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value).some((inner) => inner.startsWith('$'))) separate(value, `${path}.`, kept, computed);
    else computed.push({ parts: partsOf(path), evaluate: compile(value) });
  }
}
