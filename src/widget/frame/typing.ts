const EVERY_MS = 2000;
/** A signal older than this tells nothing any more. */
const FRESH_MS = 3000;

/** Tells that somebody types, at most every two seconds. The first signal counts most: typed before there is a line, it goes once there is. */
export function createTyping(tell: () => void) {
  let toldAt = 0;
  let waitingSince = 0;
  return {
    typed(connected: boolean): void {
      const now = Date.now();
      if (!connected) waitingSince = now;
      else if (now - toldAt >= EVERY_MS) {
        toldAt = now;
        tell();
      }
    },
    connected(): void {
      if (Date.now() - waitingSince > FRESH_MS) return;
      waitingSince = 0;
      toldAt = Date.now();
      tell();
    },
  };
}
