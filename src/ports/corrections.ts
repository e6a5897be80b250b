import type { List } from '../contract/common.js';
import type { Correction } from '../tickets/correction.js';

/** What people put right, for ever. */
export interface CorrectionStore {
  /** Those that are there already are left as they are. */
  add(corrections: Correction[]): Promise<void>;
  /** Those that one event told of; none for most. */
  ofEvent(eventId: string): Promise<Correction[]>;
  /** Newest first. */
  list(query: { limit: number; cursor?: string | undefined }): Promise<List<Correction>>;
  /** How many decisions of each rule were put right since and stayed so. */
  counts(since: Date): Promise<Map<string, number>>;
}
