import { UnsupportedError } from './errors.js';
import type { Doc } from './values.js';

/** Options without meaning here: tuning of a server, and what mongoose itself reads and leaves in place. */
const HARMLESS = new Set([
  // driver and server tuning
  'batchSize',
  'comment',
  'maxTimeMS',
  'maxAwaitTimeMS',
  'timeoutMS',
  'readPreference',
  'readConcern',
  'writeConcern',
  'w',
  'j',
  'wtimeout',
  'noCursorTimeout',
  'allowDiskUse',
  'cursor',
  'retryWrites',
  'forceServerObjectId',
  'bypassDocumentValidation',
  'checkKeys',
  'ignoreUndefined',
  'promoteValues',
  'promoteLongs',
  'enableUtf8Validation',
  'singleBatch',
  'safe',
  'allowPartialResults',
  // mongoose's own
  'lean',
  'populate',
  'strict',
  'strictQuery',
  'runValidators',
  'setDefaultsOnInsert',
  'overwriteDiscriminatorKey',
  'timestamps',
  'omitUndefined',
  'multipleCastError',
  'context',
  'new',
  'rawResult',
  'overwriteImmutable',
  'updatePipeline',
  'defaults',
  'sanitizeFilter',
  'sanitizeProjection',
  'translateAliases',
  'schemaLevelProjections',
  'requireFilter',
  'orFail',
  'validateBeforeSave',
  'validateModifiedOnly',
  'throwOnValidationError',
  'skipValidation',
  'limitValidation',
  'middleware',
  'transform',
  'cloneUpdate',
  'parallel',
  'upsertedCount',
  'pathsToSave',
  'multi',
  'fields',
  'readConcernLevel',
  'skipMiddlewareFunction',
  'isMongooseArray',
  'useMongooseAggCursor',
  'perDocumentLimit',
]);

/**
 * Refuses every option that would change a result and is not done here.
 * @param known the options the operation reads itself
 * @throws UnsupportedError naming the option
 */
export function checkOptions(operation: string, options: unknown, known: readonly string[]): Doc {
  if (options === undefined || options === null) return {};
  const given = options as Doc;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || known.includes(name)) continue;
    if (name === 'explain' && value === false) continue;
    if ((name === 'promoteValues' || name === 'promoteLongs') && value === false)
      throw new UnsupportedError(`the option ${name}: false in ${operation}`);
    // A leading underscore is mongoose's private mark.
    if (HARMLESS.has(name) || name.startsWith('_')) continue;
    // Switched off is the same as not given.
    if (value === false || (Array.isArray(value) && value.length === 0)) continue;
    throw new UnsupportedError(`the option ${name} in ${operation}`);
  }
  return given;
}

/** A whole number option, 0 when not given. */
export function countOption(options: Doc, name: string): number {
  const value = options[name];
  if (value === undefined || value === null) return 0;
  const number = Number(value);
  if (!Number.isInteger(number)) throw new TypeError(`The option ${name} must be a whole number`);
  return number;
}
