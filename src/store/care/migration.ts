import type { RawCollection } from './rawStore.js';

export interface Migration {
  /** `0001-title`, as its file is called: its place in the order, and its name in the store. */
  id: string;
  /** What it does, as a sentence for the administrator. */
  about: string;
  /** True when processes of the release before keep working during and after it: then it runs by itself at start. */
  safe: boolean;
  /**
   * Does one batch and returns where the next one begins; null when nothing is left. A batch may run twice (its process
   * was killed before the place was noted), and other processes write meanwhile: so change documents by filters that no
   * longer match afterwards.
   * @param after what the batch before returned; null at first
   */
  step(db: MigrationDb, after: unknown): Promise<{ after: unknown; changed: number } | null>;
}

/** What a migration may touch: documents as they are stored, past all schemas. */
export interface MigrationDb {
  collection(name: string): RawCollection;
}
