/**
 * At most `width` runs per key at a time in this process; the others wait their turn. With it a limit that counts runs
 * under way does not refuse an honest crowd (several people of one office, a test) that signs in at the same moment.
 */
export function createGate(width: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const running = new Map<string, { count: number; waiting: (() => void)[] }>();

  return async (key, work) => {
    const state = running.get(key) ?? { count: 0, waiting: [] };
    running.set(key, state);
    if (state.count >= width) await new Promise<void>((resolve) => state.waiting.push(resolve));
    else state.count++;
    try {
      return await work();
    } finally {
      const next = state.waiting.shift();
      if (next) next();
      else if (--state.count === 0) running.delete(key);
    }
  };
}
