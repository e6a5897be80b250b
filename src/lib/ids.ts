import { createHash, randomBytes } from 'node:crypto';

/** Random bytes are fetched for many ids at once: one call to the system costs as much as all the rest. */
const POOL_BYTES = 3072;
let pool = randomBytes(0);
let used = 0;

/**
 * A new id: 24 hex digits, the first 12 of them milliseconds since 1970, the rest random (48 bits), so that ids sort by
 * age and any process can make one.
 */
export function newId(at: number = Date.now()): string {
  if (used + 6 > pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  used += 6;
  return at.toString(16).padStart(12, '0') + pool.toString('hex', used - 6, used);
}

/** An id that the same two arguments always give, so that a step which runs twice makes one thing. As old as `base`. */
export function derivedId(base: string, label: string): string {
  return base.slice(0, 12) + createHash('sha256').update(`${base} ${label}`).digest('hex').slice(0, 12);
}
