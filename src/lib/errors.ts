import { ERROR_STATUS, type ErrorCode } from '../contract/errorCodes.js';

/**
 * A refusal that the client may see: thrown by the domain and the actions, shown by one HTTP and one socket handler.
 * Everything else that is thrown is a bug; it is logged whole and leaves as `internal_error`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** Another name would do. */
export const nameTaken = (what: string): AppError =>
  new AppError('conflict', `There is a ${what} of this name already.`, { taken: 'name' });

/** For what is not there and for what is not the asker's to see, alike: nobody learns which ids exist. */
export const notFound = (what: string): AppError => new AppError('not_found', `There is no such ${what}, or you may not see it.`);
