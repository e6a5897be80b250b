/** For so long must Redis have said, each time that it was asked, that nobody but this process listens. */
const SURE_AFTER_MS = 10_000;

interface Publisher {
  /** @returns how many connections heard it, this process's own among them; 0 when it did not go */
  publish(channel: string, message: string | Buffer): Promise<number>;
}

/**
 * Spares a process that is alone its pushes to others: each would only come back to it by Redis and be thrown away. What the
 * processes ask each other always goes, every few seconds (`PresenceSync.beat`), and tells by how many heard it whether
 * somebody is there. One that begins to listen, or does again, asks the others at once, and their answers are heard by two.
 * @param isListening whether this process hears what it says; if not, the one that heard it is another
 * @param isPush whether a channel is one of pushes
 */
export function sparePushes<P extends Publisher>(publisher: P, isListening: () => boolean, isPush: (channel: string) => boolean): P {
  let aloneSince: number | null = null;

  async function publish(channel: string, message: string | Buffer): Promise<number> {
    if (isPush(channel) && aloneSince !== null && performance.now() - aloneSince > SURE_AFTER_MS) return 1;
    const heard = await publisher.publish(channel, message);
    if (heard === 1 && isListening()) aloneSince ??= performance.now();
    else aloneSince = null;
    return heard;
  }

  return { ...publisher, publish };
}
