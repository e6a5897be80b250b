import { AppError } from '../lib/errors.js';

/** To whoever sends a whole new value without having seen the one that it would take the place of. */
export function overtaken(now: object = {}): AppError {
  return new AppError('conflict', 'Somebody changed this meanwhile.', { overtaken: true, ...now });
}

/** Without a version he means it, whatever stands there. @throws AppError as above */
export function requireVersion(given: number | undefined, { version }: { version: number }): void {
  if (given !== undefined && given !== version) throw overtaken({ version });
}
