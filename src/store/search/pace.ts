/** Work of this length is not felt by others. */
const SLICE_MS = 8;

/**
 * Lets timers, sockets and other requests run now and then. Reads from memory or SQLite end without a turn of the event
 * loop, so a search of a thousand such reads would hold it from beginning to end.
 */
export class Pace {
  #since = performance.now();

  /** @returns a promise when it is time to wait for; undefined when the work may go on. */
  rest(): Promise<void> | undefined {
    if (performance.now() - this.#since < SLICE_MS) return undefined;
    return this.#turn();
  }

  async #turn(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
