import type { SchemaOptions } from 'mongoose';

/**
 * Shared by all schemas. `strict: 'throw'`: an unknown field is a bug, not something to drop in silence. Indexes are
 * made and verified by `verifyIndexes`, never in passing.
 */
export const OPTIONS: SchemaOptions = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  autoIndex: false,
  autoCreate: false,
  minimize: false,
  id: false,
};

export const SUB = { _id: false, strict: 'throw', minimize: false, id: false } as const;
