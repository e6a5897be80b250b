import type { ErrorRequestHandler } from 'express';
import type { ErrorCode } from '../contract/errorCodes.js';
import { AppError } from '../lib/errors.js';
import type { Log } from '../ports/log.js';
import { presentFailure } from '../present/failure.js';

/** A refusal whose answer carries headers, such as `Allow` or `Retry-After`. */
export class HeadedError extends AppError {
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, headers: Record<string, string>) {
    super(code, message);
    this.headers = headers;
  }
}

/** The answer where no route is. */
export const noSuchRoute = (): AppError => new AppError('not_found', 'There is no such address.');

/** The one place where anything thrown becomes an answer. Bugs are logged whole; the client gets the request id only. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (thrown: unknown, _request, response, next) => {
    const { status, code, message, details, expected } = presentFailure(fromExpress(thrown) ?? thrown);
    if (!expected) log.error({ err: thrown, requestId: String(response.locals['requestId'] ?? '') }, 'request failed');
    if (response.headersSent) return next(thrown);
    if (thrown instanceof HeadedError) response.set(thrown.headers);
    response.status(status).set('cache-control', 'no-store');
    response.json({ error: { code, message, ...(details === undefined ? {} : { details }) } });
  };
}

/** What Express, its router and its body readers throw for a client's fault, in our words; null for all else. */
function fromExpress(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error)) return null;
  const { status, expose, type } = thrown as Error & { status?: unknown; expose?: unknown; type?: unknown };
  const isTheirs = thrown instanceof URIError || (expose === true && typeof type === 'string');
  if (!isTheirs || typeof status !== 'number' || status < 400 || status > 499) return null;
  if (status === 413) return new AppError('too_large', 'That is larger than we take.');
  if (status === 415) return new AppError('unsupported_media_type', 'We do not read that encoding.');
  return new AppError('invalid_input', 'The request cannot be read.');
}
