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
/** Where their characters are, among others: most texts are written in Latin letters, and need no further look. */
const BEYOND_LATIN = /[\u0370-\u1fff\u2100-\uffff]/;
/** This many letters of a script say that it is the text's own, not a name in it. */
const ENOUGH = 2;

/**
 * The language of a text as far as its script alone tells; null for the many that are written in Latin letters. Kana
 * comes before Han: Japanese has both. Chinese in traditional characters is `zh-Hant` (BCP 47).
 */
export function languageOfScript(text: string): string | null {
  const start = text.slice(0, 2000);
  if (!BEYOND_LATIN.test(start)) return null;
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find(([script]) => {
    const count = start.match(new RegExp(script, 'gu'))?.length ?? 0;
    return count >= ENOUGH && count * 5 >= letters;
  });
  return found?.[1] === 'zh' && isTraditional(start) ? 'zh-Hant' : (found?.[1] ?? null);
}

/** Common characters that only one of the two Chinese scripts has. */
const TRADITIONAL =
  /[這們個說會來時對為過還沒麼點樣見請問謝嗎請訂單貨發開關電話壞換購買號碼幾書員東車長門間應實現點進運費達網頁訊帳單樂愛讓從裡後給當動機]/gu;
const SIMPLIFIED =
  /[这们个说会来时对为过还没么点样见请问谢吗订单货发开关电话坏换购买号码几书员东车长门间应实现进运费达网页讯账乐爱让从里后给当动机]/gu;

const isTraditional = (text: string): boolean => (text.match(TRADITIONAL)?.length ?? 0) > (text.match(SIMPLIFIED)?.length ?? 0);

/** The first language of an `Accept-Language` header, in lower case (RFC 9110, 12.5.4); null when there is none. */
export function firstLanguage(header: string | undefined): string | null {
  const tag = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(header ?? '')?.[1];
  return tag ? tag.toLowerCase() : null;
}
