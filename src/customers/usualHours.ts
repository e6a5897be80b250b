/** From `from` (0-23) up to, not with, `to` (1-24): the clock hours in which somebody mostly writes. */
export interface UsualHours {
  from: number;
  to: number;
  /** How many hours of writing it was told from. */
  messages: number;
}

const FEWEST = 5;
/** So much of what he wrote lies in them, or he has no usual hours. */
const SHARE = 0.6;
const LONGEST = 6;

/**
 * The shortest stretch of the day that holds most of what a customer wrote, on his own clock; null while too little is
 * known, for a zone that there is not, and for those who write at all hours. Several messages of one hour count once:
 * who sends ten short texts in a row has written one time.
 */
export function usualHours(wroteAt: readonly Date[], timeZone: string | null): UsualHours | null {
  const clock = timeZone === null ? null : clockOf(timeZone);
  if (!clock) return null;
  const perHour = Array.from({ length: 24 }, () => 0);
  const occasions = new Set(wroteAt.map((at) => clock.format(at)));
  for (const occasion of occasions) perHour[Number(occasion.slice(-2)) % 24]! += 1;
  if (occasions.size < FEWEST) return null;
  for (let length = 1; length <= LONGEST; length++) {
    const sums = Array.from({ length: 24 - length + 1 }, (_, from) => perHour.slice(from, from + length).reduce((sum, n) => sum + n, 0));
    const best = Math.max(...sums);
    if (best / occasions.size >= SHARE) return { from: sums.indexOf(best), to: sums.indexOf(best) + length, messages: occasions.size };
  }
  return null;
}

/** Writes a moment as day and hour there, the hour last. */
function clockOf(timeZone: string): { format(at: Date): string } | null {
  try {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    });
    return { format: (at) => parts.format(at) };
  } catch {
    return null; // A RangeError: somebody typed a zone that does not exist, so his hours are not known.
  }
}
