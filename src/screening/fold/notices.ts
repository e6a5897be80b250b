/** What stands at the end of every mail of a company or a mailing list: a lawyer's notice, how to leave. */

/** Its first words. */
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

/** What such notices go on with. One word of it may be anybody's, two in one paragraph are a lawyer's. */
const LEGAL = new RegExp(
  [
    'confidential|privileged|intended|recipient|addressee|disclaim|unauthori[sz]ed|disclos|dissemin|distribut|cop(?:y|ies|ying)\\b|delet|destroy|in error|notif',
    'liab|virus|environment|print|prohibited|privacy|legally|encrypt|registered|company (?:no|number|reg)|data protection',
    'vertraulich|empfänger|adressat|bestimmt|irrtümlich|unbefugt|lösch|vernicht|weitergabe|unerlaubt|haftung|ausdruck|umwelt|geschäftsführ|handelsregister',
    'amtsgericht|\\bhrb\\b|ust-?id|datenschutz|informier',
    'confidentiel|destinatair|erreur|détrui|supprim|diffusion|interdit|responsab|imprim|environnement',
    'confidencial|destinatári|destinatari|error|eliminar|prohibid|divulga|medio ambiente|proibid|apagar|erro\\b|riservat|confidenzial|errore|cancell|vietat',
    'vertrouwelijk|geadresseerde|bestemd|vergissing|verwijder|verboden',
    '保密|机密|機密|收件人|删除|刪除|授权|授權|泄露|洩漏|误收|誤收|禁止|秘密|受信者|宛先|削除|誤って|誤送|開示',
  ].join('|'),
  'giu',
);
/** Where one may leave a list, and what it is. */
const LEAVE =
  /unsubscri|subscri|mailing list|listinfo|google group|this group|preferences|stop receiving|view (?:it|this) (?:on|online|in)|abmeld|abbestell|désinscri|désabonn|cancelar (?:la )?suscri|退订|退訂|配信停止/iu;
const LEAVE_HEAD =
  /^(?:you (?:are receiving|received) this (?:e-?mail|message) because|to unsubscribe from this group|if you wish to stop receiving)/i;
const LEAVE_LINK = /^unsubscribe:\s*(?:$|[<(]?(?:https?:|mailto:)\S+$)/i;
const LIST_RULE = /^_{30,}\s*$/;
const LINK = /(?:https?:\/\/|mailto:|www\.)\S+/gi;
const CONTACT = /https?:\/\/|mailto:|www\.|\S@\S|\+?\d[\d ()/-]{6,}\d/i;
/** No notice speaks for one person or asks him anything. */
const HIS_OWN =
  /[?？¿]|(?<![\p{L}\p{N}])(?:i|i['’]m|i['’]ve|my|myself|ich|mein(?:e[mnrs]?)?|mir|mich|j['’]\p{L}+|je|mon|mes|moi|yo|mi|mis|eu|meu|minha|mio|mia|ik|mijn|jag|jeg|я|мой|моя|мне)(?![\p{L}\p{N}])|我(?![们們方司公国國])|(?:私|僕)/iu;
/** What every notice speaks of. */
const SECRET =
  /confiden|privileg|recipient|addressee|intended|environment|vertraulich|empfänger|adressat|bestimmt|destinat|riservat|vertrouwelijk|geadresseerde|保密|机密|機密|秘密|收件人|受信者/iu;
const ENDS_SENTENCE = /[.!。！:：]["'”»)*_]*\s*$/u;
const MAX_LINE = 400;
const SHORT_NOTICE = 60;
const MAX_AFTER = 25;
const MAX_LIST_LINES = 8;

/** Where a notice begins that reaches to the end of these lines; `lines.length` when there is none, or more is said below it. */
export function noticeAt(lines: readonly string[]): number {
  let after = 0;
  let found = lines.length;
  let next = lines.length;
  for (let at = lines.length - 1; at >= 0 && after <= MAX_AFTER; at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (LIST_RULE.test(line) ? next === found || isBelowRule(lines.slice(at + 1)) : isNotice(line, lines.slice(at))) found = at;
    next = at;
    after += 1;
  }
  return found;
}

/** Whether these lines are where one may leave a list, and nothing else. */
export function isListFooter(lines: readonly string[]): boolean {
  const text = lines.join('\n');
  return lines.length <= MAX_LIST_LINES && LEAVE.test(text) && !HIS_OWN.test(text.replace(LINK, ''));
}

function isBelowRule(lines: readonly string[]): boolean {
  const below = lines.filter((line) => line.trim() !== '');
  return CONTACT.test(below.join('\n')) && isListFooter(below);
}

/** @param tail begins with this line */
function isNotice(line: string, tail: readonly string[]): boolean {
  const start = line.slice(0, MAX_LINE).trim();
  if (LEAVE_LINK.test(start) || LEAVE_HEAD.test(start)) {
    const said = tail.filter((one) => one.trim() !== '');
    return isListFooter(said) && said.every((one) => !LEAVE_LINK.test(start) || CONTACT.test(one) || LEAVE.test(one));
  }
  return NOTICE.test(start) && isLegal(sentencesOf(tail));
}

/** The paragraphs, each parted where a line ends with its sentence: what is written below a notice begins there. */
function sentencesOf(lines: readonly string[]): string[] {
  const parts: string[] = [];
  let open = false;
  for (const line of lines) {
    const text = line.trim();
    if (open) parts.push(`${parts.pop() ?? ''} ${text}`);
    else if (text !== '') parts.push(text);
    open = text !== '' && !ENDS_SENTENCE.test(text);
  }
  return parts;
}

function isLegal(parts: readonly string[]): boolean {
  const plain = parts.map((part) => part.replace(LINK, ' '));
  if (plain.some((part) => HIS_OWN.test(part)) || !plain.some((part) => SECRET.test(part))) return false;
  const below = parts.slice(1).filter((part) => termsIn(part).size === 0);
  if (below.some((part) => !CONTACT.test(part) || ENDS_SENTENCE.test(part))) return false;
  return termsIn(plain.join(' ')).size > 1 || (parts.length === 1 && (parts[0] ?? '').length <= SHORT_NOTICE);
}

function termsIn(part: string): Set<string> {
  return new Set((part.match(LEGAL) ?? []).map((term) => term.toLowerCase()));
}
