import { AppError, notFound } from '../lib/errors.js';

/** To whoever sends a whole new value without having seen the one that it would take the place of. */
export function overtaken(now: object = {}): AppError {
  return new AppError('conflict', 'Somebody changed this meanwhile.', { overtaken: true, ...now });
}

/** Why the store has changed nothing: by what stands there now, null when nothing does. */
export function goneOrOvertaken(now: { version?: number } | null, what: string): AppError {
  return now ? overtaken({ version: now.version ?? 0 }) : notFound(what);
}

/** Without a version he means it, whatever stands there. @throws AppError as above */
export function requireVersion(given: number | undefined, { version }: { version: number }): void {
  if (given !== undefined && given !== version) throw overtaken({ version });
}
