/**
 * What stands below the words of every mail of its sender: the signature after `-- ` (RFC 3676 4.3), a phone's
 * advertisement, a lawyer's notice, the footer of a mailing list.
 */

/** Whole lines that mail programs and phones add. */
const DEVICE = new RegExp(
  '^\\s*[*_(\\[]?(?:' +
    [
      '(?:sent|sent securely|mobile|written) (?:from|via|with|using|on) (?!the )(?:my )?.{2,60}',
      'get outlook for (?:ios|android|mac|windows).{0,60}',
      'outlook (?:für|pour|para|per|voor|for) (?:ios|android|mac).{0,60}',
      'von meinem .{2,60} gesendet',
      'gesendet (?:von|mit|über|aus).{2,60}',
      'diese nachricht wurde von meinem .{2,60} gesendet',
      'holen sie sich outlook für .{2,40}',
      'outlook für .{2,20} (?:herunterladen|beziehen|abrufen)',
      'envoyé (?:de|depuis|à partir de|avec) .{2,60}',
      'télécharger outlook pour .{2,40}',
      'obtenir outlook pour .{2,40}',
      'enviado (?:desde|do|del|a partir de|através|de|com|mediante) .{2,60}',
      'obt(?:ener|enga|er|enha) (?:o )?outlook para .{2,40}',
      "inviato (?:da|dal|dall|con|tramite)[ '’].{2,60}",
      'ottieni outlook per .{2,40}',
      'verzonden (?:vanaf|vanuit|met|via) .{2,60}',
      'verstuurd (?:vanaf|vanuit|met) .{2,60}',
      'outlook voor .{2,20} downloaden',
      'skickat från .{2,60}',
      'sendt fra .{2,60}',
      'hent outlook (?:til|for) .{2,40}',
      'skaffa outlook för .{2,40}',
      'lähetetty .{2,40}(?:sta|stä|lta|ltä|puhelimesta)',
      'wysłan[eoay] (?:z|za pomocą|przy użyciu) .{2,60}',
      'odesláno z.{2,60}',
      'odoslané z.{2,60}',
      'küldve .{2,60}-?r[óő]l',
      'отправлено (?:с|из) .{2,60}',
      'надіслано (?:з|із) .{2,60}',
      ".{2,30}(?:'?[dt][ae]n|imdan) gönderildi",
      'στάλθηκε από .{2,60}',
      'נשלח מ.{2,40}',
      'أرسلت من .{2,60}',
      'أُرسلت من .{2,60}',
      'được gửi từ .{2,60}',
      'dikirim dari .{2,60}',
      '(?:发自|來自|来自|發自|从|從)(?:我的)?.{0,24}(?:iphone|ipad|android|安卓|手机|手機|华为|華為|小米|三星|oppo|vivo|荣耀|邮箱|郵箱|foxmail|outlook|mail|客户端|发送|傳送).{0,20}',
      '.{0,20}傳送自我的.{2,40}',
      '从我的.{2,30}发送',
      '获取\\s*outlook\\s*for\\s*.{2,20}',
      '签名由\\s*.{2,20}\\s*定制',
      '由网易.{0,30}发送',
      '.{2,40}(?:から|より)(?:の)?送信',
      '(?:내|나의)\\s*.{2,30}에서\\s*보(?:냄|낸.{0,10})',
      '.{2,30}에서 보냄',
      'iphone에서 보냄',
      'yahoo mail: .{2,80}',
      'yahoo! mail .{2,60}',
      'virus-?free\\.?.{0,60}',
      'virenfrei\\.?.{0,60}',
      'sans virus\\.?.{0,60}',
      'garanti sans virus\\.?.{0,60}',
      'libre de virus\\.?.{0,60}',
      'no viruses found.{0,80}',
      'this email (?:has been checked|was scanned).{0,80}',
    ].join('|') +
    ')[*_.)\\]]{0,2}\\s*$',
  'iu',
);

/** First words of the notices that companies append. */
const NOTICE = new RegExp(
  '^\\s*[*_>]*(?:' +
    [
      '(?:confidentiality|privacy|legal|important) (?:notice|note|disclaimer)\\b',
      'disclaimer\\s*[:：]?',
      'this (?:e-?mail|message|communication|transmission)(?: message)?,?(?: \\(?including any attachments\\)?,?)?(?: and (?:any|its|all) (?:attachments?|files?)[^.]{0,60})? (?:is|are|may|contains?) .{0,80}(?:confidential|privileged|intended)',
      'the information (?:contained )?in this (?:e-?mail|message)',
      'please consider the environment',
      'p please consider the environment',
      'diese (?:e-?mail|nachricht) (?:und .{0,40} )?(?:enthält|enthalten|ist|kann) .{0,60}vertraulich',
      'der inhalt dieser e-?mail',
      'ce (?:message|courriel|mail|e-mail) (?:et .{0,60} )?(?:est|sont|contient|peut) .{0,60}confidentiel',
      'este (?:mensaje|correo|e-?mail)(?: electrónico)? .{0,80}confidencial',
      'esta mensagem .{0,80}confidencia',
      'questo messaggio .{0,80}(?:riservat|confidenzial)',
      'dit (?:e-?mail)?bericht .{0,80}vertrouwelijk',
      '(?:本邮件|此邮件|本郵件|此郵件|本电子邮件).{0,40}(?:保密|机密|機密)',
      '(?:このメール|本メール|本電子メール).{0,40}(?:機密|秘密)',
      '本邮件及其附件',
    ].join('|') +
    ')',
  'iu',
);

const LIST_FOOTER =
  /^(?:you (?:are receiving|received) this (?:e-?mail|message) because|to unsubscribe from this group|unsubscribe:|_{30,})/i;

const STRICT = /^-- \r?\n?$/;
/** Web mailers and converters lose the blank. */
const LOOSE = /^\s*(?:--|—|––|- -|__)\s*$/;
const MAX_LINE = 400;
const MAX_LOOSE_LINES = 20;
const MAX_STRICT_LINES = 60;
/** A phone's line stands at the end; a few more lines may follow (a link, a name). */
const MAX_AFTER_DEVICE = 4;

/**
 * Where the signature begins in one stretch of a person's own lines; `lines.length` when there is none. It never takes
 * the whole stretch.
 * @param lines with their line ends
 * @param isLast whether nothing of his own comes after this stretch
 */
export function signatureStart(lines: readonly string[], isLast: boolean): number {
  const none = lines.length;
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return none;
  const found = [delimiterAt(lines, isLast), deviceAt(lines), noticeAt(lines)].filter((at) => at > first && at < none);
  return found.length > 0 ? Math.min(...found) : none;
}

/** Whether the line is nothing but a phone's or a mail program's advertisement. */
export function isDeviceLine(line: string): boolean {
  return line.length <= MAX_LINE && DEVICE.test(line);
}

function delimiterAt(lines: readonly string[], isLast: boolean): number {
  const strict = lines.findLastIndex((line) => STRICT.test(line));
  if (strict >= 0 && lines.length - strict <= MAX_STRICT_LINES) return strict;
  if (!isLast) return lines.length;
  const loose = lines.findLastIndex((line) => line.length < 40 && LOOSE.test(line));
  return loose >= 0 && lines.length - loose <= MAX_LOOSE_LINES ? loose : lines.length;
}

function deviceAt(lines: readonly string[]): number {
  let words = 0;
  let found = lines.length;
  for (let at = lines.length - 1; at >= 0 && words <= MAX_AFTER_DEVICE; at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (isDeviceLine(line)) found = at;
    words += 1;
  }
  return found;
}

function noticeAt(lines: readonly string[]): number {
  // Notices are long paragraphs at the very end; one in the middle is what somebody writes about.
  let seen = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (NOTICE.test(line.slice(0, MAX_LINE)) || LIST_FOOTER.test(line.slice(0, MAX_LINE))) {
      const after = lines.slice(at + 1).filter((other) => other.trim() !== '').length;
      return after <= 25 ? at : lines.length;
    }
    seen += 1;
    if (seen > 2_000) break;
  }
  return lines.length;
}
