import type { DeliveryNotice } from '../../screening/deliveryNotice.js';
import { isAddress } from './addresses.js';
import { findHeader, findHeaderBlock, scanMessageIds, type HeaderLine } from './headerScan.js';
import { parseOwnMessageId } from './ids.js';
import type { RawAttachment } from './mimeParts.js';

/** So much of a mail is looked at: reports come first, the returned original after them. */
const MAX_SCAN = 200_000;
const MAX_DIAGNOSTIC = 500;

/** First words of servers whose reports have no form that a machine could read: qmail, Exim, Postfix, Exchange, Domino and big mail services. */
const OPENINGS =
  /^(?:[\s*#>=-]{0,80})(?:\{"notificationType":"(?:bounce|complaint)|hi\.? this is the|this is the (?:mail system|qmail-send|mail delivery)|this message was created automatically by mail delivery software|i'm (?:sorry|afraid).{0,80}(?:deliver|mail)|your message (?:did not reach|could not be delivered|to .{3,200} (?:couldn't|could not|wasn't|has been blocked)|was not delivered)|delivery (?:to the following|has failed|failed)|the following (?:recipients?|address(?:es)?|message)|(?:\*\* )?(?:message|address) (?:not (?:delivered|found)|blocked|couldn't|is blocked)|message (?:blocked|expired)|we (?:were|was|are) unable to deliver|unable to deliver|sorry,? (?:we were|i (?:was unable|wasn't able|could ?n[o']t (?:be )?(?:find|deliver|establish|send)|have been unable)|your message)|there was (?:a temporary problem|an error|a problem) (?:delivering|sending)|ihre nachricht .{0,80}(?:nicht|konnte)|diese nachricht wurde automatisch von der mail delivery|die folgende nachricht|votre message .{0,60}n'a pas|su mensaje .{0,80}no|不能投递|您(?:发送|投递)的邮件|很抱歉.{0,40}(?:退|无法|邮件)|抱歉.{0,40}(?:退|无法|邮件)|this is an automatically generated delivery status|an error (?:has )?occurred .{0,60}(?:deliver|send)|a message that you sent could not be delivered|delivery status notification|failed to deliver|recipient address rejected|次のあて先|次の宛先|このメールは.{0,40}配信)/iu;

/** Whether a text begins as mail servers' own words do when a mail did not arrive. A hint for mails without a report that a machine could read. */
export function beginsAsNotice(text: string): boolean {
  return OPENINGS.test(text.slice(0, 600).trimStart());
}

/**
 * Whether words name a status of SMTP (RFC 3463, RFC 5321), or quote the head of a mail or an id of ours, as servers do that return one.
 * @param ownIds those in the body
 */
export function tellsDelivery(text: string, ownIds: readonly string[]): boolean {
  const head = text.slice(0, 20_000);
  if (ownIds.length > 0 || /\b[45]\.[0-7]\.\d{1,3}\b(?!\.\d)/.test(head) || /(?:^|[\s(:#：])[45][0-5]\d[ -](?=\S)/m.test(head)) return true;
  const names = [...head.matchAll(/^[ \t>]{0,4}(message-id|received|from|to|subject|date|return-path)[ \t]*:/gim)].map(([, name]) =>
    name?.toLowerCase(),
  );
  return names.includes('message-id') || names.includes('received') || new Set(names).size > 3;
}

interface Sources {
  lines: HeaderLine[];
  raw: Buffer;
  text: string;
  attachments: readonly RawAttachment[];
  messageId: string | null;
}

/**
 * What the mail says about the delivery of another one, whoever wrote it; nulls where it says nothing. Ask only when the
 * mail is a bounce: the words of people hold addresses and numbers too.
 */
export function readNotice(sources: Sources): DeliveryNotice {
  const { lines, raw, messageId } = sources;
  const body = raw.toString('latin1', findHeaderBlock(raw).bodyStart, Math.min(raw.length, findHeaderBlock(raw).bodyStart + MAX_SCAN));
  const status = sources.attachments.find((part) => /^message\/(global-)?delivery-status/i.test(part.contentType));
  const fields = readFields(status ? status.bytes.toString('latin1', 0, MAX_SCAN) : body);
  const service = readServiceNotice(sources.text);
  const own = reportText(sources.text);
  const diagnostic = clean(fields.diagnostic ?? service?.diagnostic ?? diagnosticOf(own));
  const recipient =
    addressOf(fields.recipient) ??
    service?.recipient ??
    addressOf(findHeader(lines, 'x-failed-recipients')?.split(',')[0] ?? null) ??
    recipientOf(own, sources.lines);
  const code = fields.status ?? service?.status ?? statusOf(diagnostic ?? '') ?? statusOf(own);
  return {
    action:
      fields.action ??
      (code?.startsWith('2.')
        ? 'delivered'
        : /\b(?:delayed|has not yet been delivered|will (?:keep|continue) (?:to )?try|temporary (?:problem|failure)|no action is required|warning message only)\b/i.test(
              own.slice(0, 2_000),
            )
          ? 'delayed'
          : 'failed'),
    recipient,
    status: code,
    diagnostic,
    originalMessageId:
      originalIdOf(body, messageId) ?? originalIdOf(sources.text.slice(0, MAX_SCAN), messageId) ?? service?.originalMessageId ?? null,
  };
}

interface Fields {
  action: DeliveryNotice['action'] | null;
  recipient: string | null;
  status: string | null;
  diagnostic: string | null;
}

/** RFC 3464 2.3: of several recipients the first that failed. */
function readFields(block: string): Fields {
  const groups = block
    .split(/\r?\n[ \t]*\r?\n/)
    .slice(0, 500)
    .map(readGroup)
    .filter((group) => group.recipient !== null || group.action !== null);
  const [first] = groups;
  return groups.find((group) => group.action === 'failed') ?? first ?? { action: null, recipient: null, status: null, diagnostic: null };
}

function readGroup(group: string): Fields {
  const field = (name: string): string | null => {
    const found = new RegExp(`^[ \\t>]{0,4}${name}[ \\t]*:[ \\t]*([^\\r\\n]*(?:\\r?\\n[ \\t]+[^\\r\\n]+){0,12})`, 'im').exec(group)?.[1];
    return found === undefined ? null : found.replace(/\s+/g, ' ').trim();
  };
  const typed = (value: string | null): string | null => value?.replace(/^[\w-]{1,30}\s*;\s*/, '').trim() ?? null;
  const action = field('Action')?.toLowerCase() ?? '';
  const status = field('Status');
  const known = /^(?:delivered|relayed|expanded)/.test(action)
    ? 'delivered'
    : action.startsWith('delayed')
      ? 'delayed'
      : action.startsWith('failed')
        ? 'failed'
        : null;
  return {
    action: known,
    recipient: typed(field('Final-Recipient')) ?? typed(field('Original-Recipient')),
    status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(status ?? '')?.[1] ?? null,
    diagnostic: typed(field('Diagnostic-Code')),
  };
}

/** Amazon SES tells by JSON, in a mail from its notification service. */
function readServiceNotice(text: string): Omit<DeliveryNotice, 'action'> | null {
  const start = text.indexOf('{"notificationType"');
  if (start < 0) return null;
  try {
    const end = text.lastIndexOf('}');
    const notice: unknown = JSON.parse(text.slice(start, end + 1));
    const bounced = pick(pick(notice, 'bounce'), 'bouncedRecipients');
    const [first]: unknown[] = Array.isArray(bounced) ? bounced : [];
    const id = word(pick(pick(pick(notice, 'mail'), 'commonHeaders'), 'messageId'));
    return {
      recipient: addressOf(word(pick(first, 'emailAddress'))),
      status: word(pick(first, 'status')),
      diagnostic: word(pick(first, 'diagnosticCode'))?.replace(/^smtp;\s*/i, '') ?? null,
      originalMessageId: id?.replace(/^<|>$/g, '') ?? null,
    };
  } catch {
    return null; // cut or wrapped: what can be read as words is read as words
  }
}

function pick(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function word(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The server's own words, without the mail that it returns below them. */
function reportText(text: string): string {
  const head = text.slice(0, 20_000);
  const end =
    /^(?:[-=_*\s]{0,20}(?:below this line is a copy|this is a copy of|original message|returned message|copy of (?:the|your) message|message header|the header of|原邮件|原始邮件|以下是|this message is a copy|included is a copy|the original message|unsent message below|--- end of)|-{4,}.{0,60}-{4,}\s*$|received: (?:from|by) )/im.exec(
      head,
    );
  return end && end.index > 40 ? head.slice(0, end.index) : head;
}

const ADDRESS = String.raw`[^\s<>"'():;,\[\]：；，。、（）【】]{1,128}@[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?`;
/** Where servers put the address: qmail and Postfix `<a@b>:`, Exim an indented line, others after a word. */
const PLACES = [
  new RegExp(String.raw`^[ \t]*<(${ADDRESS})>[^\n]{0,20}:`, 'im'),
  new RegExp(String.raw`^[ \t]*(${ADDRESS})[ \t]*(?:\([^\n]{0,80}\))?:?[ \t]*$`, 'im'),
  new RegExp(
    String.raw`(?:\b(?:recipients?|address(?:es)?|mailbox|user|to|para|an|destinataire)\b|收件人|接收人|邮箱|地址|宛先)[^\n@]{0,40}?<?(${ADDRESS})>?`,
    'i',
  ),
  new RegExp(String.raw`<?(${ADDRESS})>?`, 'i'),
];

/** In a returned header, or run together with the words around it: what names mails and looks like addresses. */
const NAMES_OF_MAILS =
  /(?:message-id|^[ \t>]{0,8}(?:in-reply-to|references))[ \t]*:(?:(?:[ \t]*(?:\r?\n[ \t]+)?<[^<>\s]{1,998}>)+|[ \t]*[^\s<>@]{1,250}@[^\s<>]{1,255})/gim;

/** Words before an address that works: where the writer is to be reached instead. */
const INSTEAD =
  /\b(?:(?:write|reply|respond|turn) to|(?:mail|reach|write) (?:me|us|him|her|them)|contact|use|new (?:e-?mail )?address|instead|schreiben sie|wenden sie sich|neue adresse|écri(?:re|vez)|contacte[rz]?|nouvelle adresse|escrib\w+|nueva dirección)\b[^\n.;]{0,30}$|(?:请联系|請聯絡|新邮箱|新信箱|改用)[^\n。]{0,30}$/iu;

/** Whom the words say that it did not reach; null where they name nobody, or only somebody to turn to. */
function recipientOf(report: string, lines: HeaderLine[]): string | null {
  const text = report.replace(NAMES_OF_MAILS, '');
  const own = ['from', 'to', 'reply-to'].map((name) => (findHeader(lines, name) ?? '').toLowerCase()).join(' ');
  for (const place of PLACES) {
    const found = [...text.matchAll(new RegExp(place.source, `${place.flags}g`))]
      .slice(0, 20)
      .map((match) => {
        const address = match[1] ?? '';
        return { address, before: text.slice(0, match.index + match[0].lastIndexOf(address)).slice(-200) };
      })
      .find(
        ({ address, before }) =>
          isAddress(address) && !own.includes(address.toLowerCase()) && !INSTEAD.test(before) && parseOwnMessageId(address) === null,
      )?.address;
    if (found !== undefined) return found.toLowerCase();
  }
  return null;
}

/** The line with the reply of the server that refused. */
function diagnosticOf(text: string): string | null {
  const line = text
    .split('\n', 400)
    .find(
      (one) =>
        /(?:^|[\s(:#-])[245]\d\d[ -#](?:#?[245]\.\d{1,3}\.\d{1,3})?|\b[45]\.\d\.\d{1,3}\b/.test(one.slice(0, 1_000)) &&
        /[a-z\u3000-\u9fff]{3}/i.test(one) &&
        !/^\s*(?:date|received|message-id)\b/i.test(one),
    );
  return line ?? text.split('\n', 400).find((one) => WORDS.some(([words]) => words.test(one.slice(0, 1_000)))) ?? null;
}

/** When there is no number: what the words mean, as the nearest status. */
const WORDS: readonly [RegExp, string][] = [
  [
    /(?:user|mailbox|recipient|address|account|inbox).{0,40}(?:unknown|not found|does(?:n't| not) exist|not exist|unavailable|disabled|inactive|invalid|couldn't be found|could not be found)|(?:unknown|no such|invalid|bad|nonexistent) (?:user|recipient|mailbox|address|local part)|user doesn't|not listed in|unrouteable|no mailbox here|地址不存在|用户不存在|收件人.{0,12}不存在|邮箱.{0,8}不存在|あて先.{0,20}見つかりません|unbekannt/i,
    '5.1.1',
  ],
  [
    /(?:mailbox|quota|inbox|account|storage).{0,40}(?:full|exceeded|over)|over quota|out of storage|邮箱.{0,8}满|容量.{0,8}(?:满|超)|voll\b/i,
    '5.2.2',
  ],
  [/(?:domain|host).{0,40}(?:not found|unknown|does(?:n't| not) exist)|dns (?:error|fail)|no mx|域名.{0,8}(?:不存在|错误)/i, '5.1.2'],
  [/too (?:large|big|long)|size (?:limit|exceed)|exceeds .{0,40}size|邮件.{0,6}过大/i, '5.3.4'],
  [/timed? ?out|connection refused|could not connect|temporarily|try again later/i, '4.4.1'],
  [/spam|blocked|blacklist|policy|not authori[sz]ed|access denied|rejected|拒收|拒绝/i, '5.7.1'],
];

function statusOf(text: string): string | null {
  const head = text.slice(0, 20_000);
  const enhanced = /\b([45]\.[0-7]\.\d{1,3})\b(?!\.\d)/.exec(head)?.[1];
  if (enhanced !== undefined) return enhanced;
  const words = WORDS.find(([pattern]) => pattern.test(head))?.[1];
  const reply = /(?:^|[\s(:#'"-])([45])\d\d[ -](?!\d{2}:)/.exec(head)?.[1];
  if (words !== undefined && (reply === undefined || words.startsWith(reply))) return words;
  return reply === undefined ? (words ?? null) : `${reply}.0.0`;
}

/** The Message-ID of the mail that is returned or described below, as the first line of that name in the body. */
function originalIdOf(body: string, own: string | null): string | null {
  for (const match of body.matchAll(/^[ \t>]{0,8}(?:original-)?message-id[ \t]*:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]{1,998})/gim)) {
    const [id] = scanMessageIds((match[1] ?? '').replace(/=3D/g, '=').replace(/&lt;/g, '<').replace(/&gt;/g, '>'));
    if (id !== undefined && id !== own && id.includes('@')) return id;
  }
  return null;
}

function addressOf(value: string | null): string | null {
  const address = value?.trim().replace(/^<|>$/g, '').replace(/^.*</, '').replace(/>.*$/, '') ?? '';
  return isAddress(address) ? address.toLowerCase() : null;
}

function clean(value: string | null): string | null {
  const line =
    value
      ?.replace(/[\0-\x1f\x7f]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_DIAGNOSTIC) ?? '';
  return line === '' ? null : line;
}
