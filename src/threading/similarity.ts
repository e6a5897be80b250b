import { searchWords } from '../lib/words.js';

/**
 * Words that say nothing about what an issue is: grammar, greetings, and what every letter to a help desk holds.
 * English, German, French, Spanish; six letters of each at most (see `stem`).
 */
const EMPTY_WORDS = new Set(
  (
    'a an the and or but not no yes of in on at to for from with without by as is are was were be been being am do does did done have has had ' +
    'will would can could shall should may might must i me my we us our you your he she it its they them their this that these those there here ' +
    'what when where which who why how any some all more most very just only also too so if then than about into out up down over again still now ' +
    'hi hello hey dear sir madam mr mrs ms please thanks thank regards best kind sincer cheers morning good day help problem proble issue questi ' +
    'order orders ticket suppor custom servic messag email mail contac number info inform need want got get re fw fwd aw wg ' +
    'der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war ich mich mir mein meine meinen wir uns unser ' +
    'sie ihr ihre ihnen er es du mit ohne von vom zu zum zur im am auf aus bei bitte danke hallo guten tag sehr geehrt damen herren freund grüße ' +
    'grüßen gruß frage fragen hilfe wie was wann wo warum noch schon auch nur habe haben hat hatte wird werden kann ' +
    'le la les un une des du de et ou mais pas est sont je moi mon ma mes nous notre vous votre vos il elle ils ce cette ces que qui quoi dans ' +
    'sur avec sans pour par bonjou merci madame monsie cordia questi aide plus encore comman ' +
    'el los las una uno unos y o pero es son yo mi mis su sus nos nuestr usted ustede que qué en con sin para por hola gracia buenos días dias ' +
    'ayuda pregun pedido saludo ' +
    // Greetings, signatures and dates.
    'mornin aftern evenin team wish wishe regard advanc many your yours sincer day today yesterday week month mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec ' +
    'liebe lieber liebes team tage tagen heute gester woche beste viele vielen vorau grüsse ' +
    'bonsoi chère cher équipe jour jours semain mois aujour hier bien votre avance saluta ' +
    'bueno buena tarde noche día días estima equipo cordia hoy ayer semana mil sus del al por para señore ' +
    'olá bom boa tarde prezad equipe obriga atenci dia dias semana hoje ontem'
  ).split(' '),
);

/** Chinese and Japanese pairs of characters that are grammar or politeness, in both kinds of Chinese writing. */
const EMPTY_PAIRS = new Set(
  (
    '你好 您好 请问 請問 谢谢 謝謝 我的 我们 我們 你们 你們 您的 这个 這個 那个 那個 什么 什麼 怎么 怎麼 为什 為什 可以 没有 沒有 现在 現在 已经 已經 ' +
    '还是 還是 问题 問題 帮我 幫我 帮忙 幫忙 一下 一个 一個 需要 希望 如何 是否 不是 还没 還沒 客服 订单 訂單 我想 想要 麻烦 麻煩 ' +
    '您好 尽快 儘快 处理 處理 麻煩 盼复 盼覆 在吗 在嗎 天了 今天 了一 的是 谢您 謝您 ました まし しま した いた おり りま ませ せん いし お忙 忙し いと とこ ころ ろ失 失礼 礼し はじ じめ めま して ' +
    'です ます した して ない から まで この その あの こと もの よう ござ ざい いま ると った いて お願 願い'
  ).split(' '),
);

/**
 * The words that tell issues apart, shortened so that `delivery` meets `delivered`; Chinese, Japanese and Korean as
 * pairs of characters. Only the beginning of a text is read: this runs for every candidate of every message.
 */
export function significantWords(text: string, max = 40): Set<string> {
  const words = new Set<string>();
  for (const word of searchWords(text.slice(0, 800), 120)) {
    const stem = stemOf(word);
    if (stem && !EMPTY_WORDS.has(stem) && !EMPTY_PAIRS.has(stem)) words.add(stem);
    if (words.size >= max) break;
  }
  return words;
}

/** How much a set and a list of words share, 0..1: the cosine of the two, so that a long text gains nothing by its length. */
export function similarity(a: ReadonlySet<string>, b: readonly string[]): number {
  return cosine(commonWords(a, b), a.size, b.length);
}

/** The cosine of two lists of so many words that have so many in common. */
export function cosine(common: number, a: number, b: number): number {
  return common === 0 ? 0 : common / Math.sqrt(a * b);
}

/** @param b each word once. @returns how many words are in both. */
export function commonWords(a: ReadonlySet<string>, b: readonly string[]): number {
  let common = 0;
  for (const word of b) if (a.has(word)) common += 1;
  return common;
}

/** Six letters are enough to know a European word by; numbers count whole, single letters not at all. */
function stemOf(word: string): string {
  if (word.charCodeAt(0) > 0x2e7f) return word;
  // Days, hours and years are in every mail.
  if (/^\d{1,2}$|^20\d\d$/.test(word)) return '';
  if (/\d/.test(word)) return word;
  const singular = word.length > 3 ? word.replace(/s$/, '') : word;
  return singular.length < 2 ? '' : singular.slice(0, 6);
}
