import type { Language } from '../../contract/languages.js';

export { LANGUAGES, type Language } from '../../contract/languages.js';

/** Each language in its own words. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' };
