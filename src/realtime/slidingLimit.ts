/** At most `most` in any `perMs`: each call asks for one more. */
export function slidingLimit(most: number, perMs: number): () => boolean {
  let times: number[] = [];
  return () => {
    const now = performance.now();
    times = times.filter((time) => now - time < perMs);
    if (times.length >= most) return false;
    times.push(now);
    return true;
  };
}
