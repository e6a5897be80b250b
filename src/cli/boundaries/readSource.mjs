import { Visitor, parseSync } from 'vite';

/**
 * What a source file imports and which forbidden things it touches, from its syntax tree (oxc, as vite ships it): a
 * pattern would find imports in comments and miss them in odd layouts.
 *
 * @typedef {{ from: string, line: number, typesOnly: boolean }} Import
 * @typedef {{ what: 'process.env' | 'clock' | 'chance', line: number, shown: string }} Use
 * @typedef {{ imports: Import[], uses: Use[], lines: number, head: string, errors: string[] }} Source
 */

/**
 * @param {string} path
 * @param {string} text
 * @returns {Source}
 */
export function readSource(path, text) {
  const parsed = parseSync(path, text);
  const lineOf = lineCounter(text);
  const uses = /** @type {Use[]} */ ([]);
  const imports = [...staticImports(parsed.module, lineOf)];
  /** @type {{ start: number, end: number }[]} */
  const configCalls = [];

  new Visitor({
    ImportExpression(node) {
      if (node.source.type === 'Literal') imports.push({ from: String(node.source.value), line: lineOf(node.start), typesOnly: false });
    },
    TSImportType(node) {
      imports.push({ from: String(node.source.value), line: lineOf(node.start), typesOnly: true });
    },
    CallExpression(node) {
      const callee = node.callee;
      if (callee.type !== 'Identifier') return;
      // `readConfig(process.env)` in an entry: the one way from the environment to a Config.
      if (callee.name === 'readConfig') configCalls.push(node);
      if (callee.name === 'Date') uses.push({ what: 'clock', line: lineOf(node.start), shown: 'Date()' });
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        uses.push({ what: 'clock', line: lineOf(node.start), shown: 'new Date()' });
      }
    },
    MemberExpression(node) {
      const name = nameOf(node);
      const line = lineOf(node.start);
      const isForConfig = configCalls.some((call) => call.start <= node.start && node.end <= call.end);
      if (name === 'process.env' && !isForConfig) uses.push({ what: 'process.env', line, shown: name });
      if (name === 'Date.now' || name === 'performance.now' || name === 'process.hrtime')
        uses.push({ what: 'clock', line, shown: `${name}()` });
      if (name === 'Math.random') uses.push({ what: 'chance', line, shown: `${name}()` });
    },
  }).visit(parsed.program);

  const head = parsed.comments
    .filter((comment) => lineOf(comment.start) <= 15)
    .map((comment) => comment.value)
    .join('\n');
  return { imports, uses, lines: text.trimEnd().split('\n').length, head, errors: parsed.errors.map((error) => error.message) };
}

/**
 * @param {import('vite').ParseResult['module']} module
 * @param {(offset: number) => number} lineOf
 * @returns {Generator<Import>}
 */
function* staticImports(module, lineOf) {
  for (const one of module.staticImports) {
    // An import without names is for its effects, so it counts as a real one.
    const typesOnly = one.entries.length > 0 && one.entries.every((entry) => entry.isType);
    yield { from: one.moduleRequest.value, line: lineOf(one.start), typesOnly };
  }
  for (const one of module.staticExports) {
    const [first] = one.entries;
    if (first?.moduleRequest)
      yield { from: first.moduleRequest.value, line: lineOf(one.start), typesOnly: one.entries.every((entry) => entry.isType) };
  }
}

/** @param {import('vite').ESTree.MemberExpression} node such as `Date.now` and `Date['now']` */
function nameOf(node) {
  if (node.object.type !== 'Identifier') return '';
  const property = node.property;
  if (property.type === 'Literal') return `${node.object.name}.${String(property.value)}`;
  return 'name' in property && !node.computed ? `${node.object.name}.${property.name}` : '';
}

/** @param {string} text */
function lineCounter(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (/** @type {number} */ offset) => {
    let line = 0;
    while (line + 1 < starts.length && /** @type {number} */ (starts[line + 1]) <= offset) line++;
    return line + 1;
  };
}
