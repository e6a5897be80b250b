import iconv from 'iconv-lite';
import { guessLatin } from './guessLatin.js';

/** Bytes looked at: enough to tell, and cheap. */
const SAMPLE = 20_000;

const SIMPLIFIED =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指您请谢订单收货退款网站客服支付密码账户电话';
const TRADITIONAL =
  '的一是不了人我在有他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小么心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰乾接它許八特覺望直服毛林題建南度統色字請愛讓認訂單您謝網客戶帳';
const HANGUL =
  '이다는을에의가하고로한기지사도은어를인시아해들자리그있대수습니니까요나것정부안서제주게전으여과세일보주문감합드립확요청문의연락고객배송환불결';
const KANJI =
  '日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法様願致返信件名注文届商品電話番号';

interface Candidate {
  charset: string;
  /** How much of the text consists of characters that are frequent in its language, 0..1. */
  score(text: string): number;
  enough: number;
}

const CANDIDATES: readonly Candidate[] = [
  { charset: 'gb18030', score: (text) => share(text, SIMPLIFIED), enough: 0.3 },
  { charset: 'big5', score: (text) => share(text, TRADITIONAL), enough: 0.3 },
  { charset: 'shift_jis', score: japanese, enough: 0.4 },
  { charset: 'euc-jp', score: japanese, enough: 0.4 },
  { charset: 'cp949', score: (text) => share(text, HANGUL), enough: 0.3 },
  { charset: 'windows-1251', score: cyrillic, enough: 0.55 },
  { charset: 'koi8-r', score: cyrillic, enough: 0.55 },
];

/**
 * Which charset unlabelled 8-bit bytes are probably in; null when none is likely (then windows-1252 is as good as any).
 * Only called for bytes that are not UTF-8.
 */
export function guessCharset(bytes: Buffer): string | null {
  const sample = bytes.length > SAMPLE ? bytes.subarray(0, SAMPLE) : bytes;
  let best: { charset: string; score: number } | null = null;
  for (const candidate of CANDIDATES) {
    const text = iconv.decode(sample, candidate.charset);
    const unknown = text.split('\uFFFD').length - 1;
    // A cut at the end of the sample may break one character.
    if (unknown > 1) continue;
    const score = candidate.score(text);
    if (score >= candidate.enough && score > (best?.score ?? 0)) best = { charset: candidate.charset, score };
  }
  return best?.charset ?? guessLatin(sample);
}

/** Of the letters beyond ASCII, how many are in the list. */
function share(text: string, list: string): number {
  const letters = [...text.replace(/[\0-\x7f\u3000-\u303f\uff00-\uff5e\u2010-\u2026]/g, '')];
  if (letters.length === 0) return 0;
  const common = new Set(list);
  return letters.filter((letter) => common.has(letter)).length / letters.length;
}

/** Kana, and frequent kanji for half; half-width katakana are what other charsets look like. */
function japanese(text: string): number {
  const letters = [...text.replace(/[\0-\x7f\u3000-\u303f\uff00-\uff5e]/g, '')];
  if (letters.length === 0) return 0;
  const kana = letters.filter((letter) => /[\u3041-\u30ff]/.test(letter)).length;
  if (kana === 0) return 0;
  const common = new Set(KANJI);
  return (kana + letters.filter((letter) => common.has(letter)).length) / letters.length;
}

/**
 * The frequent small letters; koi8-r and windows-1251 swap the cases, and the wrong one gives few small ones. Accented
 * Latin text read as Cyrillic has them inside words of ASCII letters.
 */
function cyrillic(text: string): number {
  const letters = text.replace(/[\0-\x7f\u00a0-\u00bf\u2010-\u2122]/g, '');
  const mixed = text.match(/[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]/gi)?.length ?? 0;
  if (letters.length < 4 || mixed > letters.length / 10) return 0;
  return letters.replace(/[^оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґё]/g, '').length / letters.length;
}
