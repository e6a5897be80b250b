import { createHash, randomBytes } from 'node:crypto';

/**
 * A new id: 24 hex digits, the first 12 of them milliseconds since 1970, the rest random (48 bits), so that ids sort by
 * age and any process can make one.
 */
export function newId(at: number = Date.now()): string {
  return at.toString(16).padStart(12, '0') + randomBytes(6).toString('hex');
}

/** An id that the same two arguments always give, so that a step which runs twice makes one thing. As old as `base`. */
export function derivedId(base: string, label: string): string {
  return base.slice(0, 12) + createHash('sha256').update(`${base} ${label}`).digest('hex').slice(0, 12);
}
