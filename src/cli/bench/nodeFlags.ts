import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** As `npm start` runs Node. From the sources, whose scripts are not built: a bench is run from there. */
export const { NODE_FLAGS } = (await import(
  pathToFileURL(path.resolve(import.meta.dirname, '../../../../src/cli/setup/nodeFlags.mjs')).href
)) as { NODE_FLAGS: string[] };
