/**
 * Lets those in this process who want to change the same record do so one after the other. For thrift only: what is right
 * is decided by the write itself, which others may still win, but of fifty at once forty-nine need not try in vain.
 * Work must not ask for the same key again from inside.
 */
export function takingTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key);
    const mine = before === undefined ? work() : before.then(work);
    // Whoever waits goes on whether it went well or not; the outcome is the caller's.
    const over = mine
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (last.get(key) === over) last.delete(key);
      });
    last.set(key, over);
    return mine;
  };
}
