import { AppError } from '../lib/errors.js';

/** What a client is told about something that was thrown. */
export interface Failure {
  status: number;
  code: string;
  message: string;
  details?: unknown;
  /** False for a bug: it is to be logged whole, and the client learns nothing of it. */
  expected: boolean;
}

/** Presents anything thrown, for HTTP and sockets alike. Nothing of an unknown error leaves. */
export function presentFailure(thrown: unknown): Failure {
  if (thrown instanceof AppError) {
    const { status, code, message, details } = thrown;
    return { status, code, message, ...(details === undefined ? {} : { details }), expected: true };
  }
  if (isStoreOutage(thrown)) {
    return { status: 503, code: 'unavailable', message: 'The desk cannot reach its store right now. Please try again.', expected: true };
  }
  return { status: 500, code: 'internal_error', message: 'Something went wrong on our side.', expected: false };
}

/** The store says so by `code` (a server that cannot be reached) or by name (a file that cannot be written). */
function isStoreOutage(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { code, name } = thrown as { code?: unknown; name?: unknown };
  return code === 'STORE_UNAVAILABLE' || name === 'StoreFileError';
}
