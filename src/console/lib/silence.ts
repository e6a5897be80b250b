/** The server says every three seconds that it is there; three of that may be late before anybody is told. */
const SILENT_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 1000;

/**
 * Tells when a line has fallen silent on which something is heard every few seconds, and when it speaks again. A server that
 * hangs answers nothing and breaks nothing: a socket notices that after up to 45 s. What counts is the time between two
 * signs of life, not how long each was on its way, so a slow line that lives is never called silent.
 */
export function createSilence({ onSilent, onHeard }: { onSilent: () => void; onHeard: () => void }) {
  let heardAt = 0;
  let lookedAt = 0;
  let silent = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  function look(): void {
    const now = Date.now();
    // The page itself was asleep, and what came meanwhile is still to be read.
    if (now - lookedAt > 3 * LOOK_EVERY_MS) heardAt = Math.max(heardAt, now);
    lookedAt = now;
    if (silent || now - heardAt < SILENT_AFTER_MS) return;
    silent = true;
    onSilent();
  }

  return {
    /** A sign of life. The first one on a line begins the watch. */
    heard(): void {
      heardAt = Date.now();
      if (timer === undefined) {
        lookedAt = heardAt;
        timer = setInterval(look, LOOK_EVERY_MS);
      }
      if (!silent) return;
      silent = false;
      onHeard();
    },
    /** The line is closed; nothing is expected of it any more. */
    stop(): void {
      clearInterval(timer);
      timer = undefined;
      silent = false;
    },
  };
}
