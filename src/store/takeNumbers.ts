/**
 * Numbers in a row for those who ask one by one: who asks while a write goes on shares the next one with all that wait.
 * @param raise takes so many, with one write. @returns the first of them.
 */
export function takeNumbers(raise: (count: number) => Promise<number>): () => Promise<number> {
  let waiting: { resolve: (number: number) => void; reject: (error: unknown) => void }[] = [];
  let taking = false;

  return () =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      if (!taking) void take();
    });

  async function take(): Promise<void> {
    taking = true;
    while (waiting.length > 0) {
      const asking = waiting;
      waiting = [];
      try {
        const first = await raise(asking.length);
        asking.forEach(({ resolve }, i) => resolve(first + i));
      } catch (error) {
        for (const { reject } of asking) reject(error);
      }
    }
    taking = false;
  }
}
