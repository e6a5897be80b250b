/**
 * Subjects that machines write. Always from the beginning: `Re: Automatic reply: ...` is a person answering one.
 * They decide nothing alone about a bounce; vacation programs without any header are caught by them only.
 */
const VACATION = new RegExp(
  '^\\s*(?:' +
    [
      'auto(?:matic)?[- ]?(?:reply|response|responder|antwort)\\b',
      'automatic reply',
      'auto(?:re)?:',
      'out of (?:the )?office(?=\\s*(?:$|[:\\-–(]|re\\b|auto|reply|message|notification|notice))',
      'vacation (?:reply|response|message|notice)',
      'abwesenheits(?:notiz|meldung|nachricht|assistent)',
      'automatische (?:antwort|abwesenheit|e-?mail-?antwort)',
      'abwesend\\s*:',
      'réponse automatique',
      'absence du bureau',
      "message d'absence",
      'respuesta automática',
      'fuera de (?:la )?oficina\\s*:',
      'resposta automática',
      'risposta automatica',
      'fuori sede\\s*:',
      'automatisch antwoord',
      'afwezig(?:heid)?\\s*:',
      'automatiskt? svar',
      'autosvar',
      'automaattinen vastaus',
      'odpowiedź automatyczna',
      'automatická odpověď',
      'автоматический ответ',
      'автоответ',
      'otomatik yanıt',
      '自动(?:回复|答复)',
      '自動(?:回覆|回復|答覆|応答|返信)',
      '不在(?:通知|のお知らせ)',
      '자동 ?(?:회신|응답)',
    ].join('|') +
    ')',
  'iu',
);

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

/** Whether a subject is one that vacation programs use, in many languages. Looks at the first 300 characters. */
export function isVacationSubject(subject: string | null): boolean {
  return subject !== null && VACATION.test(subject.slice(0, 300));
}

/** Whether a subject is one that mail servers use when a mail did not arrive. Looks at the first 300 characters. */
export function isFailureSubject(subject: string | null): boolean {
  return subject !== null && FAILURE.test(subject.slice(0, 300));
}
