/** By what they are about: the end of the last that was asked there. */
const lanes = new Map<string, Promise<unknown>>();

/** Asks when what was asked about the same thing before has its answer, whichever that is: a second change never overtakes the first. */
export function inTurn<T>(about: string, ask: () => Promise<T>): Promise<T> {
  const asked = (lanes.get(about) ?? Promise.resolve()).then(ask);
  // Whoever asked is told of a refusal; the next one only waits for it.
  const end: Promise<unknown> = asked.then(noMore, noMore);
  lanes.set(about, end);
  return asked;

  function noMore(): void {
    if (lanes.get(about) === end) lanes.delete(about);
  }
}
