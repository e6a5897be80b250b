import { createHash } from 'node:crypto';
import type { Desk } from '../actions/desk.js';
import type { SessionResult } from '../contract/desk.js';
import { AppError } from '../lib/errors.js';
import { LIMITS, type RateLimits } from './rateLimits.js';
import { createGate } from './signInGate.js';
import { HeadedError } from './problem.js';

/** @param ip the client's address, as limits count it. @throws AppError `wrong_credentials`; `too_many_requests` with how long to wait */
export type SignIn = (body: { email: string; password: string }, ip: string) => Promise<SessionResult>;

/**
 * Signing in with a limit on wrong tries per account and address, and on those of an address on all accounts. A try counts before the password is looked at, so that
 * many at once are not free, and is given back unless the password was wrong.
 */
export function createSignIn(desk: Desk, limits: RateLimits): SignIn {
  // More under way than may be wrong is refused by the count itself: others wait their turn.
  const [onAccount, fromAddress] = [createGate(LIMITS.sign_in.points), createGate(LIMITS.sign_in_address.points)];
  return (body, ip) => {
    const account = createHash('sha256').update(`${body.email.trim().toLowerCase()} ${ip}`).digest('base64url');
    const address = createHash('sha256').update(ip).digest('base64url');
    return fromAddress(address, () => onAccount(account, () => attempt(body, account, address)));
  };

  async function attempt(
    { email, password }: { email: string; password: string },
    account: string,
    address: string,
  ): Promise<SessionResult> {
    const wait = await limits.take('sign_in', account);
    if (wait !== null) throw tooMany(wait, 'Too many tries. Please wait a little.');
    const waitHere = await limits.take('sign_in_address', address);
    if (waitHere !== null) {
      await limits.giveBack('sign_in', account);
      throw tooMany(waitHere, 'Too many tries from here. Please wait a little.');
    }
    const giveBack = (): Promise<unknown> =>
      Promise.all([limits.giveBack('sign_in', account), limits.giveBack('sign_in_address', address)]);
    try {
      const result = await desk.sessions.signIn(email, password);
      await giveBack();
      return result;
    } catch (failure) {
      const wasWrong = failure instanceof AppError && failure.code === 'wrong_credentials';
      if (!wasWrong) await giveBack();
      throw failure;
    }
  }
}

/** The refusal of who asks too often. @param seconds when to come back */
export function tooMany(seconds: number, message: string): HeadedError {
  return new HeadedError('too_many_requests', message, { 'retry-after': String(seconds) });
}
