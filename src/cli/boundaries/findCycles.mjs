/**
 * Circles among the imports, each once, by Tarjan's search for strongly connected parts. One example path per part: to
 * open that one is the way to see the next.
 * @param {Map<string, string[]>} needs
 * @returns {string[][]}
 */
export function findCycles(needs) {
  const order = /** @type {Map<string, number>} */ (new Map());
  const low = /** @type {Map<string, number>} */ (new Map());
  const stack = /** @type {string[]} */ ([]);
  const onStack = new Set();
  const cycles = /** @type {string[][]} */ ([]);

  /** @param {string} file */
  const visit = (file) => {
    order.set(file, order.size);
    low.set(file, order.get(file) ?? 0);
    stack.push(file);
    onStack.add(file);
    for (const next of needs.get(file) ?? []) {
      if (!needs.has(next)) continue;
      if (!order.has(next)) visit(next);
      if (onStack.has(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== order.get(file)) return;
    const part = stack.splice(stack.indexOf(file));
    for (const one of part) onStack.delete(one);
    if (part.length > 1 || needs.get(file)?.includes(file)) cycles.push(shortestCircle(new Set(part), needs));
  };
  for (const file of needs.keys()) if (!order.has(file)) visit(file);
  return cycles;
}

/**
 * @param {Set<string>} part in which everything reaches everything
 * @param {Map<string, string[]>} needs
 * @returns {string[]}
 */
function shortestCircle(part, needs) {
  const start = [...part].sort()[0] ?? '';
  const paths = [[start]];
  const seen = new Set();
  for (let path = paths.shift(); path; path = paths.shift()) {
    for (const next of needs.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return path;
      if (!part.has(next) || seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return [start];
}
