import { AppError } from '../lib/errors.js';

/**
 * Of whoever sends a whole new value: whether he has seen what it takes the place of. Without a version he takes it as it is.
 * @throws AppError `conflict` when somebody has changed it meanwhile
 */
export function requireVersion(given: number | undefined, { version }: { version: number }): void {
  if (given !== undefined && given !== version) throw new AppError('conflict', 'Somebody changed this meanwhile.', { version });
}
