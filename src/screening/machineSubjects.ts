import { withoutGatewayTags } from './gatewayTags.js';

/**
 * Subjects that machines write, and people too: none decides alone, but a vacation note's own name with a colon behind it,
 * which is all that some programs leave. Always from the beginning: `Re: Automatic reply: ...` is a person answering one.
 */
const NOTE_NAMES = [
  'auto(?:matic)?[- ]?(?:reply|response|responder|antwort)',
  'vacation (?:reply|response|message|notice)',
  'abwesenheits(?:notiz|meldung|nachricht|assistent)',
  'automatische (?:antwort|abwesenheit|e-?mail-?antwort)',
  'réponse automatique',
  'absence du bureau',
  "message d'absence",
  'respuesta automática',
  'resposta automática',
  'risposta automatica',
  'automatisch antwoord',
  'automatiskt? svar',
  'autosvar',
  'automaattinen vastaus',
  'odpowiedź automatyczna',
  'automatická (?:odpověď|odpoveď)',
  'automatikus válasz',
  'răspuns automat',
  'автоматический ответ',
  'автоответ',
  'автоматична відповідь',
  'автоматичен отговор',
  'αυτόματη απάντηση',
  'otomatik yanıt',
  'מענה אוטומטי',
  'תשובה אוטומטית',
  'رد تلقائي',
  'trả lời tự động',
  'การตอบกลับอัตโนมัติ',
  'ตอบกลับอัตโนมัติ',
  '自动(?:回复|答复)',
  '自動(?:回覆|回復|答覆|応答|返信)',
  '不在(?:通知|のお知らせ)',
  '자동 ?(?:회신|응답)',
].join('|');

/** `Automatic reply: Your order`, or the name alone. */
const NAMED_NOTE = new RegExp(`^[\\s[【(]*(?:${NOTE_NAMES})[\\])】]?\\s*(?:[:：]|[-–—]\\s|$)`, 'iu');

/** What notes begin with as well, and what people write about: offices, holidays, cars. */
const NOTE = new RegExp(
  `^[\\s[【(]*(?:${[
    NOTE_NAMES,
    'auto(?:re)?:',
    'out of (?:the )?office(?=\\s*(?:$|[:\\-–(]|re\\b|auto|reply|message|notification|notice|until|till|from))',
    'ooo(?=\\s*(?:$|[:\\-–(]|re\\b|until|till))',
    'away (?:from (?:the )?(?:office|desk)|until)',
    'this (?:e-?mail )?(?:address|mailbox|account) (?:is|has) (?:no longer|not longer|changed|been (?:closed|changed))',
    'abwesend\\s*:',
    'nicht im büro',
    'fuera de (?:la )?oficina\\s*:',
    'fuori sede\\s*:',
    'afwezig(?:heid)?\\s*:',
    'ikke til ?stede\\s*:',
    'fraværende\\s*:',
    'frånvarande\\s*:',
    'poissa\\s*:',
  ].join('|')})`,
  'iu',
);

/** A car is an Auto in German, and `Auto:` a word of people who answer an old mail about another thing. */
const HARDLY_NOTE = /^\s*auto(?:re)?:/i;

/** `Out of office: Re: Blender`: a program has put words before what it answers. */
const ANSWER_INSIDE = /[\s:：](?:re|aw|sv|vs|antw|odp|ynt|回复|回覆|答复)\s*[:：]/iu;

const FAILURE = new RegExp(
  [
    'undeliver(?:able|ed)',
    'delivery (?:status notification|failure|has failed|failed|problem|report|incomplete|delayed)',
    'mail (?:delivery|system error|not delivered)',
    'message (?:not|could not be) delivered',
    'mail could not be (?:sent|delivered)',
    'non-?deliver(?:y|able)',
    'could not (?:be delivered|send message)',
    'delivery (?:error|unsuccessful)',
    '^ndn:',
    '^mail (?:failure|delivery)',
    'returned (?:mail|message|to sender)',
    'failure notice',
    'unzustellbar',
    'nicht zugestellt',
    'mail ?zustellung',
    'non remis',
    'échec de (?:la )?(?:remise|livraison)',
    'no (?:se pudo )?entregad?[oar]',
    'mancato recapito',
    'onbestelbaar',
    'недоставлен',
    '系统退信',
    '退信',
    '无法投递',
    '無法(?:投遞|傳遞)',
    '投递失败',
    '配信不能',
    '配信エラー',
  ].join('|'),
  'iu',
);

/** Mail servers' own subjects, word for word from the beginning; a parcel's owner begins otherwise. */
const NAMED_FAILURE = new RegExp(
  `^[\\s*]*(?:${[
    'undeliverable\\s*:',
    'undelivered mail returned to sender',
    'undeliverable (?:mail|message)',
    '(?:mail )?delivery (?:status notification|failure|failed: returning|failure notice|has failed|report)',
    'mail delivery (?:failed|failure|error|system|subsystem)',
    'mail (?:system error|failure)',
    'returned (?:mail|message)\\b',
    'failure notice\\s*$',
    'message not delivered\\s*$',
    'message could not be delivered\\s*$',
    'non-?delivery (?:report|notification)',
    'ndn:',
    'unzustellbar\\s*:',
    'non remis\\s*:',
    'échec de (?:la )?remise',
    'no se puede entregar\\s*:',
    'mancato recapito',
    'onbestelbaar\\s*:',
    'недоставленное сообщение',
    '系统退信',
    '退信',
    '邮件(?:投递|发送)失败',
    '投递失败',
    '配信不能',
    '配信エラー',
  ].join('|')})`,
  'iu',
);

/**
 * How much a subject says that a vacation program wrote it. `named`: it bears a note's name, as only programs put it.
 * `likely`: it begins like one, and needs a sign beside it; `hardly`: it needs a header. Looks at the first 300 characters.
 */
export function noteSubject(subject: string | null): 'named' | 'likely' | 'hardly' | null {
  const head = headOf(subject);
  if (!NOTE.test(head)) return null;
  if (ANSWER_INSIDE.test(head)) return 'named';
  if (HARDLY_NOTE.test(head)) return 'hardly';
  // Whoever asks about automatic replies writes the same words.
  return NAMED_NOTE.test(head) && !/[?？؟]/.test(head) ? 'named' : 'likely';
}

/** Whether a subject is of the kind that mail servers use when a mail did not arrive; people with parcels write such too. */
export function isFailureSubject(subject: string | null): boolean {
  return FAILURE.test(headOf(subject));
}

/** Whether a subject is a mail server's own, word for word. */
export function isNamedFailure(subject: string | null): boolean {
  return NAMED_FAILURE.test(headOf(subject));
}

function headOf(subject: string | null): string {
  return withoutGatewayTags(subject?.slice(0, 300) ?? '');
}
