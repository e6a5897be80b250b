/**
 * The tags of a ticket once a change of them is taken back: those that the change gave go, those that it took come back, and what
 * others have made of them since stays.
 * @param before those before the change
 * @param after those that it left
 * @param now those that there are by now
 */
export function tagsBack(before: readonly string[], after: readonly string[], now: readonly string[]): string[] {
  const kept = now.filter((tag) => before.includes(tag) || !after.includes(tag));
  const gone = before.filter((tag) => !after.includes(tag) && !kept.includes(tag));
  return [...kept, ...gone];
}
