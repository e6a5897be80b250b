/** Languages that a telephone voice reads words in: BCP 47, as Twilio's <Say> takes them. */
export const SPOKEN_LANGUAGES = [
  ...(['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IE', 'en-IN', 'en-NZ', 'en-ZA', 'zh-CN', 'zh-TW', 'zh-HK', 'af-ZA', 'ar-AE', 'bg-BG', 'bn-IN', 'ca-ES', 'cs-CZ', 'cy-GB', 'da-DK', 'de-AT', 'de-DE', 'el-GR'] as const),
  ...(['es-ES', 'es-MX', 'es-US', 'fi-FI', 'fil-PH', 'fr-BE', 'fr-CA', 'fr-FR', 'he-IL', 'hi-IN', 'hu-HU', 'id-ID', 'is-IS', 'it-IT', 'ja-JP', 'ko-KR', 'lv-LV', 'ms-MY', 'nb-NO', 'nl-BE', 'nl-NL', 'pl-PL'] as const),
  ...(['pt-BR', 'pt-PT', 'ro-RO', 'ru-RU', 'sk-SK', 'sr-RS', 'sv-SE', 'th-TH', 'tr-TR', 'uk-UA', 'vi-VN'] as const),
];
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];
