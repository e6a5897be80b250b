/**
 * The sentence that mail programs put above a quotation: "On 3 Mar 2026, Ann wrote:". Each program has its own in each
 * language, often wrapped over several lines.
 */

/** "wrote" as mail programs say it. The languages without word boundaries stand apart. */
const VERB = new RegExp(
  '(?:^|[\\s,;>)"\'”»\\]])(?:' +
    [
      'wrote',
      'writes',
      'schrieb',
      'geschrieben',
      'a écrit',
      'écrivait',
      'escribió',
      'escribe',
      'escrigué',
      'ha escrit',
      'escreveu',
      'ha scritto',
      'scrive',
      'schreef',
      'geschreven',
      'skrev',
      'skrifaði',
      'kirjoitti',
      'napisał(?:a|\\(a\\)|\\/a)?',
      'pisze',
      'napsal(?:a|\\(a\\))?',
      'napísal(?:a|\\(a\\))?',
      'píše',
      'ezt írta',
      'írta',
      'a scris',
      'пишет',
      'писал(?:а|\\(а\\))?',
      'написал(?:а|\\(а\\)|\\/а)?',
      'пише',
      'написав',
      'написала',
      'написа',
      'yazdı',
      'şunu yazdı',
      'έγραψε',
      'כתבה?',
      'כתב/ה',
      'מאת',
      'كتب(?:ت)?',
      'بواسطة',
      'đã viết',
      'menulis',
      'telah menulis',
      'je napisao',
      'je napisal',
      'rašė',
      'rakstīja',
      'kirjutas',
    ].join('|') +
    ')(?=[\\s:：(<,]|$)',
  'iu',
);
const VERB_CJK =
  /(?:写道|寫道|写到|撰写|撰寫|来信|のメール|は書きました|さんが書きました|님이 작성|님이 다음과 같이 작성|작성|쓴 글|เขียนว่า|เขียน)[^\p{L}\d]{0,6}$/u;

/** How such a sentence begins, when it is wrapped over lines. */
const START = new RegExp(
  '^\\s*(?:' +
    [
      '(?:on|am|le|el|em|il|il giorno|in data|op|den|at|à|a las|às|no dia|w dniu|dne|dňa|la|în|pe|vào|pada|tarihinde|în data|on date|quoting|στις)\\s',
      '(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mié|jue|vie|sáb|dom|jeu|ven|sam|seg|ter|qua|qui|sex|man|tir|tor|lør|søn|ons|fre|lör|sön|ma|ti|ke|to|pe|la|su|pon|wt|śr|czw|pt|sob|niedz|po|út|st|čt|pá|so|ne|пн|вт|ср|чт|пт|сб|вс|pzt|sal|çar|per|cum|cmt|paz)\\p{L}{0,9}[.,]?\\s',
      '\\d{1,4}[./年년-]',
      '(?:в|у)\\s',
      '(?:在|于|於)',
      'في\\s',
      'ב',
      'ในวันที่',
      '\\d{1,2}\\s+\\p{L}',
      '["\'“«]?\\p{Lu}[^<>\\n]{0,80}<[^<>\\s]+@',
    ].join('|') +
    ')',
  'iu',
);

const ENDS_WITH_COLON = /[:：]["'”»*_]*\s*$/u;
/** With a date, a time and an address in angle brackets no verb is needed: Gmail in Russian and Japanese. */
const DATED_ADDRESS = /\d{4}.{3,200}<[^<>\s]{1,250}@[^<>\s]{1,250}>[^\p{L}]{0,4}[:：]\s*$/u;
/** "On 3 Mar I wrote to you:" is a person's: no program says I, we or you. */
const SPEAKS_OF_US =
  /(?<![\p{L}\p{N}'’.])(?:i|we|you|to (?:me|us)|ich|wir|mir|uns|ihnen|euch|je|j['’]\p{L}+|nous|vous|moi|yo|nosotros|eu|ik|mij|wij|jag|jeg|ja|я|мы|мне|нам|вам)(?![\p{L}\p{N}'’.])|(?<!\p{L})(?:ho scritto|schreef u|skrev (?:vi|ni))(?!\p{L})|我|私|제가|저는/iu;
/** A time of the day, and no part of a date. */
export const CLOCK = /(?<![\d./-])\d{1,2}\s?[:.h時时点]\s?\d{2}(?!\d|[./-]\d)/;
const MAX_LINE = 300;
const MAX_LINES = 4;

/** The line, or lines, with which a mail program begins a quotation. */
export interface Intro {
  /** Lines that it takes. */
  lines: number;
  /** Enough to believe that a quotation follows, even when none of its lines is marked. */
  strong: boolean;
}

/** The introduction of a quotation that begins at `lines[at]`, or null. */
export function introAt(lines: readonly string[], at: number): Intro | null {
  const first = lines[at] ?? '';
  if (first.length > MAX_LINE || first.trim() === '') return null;
  const single = weigh(first);
  if (single) return { lines: 1, ...single };
  if (ENDS_WITH_COLON.test(first) || !START.test(first) || !/[\d@]/.test(first)) return null;
  let joined = first.trim();
  for (let count = 2; count <= MAX_LINES; count += 1) {
    const next = lines[at + count - 1];
    if (next === undefined || next.trim() === '' || next.length > MAX_LINE || /^\s*>/.test(next)) return null;
    joined += ` ${next.trim()}`;
    const found = weigh(joined);
    if (found) return { lines: count, ...found };
  }
  return null;
}

function weigh(sentence: string): { strong: boolean } | null {
  const cjk = VERB_CJK.test(sentence);
  if (!cjk && !ENDS_WITH_COLON.test(sentence)) return null;
  if (DATED_ADDRESS.test(sentence)) return { strong: true };
  if (!cjk && !VERB.test(sentence)) return null;
  if (SPEAKS_OF_US.test(sentence.replace(/<[^<>]*>/g, ' '))) return { strong: false };
  const dated = /\d{4}|\d{1,2}[./-]\d{1,2}/.test(sentence);
  return { strong: (/\S@\S/.test(sentence) && (dated || /<\S+@\S+>/.test(sentence))) || (dated && CLOCK.test(sentence)) };
}
