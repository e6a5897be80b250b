/** What stands below the words of a mail of ours: the signature, and the words that it answers. */
export interface MailTrailer {
  signature: string | null;
  quote: { intro: string; text: string } | null;
}

/** So much of a mail is quoted: enough to know what is answered. */
const QUOTED = 4_000;

/** "On 3 Nov 2026, Ann wrote:" in the customer's language. The part before the subtag counts. */
const INTROS: Record<string, (when: string, who: string) => string> = {
  en: (when, who) => `On ${when}, ${who} wrote:`,
  de: (when, who) => `Am ${when} schrieb ${who}:`,
  fr: (when, who) => `Le ${when}, ${who} a écrit :`,
  es: (when, who) => `El ${when}, ${who} escribió:`,
  it: (when, who) => `Il ${when}, ${who} ha scritto:`,
  pt: (when, who) => `Em ${when}, ${who} escreveu:`,
  nl: (when, who) => `Op ${when} schreef ${who}:`,
  zh: (when, who) => `${when}，${who} 写道：`,
  'zh-tw': (when, who) => `${when}，${who} 寫道：`,
  ja: (when, who) => `${when}、${who} のメール：`,
};

/** The words that a reply answers, as they stand below it. Null when there are none. */
export function quoteOf(
  answered: { text: string; createdAt: Date; from: { name: string | null; value: string } } | null,
  language: string | null,
): MailTrailer['quote'] {
  const text = answered?.text.trim();
  if (!answered || !text) return null;
  const wanted = (language ?? 'en').toLowerCase().replaceAll('_', '-');
  const hant = /^zh-(tw|hk|mo|hant)/.test(wanted);
  const intro = INTROS[hant ? 'zh-tw' : (wanted.split('-')[0] ?? 'en')] ?? INTROS['en'];
  const when = `${answered.createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const who = (answered.from.name ?? answered.from.value).replace(/[\r\n\0\u2028\u2029]+/g, ' ');
  return { intro: intro?.(when, who) ?? '', text: text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text };
}

/** The agent's own lines, then the mailbox's. Null when neither has any. */
export function signatureOf(agent: string | undefined, mailbox: string | undefined): string | null {
  return (
    [agent, mailbox]
      .map((part) => part?.trim() ?? '')
      .filter(Boolean)
      .join('\n') || null
  );
}

/** The plain form: `-- ` is how mail programs know a signature (RFC 3676, 4.3), `> ` a quotation. */
export function trailerText({ signature, quote }: MailTrailer): string {
  const parts = [
    signature ? `-- \n${signature}` : '',
    quote
      ? `${quote.intro}\n${quote.text
          .split('\n')
          .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
          .join('\n')}`
      : '',
  ];
  return parts.filter(Boolean).join('\n\n');
}
