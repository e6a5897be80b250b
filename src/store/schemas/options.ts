import { Schema, type SchemaDefinition, type SchemaOptions } from 'mongoose';

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

/** For what stands within a document: no id of its own. */
export const SUB = { _id: false, strict: 'throw', minimize: false, id: false } as const;

/**
 * A schema without inferred types: `models.ts` gives each model our own, and inferring them from the fields as well, only to
 * compare the two, took the compiler longer than all the rest.
 */
export function defineSchema(fields: SchemaDefinition, options: SchemaOptions): Schema {
  return new Schema(fields as never, options as never);
}
