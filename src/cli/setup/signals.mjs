/** npm passes on a Ctrl-C that the terminal has sent us already: two this close are one. */
const SAME_REQUEST_MS = 700;

/**
 * Listens for the wish to stop: Ctrl-C, SIGTERM, a closed terminal. The first asks politely, a second one forces.
 */
export function onStopRequest() {
  let askedAt = 0;
  let onFirst = () => {};
  let onForce = () => {};
  const hear = () => {
    const now = performance.now();
    if (askedAt === 0) {
      askedAt = now;
      onFirst();
    } else if (now - askedAt > SAME_REQUEST_MS) {
      onForce();
    }
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, hear);

  return {
    asked: () => askedAt > 0,
    /** @param {{ first: () => void, force: () => void }} handlers */
    handle({ first, force }) {
      onFirst = first;
      onForce = force;
      if (askedAt > 0) first();
    },
    forget() {
      for (const signal of signals) process.off(signal, hear);
    },
  };
}

/** @typedef {ReturnType<typeof onStopRequest>} StopRequest */
