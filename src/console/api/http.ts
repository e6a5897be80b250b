import type { ErrorBody } from '../../contract/common.js';
import type { ErrorCode } from '../../contract/errorCodes.js';
import { locked, whose } from '../lib/whose.js';

/** A refusal of the API, or `offline` when no answer came at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly status: number;
  readonly details: unknown;

  constructor(code: ErrorCode | 'offline', status: number, message: string, details?: unknown) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

const PASSING: readonly string[] = ['offline', 'unavailable', 'internal_error', 'too_many_requests', 'not_signed_in'];

/** Whether the line, the server or an ended session was the reason: the same may well go later. */
export const isPassing = (error: unknown): boolean => error instanceof ApiError && PASSING.includes(error.code);

type Query = Record<string, string | number | undefined>;

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Goes up as it is. */
  file?: Blob;
  query?: Query;
  signal?: AbortSignal;
  /** After so long without an answer the line is taken for dead: on a stalled one a request would hang for many minutes. */
  patienceMs?: number;
}

const READING_MS = 30_000;
/** For changes that others wait for: on a stalled line they would do so for ever. */
export const CHANGING_MS = 30_000;

/** How often somebody came back to a locked desk. */
let unlocks = 0;
locked.subscribe(() => void (locked.get() || unlocks++));

/**
 * Asks our own server, which checks every answer against the contract before it leaves; so the shape is taken as said. When
 * the session has ended, reading waits until its agent is signed in again, so that no page has to show less than it did; what
 * would change something is refused, but a password that he has to replace.
 * @throws {ApiError} only.
 */
export async function api<T>(path: string, options: Options = {}): Promise<T> {
  const reads = (options.method ?? 'GET') === 'GET';
  // By these the sign-in page finds out who is there.
  if (path === '/session' || (path === '/me' && reads)) return ask<T>(path, options);
  const asker = whose.get();
  for (;;) {
    if (locked.get()) {
      if (reads) await unlocked(options.signal);
      else if (path !== '/me/password' || locked.get() !== 'one_time') throw new ApiError('not_signed_in', 401, 'The session has ended.');
    }
    const before = unlocks;
    try {
      return await ask<T>(path, options);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'not_signed_in') throw error;
      // Never in the name of whoever came after him.
      if (asker === null || asker !== whose.get()) throw error;
      // Unless it was asked under the session that had ended, and he has a new one by now.
      if (before === unlocks) locked.set('signed_out');
      if (!reads) throw error;
    }
  }
}

/** Resolves when the same agent is back. */
async function unlocked(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const reader = whose.get();
  return new Promise((resolve, reject) => {
    const stop = locked.subscribe(() => {
      if (locked.get()) return;
      stop();
      if (whose.get() === reader) resolve();
      else reject(new ApiError('offline', 0, 'Its reader has left.'));
    });
    signal?.addEventListener(
      'abort',
      () => {
        stop();
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

async function ask<T>(
  path: string,
  { method = 'GET', body, file, query, signal, patienceMs = method === 'GET' ? READING_MS : undefined }: Options,
): Promise<T> {
  const ends = [signal, patienceMs ? AbortSignal.timeout(patienceMs) : undefined].filter((one) => one !== undefined);
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${searchOf(query)}`, {
      method,
      credentials: 'same-origin',
      // The server names topics and prompts in the language that the page is in, not in the browser's.
      headers: { 'accept-language': document.documentElement.lang, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(file ? { body: file } : body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(ends.length > 0 ? { signal: AbortSignal.any(ends) } : {}),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new ApiError('offline', 0, 'No answer from the server.');
  }
  if (response.status === 204) return undefined as T;
  let answer: unknown = null;
  try {
    answer = await response.json();
  } catch (failure) {
    if (signal?.aborted) throw failure;
    // The server was stopped, or the line was cut, before all of it was here. A refusal is one without its words, too.
    if (response.ok) throw new ApiError('offline', 0, 'The answer from the server broke off.');
  }
  if (response.ok) return answer as T;
  const { code, message, details } = (answer as ErrorBody | null)?.error ?? {
    code: fallbackCode(response.status),
    message: response.statusText,
  };
  throw new ApiError(code as ErrorCode, response.status, message, details);
}

function searchOf(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text && `?${text}`;
}

/** A proxy in between may answer without our error body. */
const fallbackCode = (status: number): ErrorCode =>
  status === 429 ? 'too_many_requests' : status >= 500 ? 'unavailable' : 'invalid_input';
