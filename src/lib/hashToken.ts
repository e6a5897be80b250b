import { createHash } from 'node:crypto';

/** The form in which a token of 256 random bits is stored: who reads the store gets no token, and nothing need slow down a guess. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
