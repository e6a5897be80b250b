/** The languages that console, widget and our own texts speak. */
export const LANGUAGES = ['en', 'zh-CN', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Chinese in traditional characters, by script or by place (BCP 47): zh-Hant, zh-TW, zh-HK, zh-MO, zh-Hant-HK. */
const TRADITIONAL = /^zh[-_](?:hant|tw|hk|mo)\b/i;

/** By its script or, without one, its place; upper and lower case, hyphen and underscore are the same. */
export const isTraditionalChinese = (tag: string): boolean => TRADITIONAL.test(tag);

/** The first of some language tags that we speak; null when we speak none of them. */
export function spokenOf(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    if (/^en\b/i.test(tag)) return 'en';
    if (/^zh(?:[-_]|$)/i.test(tag)) return isTraditionalChinese(tag) ? 'zh-TW' : 'zh-CN';
  }
  return null;
}
