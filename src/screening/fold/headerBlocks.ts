/**
 * The head of the mail below, as Outlook, Lotus Notes, QQ Mail and all forwards show it: a line of dashes with
 * "Original Message", or the lines From, Sent, To, Subject, in the language of the program.
 */

type Kind = 'from' | 'date' | 'to' | 'cc' | 'subject';

const NAMES: Record<Kind, string[]> = {
  from: [
    'from',
    'von',
    'de',
    'da',
    'van',
    'från',
    'fra',
    'lähettäjä',
    'od',
    'feladó',
    'от',
    'від',
    'отправитель',
    'gönderen',
    'kimden',
    'από',
    'מאת',
    'من',
    'från',
    'expéditeur',
    'remitente',
    'remetente',
    'mittente',
    '发件人',
    '寄件者',
    '寄件人',
    '發件人',
    '差出人',
    '送信者',
    '보낸 사람',
    '보낸사람',
    '발신',
    'từ',
    'dari',
    'จาก',
    'expeditor',
    'de la',
  ],
  date: [
    'sent',
    'date',
    'gesendet',
    'datum',
    'envoyé',
    'envoyé le',
    "date d'envoi",
    'enviado',
    'enviado el',
    'enviado em',
    'fecha',
    'data',
    'enviada em',
    'enviada',
    'inviato',
    'verzonden',
    'skickat',
    'sendt',
    'dato',
    'lähetetty',
    'päivämäärä',
    'päiväys',
    'wysłano',
    'wysłane',
    'odesláno',
    'odoslané',
    'dátum',
    'küldve',
    'elküldve',
    'дата',
    'отправлено',
    'дата отправки',
    'надіслано',
    'tarih',
    'gönderme tarihi',
    'gönderildi',
    'ημερομηνία',
    'εστάλη',
    'στάλθηκε',
    'תאריך',
    'נשלח',
    'التاريخ',
    'تاريخ الإرسال',
    '发送时间',
    '发送日期',
    '日期',
    '傳送日期',
    '寄件日期',
    '寄送時間',
    '發送時間',
    '時間',
    '时间',
    '送信日時',
    '日付',
    '送信',
    '보낸 날짜',
    '날짜',
    '보낸날짜',
    'ngày',
    'đã gửi',
    'tanggal',
    'dikirim',
    'วันที่',
    'trimis',
    'dată',
  ],
  to: [
    'to',
    'an',
    'à',
    'a',
    'para',
    'aan',
    'till',
    'til',
    'vastaanottaja',
    'do',
    'komu',
    'címzett',
    'кому',
    'kime',
    'alıcı',
    'προς',
    'אל',
    'إلى',
    'destinataire',
    'destinatario',
    'destinatário',
    '收件人',
    '收件者',
    '宛先',
    '受信者',
    '받는 사람',
    '받는사람',
    '수신',
    'đến',
    'kepada',
    'ถึง',
    'către',
    'pour',
  ],
  cc: [
    'cc',
    'kopie',
    'kopia',
    'kopi',
    'copie',
    'copia',
    'kopio',
    'dw',
    'копия',
    'копія',
    'bilgi',
    'κοιν',
    'עותק',
    'نسخة',
    '抄送',
    '副本',
    '參照',
    '참조',
    'másolat',
    'kópia',
    'bcc',
  ],
  subject: [
    'subject',
    'betreff',
    'objet',
    'asunto',
    'assunto',
    'oggetto',
    'onderwerp',
    'ämne',
    'emne',
    'aihe',
    'temat',
    'předmět',
    'predmet',
    'tárgy',
    'тема',
    'konu',
    'θέμα',
    'נושא',
    'الموضوع',
    '主题',
    '主旨',
    '主題',
    '件名',
    '제목',
    'chủ đề',
    'perihal',
    'subjek',
    'เรื่อง',
    'subiect',
  ],
};

const KIND_OF = new Map(Object.entries(NAMES).flatMap(([kind, names]) => names.map((name): [string, Kind] => [name, kind as Kind])));
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
/** A head has at most so many lines, wrapped recipients and blank lines counted. */
const WINDOW = 12;

/** Whether everything from this line on is another mail: its head, or the line that announces it. */
export function startsOtherMail(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > MAX_LINE || line.trim() === '') return false;
  if (DIVIDER.test(line) || REPLY_ABOVE.test(line)) return true;
  const kind = kindOf(line);
  if (kind === null) return false;
  // Elsewhere such words begin ordinary sentences; three different ones in a row do not.
  return countKinds(lines, at, kind) >= 3;
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

function countKinds(lines: readonly string[], at: number, first: Kind): number {
  const found = new Set<Kind>([first]);
  let blanks = 0;
  let strangers = 0;
  for (let line = at + 1; line < Math.min(lines.length, at + WINDOW) && found.size < 3; line += 1) {
    const text = lines[line] ?? '';
    const kind = text.length > MAX_LINE * 4 ? null : kindOf(text);
    if (kind !== null) found.add(kind);
    else if (text.trim() === '') blanks += 1;
    else strangers += 1;
    // Lotus Notes and converted HTML put blank lines and values between the names.
    if (blanks > 4 || strangers > 4) break;
  }
  return found.has('from') || found.size >= 4 || first === 'date' ? found.size : 0;
}
