import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Names this process as the holder of an account: on which machine it runs, and under which number. */
export function ownHolder(): string {
  return `${hostname()}/${process.pid}/${randomBytes(6).toString('hex')}`;
}

/**
 * Whether this holder surely ended: it ran on this machine, and its process is gone (killed, or cut off with its power).
 * Of other machines nobody here can say so; their lease runs out by itself.
 */
export function hasSurelyEnded(holder: string, mine: string): boolean {
  const [host, pid] = holder.split('/');
  if (holder === mine || host !== hostname() || !/^\d+$/.test(pid ?? '')) return false;
  // The same number is ours now: in a container every start has the same one.
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
