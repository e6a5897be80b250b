const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
];
/** This many letters of a script say that it is the text's own, not a name in it. */
const ENOUGH = 2;

/**
 * The language of a text as far as its script alone tells; null for the many that are written in Latin letters. Kana
 * comes before Han: Japanese has both.
 */
export function languageOfScript(text: string): string | null {
  const start = text.slice(0, 2000);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find(([script]) => {
    const count = start.match(new RegExp(script, 'gu'))?.length ?? 0;
    return count >= ENOUGH && count * 5 >= letters;
  });
  return found?.[1] ?? null;
}

/** The first language of an `Accept-Language` header, in lower case (RFC 9110, 12.5.4); null when there is none. */
export function firstLanguage(header: string | undefined): string | null {
  const tag = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(header ?? '')?.[1];
  return tag ? tag.toLowerCase() : null;
}
