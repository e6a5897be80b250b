import { KIND_OF, type Kind } from './headerNames.js';
import { CLOCK } from './introLines.js';

/**
 * The head of the mail below, as Outlook, Lotus Notes, QQ Mail and all forwards show it: a line of dashes with
 * "Original Message", or the lines From, Sent, To, Subject, in the language of the program.
 */

/** Marks of bold text may stand around the name. */
const HEADER_LINE = /^[\s>|*_]*([\p{L}][\p{L}\p{M}' ]{0,24}?)[*_]{0,2}\s*[:：]/u;

const TITLES = [
  'original message',
  'original appointment',
  'original mail',
  'original e-?mail',
  'forwarded message',
  'forwarded mail',
  'forwarded by .{1,80}',
  'replied message',
  'reply message',
  'begin forwarded message',
  'ursprüngliche nachricht',
  'original-?nachricht',
  'originalnachricht',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'weiterleitung .{1,80}',
  "message d['’]origine",
  'message original',
  'message transféré',
  'mail original',
  'début du message (?:transféré|réexpédié)',
  'message réexpédié',
  'mensaje original',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'mensagem original',
  'mensagem encaminhada',
  'mensagem reencaminhada',
  'início da mensagem (?:encaminhada|reencaminhada)',
  'messaggio originale',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'inizio del messaggio inoltrato',
  'oorspronkelijk bericht',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'ursprungligt meddelande',
  'originalmeddelande',
  'vidarebefordrat (?:brev|meddelande)',
  'oprindelig meddelelse',
  'videresendt (?:besked|meddelelse)',
  'opprinnelig melding',
  'videresendt melding',
  'videresendt e-post',
  'alkuperäinen viesti',
  'välitetty viesti',
  '(?:wiadomość )?oryginalna(?: wiadomość)?',
  'wiadomość oryginalna',
  'wiadomość przekazana',
  'przekazana wiadomość',
  'původní (?:zpráva|e-?mail)',
  'přeposlaná zpráva',
  'pôvodná správa',
  'eredeti üzenet',
  'továbbított üzenet',
  'mesaj original',
  'mesajul original',
  'исходное сообщение',
  'пересылаемое сообщение',
  'оригинальное сообщение',
  'конец пересылаемого сообщения',
  'переслане повідомлення',
  'вихідне повідомлення',
  'orijinal mesaj',
  'özgün ileti',
  'iletilen mesaj',
  'yönlendirilen ileti',
  'αρχικό μήνυμα',
  'προωθημένο μήνυμα',
  'הודעה מקורית',
  'הודעה מועברת',
  'הודעה שהועברה',
  'الرسالة الأصلية',
  'رسالة أصلية',
  'رسالة مُعاد توجيهها',
  'رسالة معاد توجيهها',
  '原始邮件',
  '原始郵件',
  '原邮件',
  '转发邮件信息',
  '转发的邮件',
  '转发邮件',
  '轉寄郵件',
  '轉寄的郵件',
  '原始信件',
  '回复的原邮件',
  '回复邮件',
  '转发的消息',
  '已转发的消息',
  '元のメッセージ',
  '転送されたメッセージ',
  '転送メッセージ',
  '원본 메시지',
  '원본 메일',
  '원본메세지',
  '전달된 메시지',
  '전달된 메일',
  'tin nhắn gốc',
  'thư gốc',
  'pesan asli',
  'pesan terusan',
  'ข้อความต้นฉบับ',
].join('|');
/** Between dashes, or alone with a colon (Apple Mail). */
const DIVIDER = new RegExp(`^[\\s>|]*(?:[-_=*~—–]{2,}\\s*(?:${TITLES})\\s*[:：]?\\s*[-_=*~—–]{2,}|(?:${TITLES})\\s*[:：])\\s*$`, 'iu');
const RULE = /^[\s>|]*(?:[-_=*~—–]{5,}|[-_=*~—–]{2,}[^-_=*~—–\n]{2,60}[-_=*~—–]{2,})\s*$/u;
/** Ticket systems put it above the conversation that they repeat. */
const REPLY_ABOVE =
  /^[\s>#=_~*-]{0,20}(?:(?:please )?(?:type|write|enter|add|do not write|reply)\b.{0,50}\b(?:above|below) this line|please reply above|bitte .{0,40}oberhalb dieser (?:zeile|linie)|.{0,40}au-dessus de cette ligne|.{0,40}por encima de esta línea|.{0,40}acima desta linha|.{0,40}sopra (?:a )?questa (?:riga|linea)|.{0,40}boven deze (?:regel|lijn)|请在此行(?:以上|上方).{0,20}|请在这条线以上.{0,20}|この行より上に.{0,30})[\s#=_~*.-]{0,20}$/iu;
const MAX_LINE = 300;
/** Its sender is found in so many lines of a head. */
const WINDOW = 12;
/** A head has at most so many lines, wrapped recipients and blank lines counted. */
const LONGEST_HEAD = 40;
const SOURCE_LINE = /^(?:return-path|received|message-id|mime-version|content-type|x-[a-z-]{1,40}):\s/i;
const WRAPPED_RECIPIENTS = /@|[;,]\s*$/;
const ADDRESS = /\S@\S/;
const FULL_DATE = /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}/;

/** Whether everything from this line on is another mail: its head, or the line that announces it. */
export function startsOtherMail(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > MAX_LINE || line.trim() === '') return false;
  if (DIVIDER.test(line) || REPLY_ABOVE.test(line)) return true;
  const kind = kindOf(line);
  return kind !== null && isHead(readHead(lines, at, kind), kind, isSource(lines, at));
}

/** What the head of the first mail below says it is from, as it stands there; null when there is no such head. */
export function senderBelow(text: string): string | null {
  const lines = text.split('\n', 2_000);
  const head = lines.findIndex((_line, at) => startsOtherMail(lines, at));
  if (head < 0) return null;
  const from = lines.findIndex((line, at) => at >= head && at < head + WINDOW && line.length <= MAX_LINE * 4 && kindOf(line) === 'from');
  if (from < 0) return null;
  const value = (lines[from] ?? '').replace(HEADER_LINE, '').trim();
  // Lotus Notes and converted HTML put it on the next line.
  return value === '' ? (lines[from + 1] ?? '').trim() : value;
}

/** A line of dashes, as it stands above such a head. */
export function isRule(line: string): boolean {
  return line.length <= MAX_LINE && RULE.test(line);
}

function kindOf(line: string): Kind | null {
  const name = HEADER_LINE.exec(line.slice(0, 80))?.[1];
  return name === undefined ? null : (KIND_OF.get(name.trim().toLowerCase()) ?? null);
}

/** What stands behind each name of a head that begins at `lines[at]`. */
function readHead(lines: readonly string[], at: number, first: Kind): Map<Kind, string> {
  const values = new Map<Kind, string>();
  let open: Kind | null = null;
  let blanks = 0;
  let strangers = 0;
  for (let line = at; line < Math.min(lines.length, at + LONGEST_HEAD); line += 1) {
    const text = lines[line] ?? '';
    const kind = line === at ? first : text.length > MAX_LINE * 4 ? null : kindOf(text);
    if (kind !== null) {
      const value = text.slice(0, MAX_LINE).replace(HEADER_LINE, '').trim();
      if (!values.has(kind)) values.set(kind, value);
      open = value === '' ? kind : null;
    } else if (text.trim() === '') blanks += 1;
    else {
      // Lotus Notes and converted HTML put it on the next line.
      if (open !== null) values.set(open, text.slice(0, MAX_LINE).trim());
      open = null;
      if (!WRAPPED_RECIPIENTS.test(text.slice(-MAX_LINE))) strangers += 1;
    }
    if (blanks > 8 || strangers > 4) break;
  }
  return values;
}

/**
 * People write such lines too: where a journey begins and ends, who sends a present to whom, what somebody typed into a
 * form. A program names all four, and says to the minute when, or at which address; a mail's source need not.
 */
function isHead(values: ReadonlyMap<Kind, string>, first: Kind, isWhole: boolean): boolean {
  if (values.size < 3 || !(values.has('from') || values.size >= 4 || first === 'date')) return false;
  if (!isWhole && !(values.has('date') && values.has('to') && values.has('subject'))) return false;
  const date = values.get('date') ?? '';
  const hasAddress = (['from', 'to', 'cc'] as const).some((kind) => ADDRESS.test(values.get(kind) ?? ''));
  return hasAddress || (FULL_DATE.test(date) && CLOCK.test(date));
}

/** Whether it stands among the lines that only a mail's source has, as bounces show it. */
function isSource(lines: readonly string[], at: number): boolean {
  return lines.slice(Math.max(0, at - 2), at + 8).some((line) => SOURCE_LINE.test(line));
}
