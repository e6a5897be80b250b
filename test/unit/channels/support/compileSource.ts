import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** What the parser's worker reaches. */
const FOLDERS = ['channels', 'channels/email', 'ports', 'lib', 'contract', 'screening', 'screening/fold', 'threading'];

/** A worker thread cannot run our TypeScript, so its part of the source is stripped of types, as the build does. */
export function compileSource(): URL {
  const out = join(ROOT, 'node_modules', '.cache', 'channels-test', String(process.pid), 'src');
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(ROOT, 'src', folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))) {
      const target = join(out, folder, file.replace(/\.ts$/, '.js'));
      const { code } = transformSync(readFileSync(join(ROOT, 'src', folder, file), 'utf8'), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      });
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    }
  }
  return pathToFileURL(`${out}/`);
}
