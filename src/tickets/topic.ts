import type { Language } from '../contract/languages.js';

/** What an issue is about. `key` is stored and never changes, `name` is shown. */
export interface Topic {
  key: string;
  name: Record<Language, string>;
  /** Words that show it, in any language. A `*` at the end stands for any ending: `refund*`. */
  keywords: string[];
}
