/** What an issue is about. `key` is stored and never changes, `name` is shown. */
export interface Topic {
  key: string;
  name: { en: string; 'zh-CN': string };
  /** Words that show it, in any language. A `*` at the end stands for any ending: `refund*`. */
  keywords: string[];
}
