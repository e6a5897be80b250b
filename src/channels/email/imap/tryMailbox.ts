import type { TryMailbox } from '../../../ports/mailAccounts.js';
import { loginOf } from './oauth.js';
import { problemOf, troubleOf } from './problems.js';
import { openMailbox } from './session.js';

/** Somebody is looking at the screen. */
const LIMITS = { connectMs: 10_000, stallMs: 10_000 };

/** Really connects, opens the folder and counts; changes nothing but that a folder for `move` is made. */
export const tryMailbox: TryMailbox = async (settings, credentials) => {
  try {
    // A new refresh token is of no use here: providers keep the old one valid until the new one is used.
    const session = await openMailbox(settings, await loginOf(credentials, async () => undefined), LIMITS);
    try {
      const folders = await session.folders();
      return { ok: session.warning === null, problem: session.warning ? problemOf(session.warning) : null, folders, mails: session.mails };
    } finally {
      session.close();
    }
  } catch (error) {
    return { ok: false, problem: problemOf(troubleOf(error, settings)), folders: [], mails: null };
  }
};
