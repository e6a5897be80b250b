/**
 * Where a mail's own words end: the first line of a quotation, a forwarded head, or a signature (`-- `, RFC 3676 4.3).
 * For deciding only: what is stored and shown is never cut.
 */
const BOUNDARIES = [
  /^\s*>/,
  /^-- ?$/,
  /^\s*-{2,}\s*(?:original|ursprüngliche|message d'origine|mensaje original|原始邮件|原始郵件|元のメッセージ|forwarded)/i,
  /^\s*_{10,}\s*$/,
  /^\s*(?:from|von|de|发件人|寄件者|差出人)\s*[:：].{3,}/i,
  /^\s*(?:on|am|le|el|op|il|den|em)\s.{6,120}(?:wrote|schrieb|écrit|escribió|schreef|scritto|skrev|escreveu)\s*[^\n]{0,80}[:：]\s*$/i,
  /^\s*在?\s*\d{4}[年/-].{4,80}(?:写道|寫道|来信|wrote)/,
  /^\s*(?:sent from my|von meinem .{3,30} gesendet|envoyé de mon|enviado desde mi|发自我的|發自我的|iPhoneから送信)/i,
];

/** What this message itself says, at most `max` characters of it; the whole text when nothing would be left. */
export function ownWords(text: string, max = 2000): string {
  const lines = text.slice(0, 4 * max).split(/\r?\n/, 200);
  const end = lines.findIndex((line) => line.length <= 300 && BOUNDARIES.some((boundary) => boundary.test(line)));
  const own = (end < 0 ? lines : lines.slice(0, end)).join('\n').trim();
  return (own || text.trim()).slice(0, max);
}
