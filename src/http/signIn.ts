import { createHash } from 'node:crypto';
import type { Desk } from '../actions/desk.js';
import type { SessionResult } from '../contract/desk.js';
import { AppError } from '../lib/errors.js';
import { LIMITS, type RateLimits } from './rateLimits.js';
import { createGate } from './signInGate.js';
import { HeadedError } from './problem.js';

export type SignIn = (body: { email: string; password: string }, ip: string) => Promise<SessionResult>;

/** More waiting than this for one account and address is no crowd. */
const WIDTH = LIMITS.sign_in.points;

/**
 * Signing in with a limit on wrong tries per account and address. A try counts before the password is looked at, so that
 * many at once are not free, and is given back unless the password was wrong.
 */
export function createSignIn(desk: Desk, limits: RateLimits): SignIn {
  const gate = createGate(WIDTH);
  return (body, ip) => {
    const key = createHash('sha256').update(`${body.email.trim().toLowerCase()} ${ip}`).digest('base64url');
    return gate(key, async () => {
      const wait = await limits.take('sign_in', key);
      if (wait !== null) throw tooMany(wait, 'Too many tries. Please wait a little.');
      try {
        const result = await desk.sessions.signIn(body.email, body.password);
        await limits.giveBack('sign_in', key);
        return result;
      } catch (failure) {
        const wasWrong = failure instanceof AppError && failure.code === 'wrong_credentials';
        if (!wasWrong) await limits.giveBack('sign_in', key);
        throw failure;
      }
    });
  };
}

export function tooMany(seconds: number, message: string): HeadedError {
  return new HeadedError('too_many_requests', message, { 'retry-after': String(seconds) });
}
