/** Lets timers, sockets and other requests have their turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Knows when the turn of the event loop that runs now was first seen here. */
export class Turn {
  #since = 0;
  #armed = false;
  /** Counts turns in which somebody asked. */
  number = 0;

  /** The number of this turn. */
  now(): number {
    if (!this.#armed) {
      this.#armed = true;
      this.number++;
      this.#since = performance.now();
      setImmediate(() => (this.#armed = false));
    }
    return this.number;
  }

  /** Milliseconds since work was first seen in this turn. */
  spentMs(): number {
    this.now();
    return performance.now() - this.#since;
  }
}
