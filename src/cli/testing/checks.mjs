import { join } from 'node:path';

/**
 * The checks that run no test: each counts as one.
 * @typedef {{ name: string, kind: 'lint' | 'types', command: string[] }} Check
 */

/**
 * @param {string} root
 * @returns {Check[]}
 */
export function checks(root) {
  const bin = (/** @type {string} */ name) => join(root, 'node_modules', '.bin', name);
  // One checker: each further one resolves the same heavy types of the libraries again, and together they are slower.
  const types = (/** @type {string} */ name, /** @type {string} */ project) =>
    /** @type {Check} */ ({
      name: `types of ${name}`,
      kind: 'types',
      command: [bin('tsc'), '--noEmit', '--incremental', 'false', '--checkers', '1', '-p', project],
    });
  return [
    { name: 'lint', kind: 'lint', command: [bin('oxlint'), '--deny-warnings'] },
    {
      name: 'format',
      kind: 'lint',
      command: [
        bin('prettier'),
        '--check',
        '--log-level',
        'warn',
        '--cache',
        '--cache-location',
        join('node_modules', '.cache', 'prettier'),
        '.',
      ],
    },
    { name: 'boundaries', kind: 'lint', command: [process.execPath, 'src/cli/boundaries.mjs'] },
    // The server alone is compiled, as it will run, by the build.
    types('the server and its tests', 'test/tsconfig.json'),
    types('the scripts', 'src/cli/tsconfig.json'),
    types('the console', 'src/console/tsconfig.json'),
    types('the widget', 'src/widget/tsconfig.json'),
  ];
}
