import { Cursor } from './cursor.js';
import type { Engine } from './engine.js';
import { UnsupportedError } from './errors.js';
import type { Doc } from './values.js';

export function aggregateCursor(engine: Engine, collection: string, pipeline: unknown, hint: unknown): Cursor<Doc> {
  void engine; void collection; void pipeline; void hint; void Cursor;
  throw new UnsupportedError('aggregate (yet)');
}
