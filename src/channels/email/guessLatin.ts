import iconv from 'iconv-lite';

/** A language whose letters a western reader shows as others, `ř` as `ø`, and `ş` as `þ`. */
interface Tongue {
  charset: string;
  /** Its small letters beyond ASCII. */
  letters: string;
  /** Its commonest words that no western language has. */
  words: ReadonlySet<string>;
}

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const TONGUES: readonly Tongue[] = [
  {
    charset: 'windows-1250',
    letters: 'áčďéěíňóřšťúůýž',
    words: wordsOf(
      'že jsem jsme jste jsou není nebo když při prosím děkuji děkuju děkujeme dobrý který která které jako ještě také taky bych byla bylo mám máme máte můj moje vás vám nás jak kdy kde proč už aby až tento toto všechno mohu můžete může stále těším přeji řešení dnes včera zítra pořád zásilka zásilku objednávka objednávku objednávky zboží číslo nefunguje chtěl chtěla být byl než mě jen jejich',
    ),
  },
  {
    charset: 'windows-1250',
    letters: 'ąćęłńóśźż',
    words: wordsOf(
      'nie się jest są że jak czy gdzie kiedy dlaczego dzień dobry proszę prosiłbym dziękuję dziękujemy zamówienie zamówienia mam mój moje moją już jeszcze tylko dla przez oraz który która które bardzo został została zostało być było była może mogę można państwa pieniądze przesyłka przesyłki paczka paczki chciałbym chciałabym działa pozdrawiam wciąż więc też niż był jestem państwo szanowni jego',
    ),
  },
  {
    charset: 'windows-1250',
    letters: 'áéíóöőúüű',
    words: wordsOf(
      'egy hogy nem és kérem kérek kérném köszönöm köszönettel tisztelt üdvözlettel rendelés rendelésem rendelést csak már még ezt azt vagy mert kell szeretném szeretnék lehet nincs tudom tudnak önök jó napot után előtt nekem mikor miért csomag csomagot számú működik időpont időpontot kétszer össze első ő között meg amit minden miatt tegnap',
    ),
  },
  {
    charset: 'windows-1254',
    letters: 'âçğıîöşüû',
    words: wordsOf(
      'bir bu için çok değil olarak merhaba teşekkür teşekkürler ederim ederiz sipariş siparişim siparişimi siparişin lütfen yok daha kadar nasıl iyi günler sayın gibi olan henüz ürün ürünü hâlâ bana benim numaralı ancak veya bugün önce sonra neden çalışmıyor istiyorum adı adım şey şu kırık yanlış aldım olduğunu ise',
    ),
  },
];

/** So many of its words, each counted once, and one of them with a letter beyond ASCII: what is encoded may hold any other. */
const WORDS_MIN = 2;
/** Names of others may stand among its letters. */
const STRANGE_MAX = 0.1;
const NOT_ASCII = /[^\0-\x7f]/;
const PUNCTUATION = /[\u00a0\u00a7\u00ab\u00b0\u00b4\u00b7\u00bb\u2010-\u203a\u20ac]/g;

/**
 * Which charset that western readers get wrong unlabelled bytes in Latin letters are probably in: Czech, Polish, Hungarian and
 * Turkish tell themselves by common words and by using no letters but their own. In doubt null: one word too few is only shown as before.
 */
export function guessLatin(sample: Buffer): string | null {
  let best: { charset: string; found: number } | null = null;
  for (const { charset, letters, words } of TONGUES) {
    // Turkish capital dotted I becomes an i and a dot.
    const text = iconv.decode(sample, charset).toLowerCase().replaceAll('i\u0307', 'i');
    const beyond = [...text.replace(/[\0-\x7f]/g, '').replace(PUNCTUATION, '')];
    if (beyond.length === 0 || beyond.filter((letter) => !letters.includes(letter)).length > beyond.length * STRANGE_MAX) continue;
    const known = new Set((text.match(/\p{L}+/gu) ?? []).filter((word) => words.has(word)));
    if (known.size < WORDS_MIN || known.size <= (best?.found ?? 0) || ![...known].some((word) => NOT_ASCII.test(word))) continue;
    best = { charset, found: known.size };
  }
  return best?.charset ?? null;
}
