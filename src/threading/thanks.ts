import type { Written } from '../screening/fold/foldOf.js';
import { ownWords } from './ownWords.js';

/** Words that thank, and words that may stand beside them without asking for anything. */
const THANKS = new Set(
  'thanks thank thx ty tnx danke dankeschön vielen merci gracias obrigado obrigada grazie bedankt dank tack takk dziękuję спасибо ありがとう'.split(
    ' ',
  ),
);
const HARMLESS = new Set(
  (
    'you very much so a lot lots million again for your the quick fast great kind help support reply answer response service all everything everyone ' +
    'is it its that this was now works working fine perfect perfectly excellent awesome super good ok okay solved resolved fixed sorted done yes hi hello dear hey team ' +
    'best regards kind many cheers have nice day weekend appreciate appreciated i we really got received sincerely yours ' +
    'schön für die ihre eure schnelle hilfe antwort alles klappt funktioniert jetzt gut prima beste freundliche grüße liebe viele und herzlichen sehr besten ' +
    'beaucoup pour votre aide réponse tout fonctionne bien cordialement parfait bonne journée et bonjour ' +
    'muchas mil por su tu ayuda respuesta todo funciona perfecto saludos muito grazie mille tante'
  ).split(' '),
);
/** Chinese, Japanese and Korean thanks: with these taken out, nothing may be left. Longer ones first. */
const CJK_THANKS =
  /非常感谢|非常感謝|十分感谢|十分感謝|万分感谢|感谢|感謝|谢谢|謝謝|多谢|多謝|谢了|辛苦了|ありがとうございました|ありがとうございます|ありがとう|助かりました|고맙습니다|감사합니다/gu;
const CJK_HARMLESS =
  /帮助|幫助|支持|回复|回覆|答复|解答|处理|處理|问题|問題|已经|已經|解决|解決|收到|知道|明白|好的|可以|没问题|沒問題|客服|大家|你们|你們|您们|非常|你|您|们|們|了|啦|的|啊|呀|哦|嗯|好|已|很|太|真|都|再次/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Whether a message says thank you and nothing else, so that a solved ticket may stay solved. Strict: a word too many
 * and it counts as a question, since reopening for nothing costs a click and a missed question costs a customer.
 */
export function isPureThanks(message: Written): boolean {
  const own = ownWords(message, 400).normalize('NFKC');
  if (own.length > 200 || /[?¿]/.test(own)) return false;
  const words = own.replace(/[\p{Emoji_Presentation}\p{Extended_Pictographic}\u200d\ufe0f]/gu, ' ');
  return CJK.test(words) ? isCjkThanks(words) : isLatinThanks(words);
}

function isCjkThanks(text: string): boolean {
  const without = text.replace(CJK_THANKS, '');
  if (without === text) return false;
  return without.replace(CJK_HARMLESS, '').replace(/[\s\p{P}\p{S}]/gu, '') === '';
}

function isLatinThanks(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}']+/gu) ?? [];
  let thanks = false;
  let names = 0;
  for (const word of words) {
    const plain = word.toLowerCase().replace(/'s$/, '').replace(/'/g, '');
    if (THANKS.has(plain)) thanks = true;
    else if (HARMLESS.has(plain)) continue;
    // A name after a greeting or below the thanks; anything in small letters is something said.
    else if (/^\p{Lu}\p{Ll}+$/u.test(word)) names++;
    else return false;
  }
  return thanks && names <= 2;
}
