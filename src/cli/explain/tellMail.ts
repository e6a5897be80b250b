import { machineSigns } from '../../screening/machineSigns.js';
import { mailTraits } from '../../channels/email/read.js';
import { MailMeta } from '../../channels/email/intake.js';
import type { Explained, ReadMail } from './explainMail.js';
import type { Placed } from './scratchDesk.js';

const WIDTH = 100;
const SHOWN_LINES = 12;

/** For a person at a terminal: how it was read, what it is, where it would go, each with what shows it. */
export function tellMail({ explained, mail, inbound }: ReadMail, placed: Placed, raw: Buffer): string {
  const { file } = explained;
  if (mail === null || inbound === null) {
    return section(file, [
      ['read', `not at all: ${explained.quarantined ?? ''}`],
      ['goes', 'into quarantine, with its raw form and a retry'],
    ]);
  }
  const signs = machineSigns(mailTraits(mail, MailMeta.parse({}), inbound.from));
  return section(file, [
    ['read', `${raw.length} bytes in ${explained.ms} ms`],
    ['from', `${shownAddress(explained.from)}${mail.senderDoubt ? `  (in doubt: ${mail.senderDoubt})` : ''}`],
    ['to', explained.to.map(shownAddress).join(', ')],
    ['cc', explained.cc.map(shownAddress).join(', ')],
    ['reply to', mail.replyTo ? shownAddress(mail.replyTo) : ''],
    ['subject', explained.subject ?? '(none)'],
    ['date', explained.date ?? '(none that makes sense)'],
    ['id', explained.messageId ?? '(none)'],
    ['answers', [...new Set([...(explained.inReplyTo?.split(' ') ?? []), ...explained.references])].join(' ')],
    ['words', wordsOf(explained)],
    ['folded', [counted(explained.quotedText, 'quoted'), counted(explained.signature, 'of signature')].filter(Boolean).join(', ')],
    ['html', explained.html === null ? '' : `${explained.html.length} characters, sanitised`],
    [
      'files',
      explained.attachments
        .map((part) => `${part.filename}  ${part.contentType}  ${part.size} bytes${part.inline ? '  in the text' : ''}`)
        .join('\n'),
    ],
    ['is', `${inbound.wroteBy}${signs.length > 0 ? `, because: ${signs.join('; ')}` : ', nothing shows a machine'}`],
    [
      'bounce',
      explained.bounce
        ? Object.entries(explained.bounce)
            .map(([name, value]) => `${name}: ${value ?? '-'}`)
            .join('\n')
        : '',
    ],
    ['goes', whereTo(placed)],
  ]);
}

/** What `--json --place` says of it; null when it goes into no ticket. */
export function ticketOf({ message, ticket, openedBy }: Placed): object | null {
  if (!message?.decision || !ticket) return null;
  const { rule, confidence, evidence, alternatives = [] } = message.decision;
  return {
    number: ticket.number,
    subject: ticket.subject,
    opensIt: openedBy === null,
    rule,
    confidence,
    evidence,
    alternatives: alternatives.map(({ ticketId: _ours, ...other }) => other),
  };
}

function whereTo({ row, message, ticket, openedBy, duplicateOf }: Placed): string {
  if (duplicateOf !== null) return `nowhere: it is the same mail as ${duplicateOf}`;
  if (row.state === 'ignored') return `nowhere: ${row.code ?? ''}`;
  if (!message || !ticket) return `into quarantine: ${row.code ?? ''} ${row.message ?? ''}`;
  const { decision } = message;
  const place =
    openedBy === null
      ? `into a new ticket, #${ticket.number} "${ticket.subject}"`
      : `into ticket #${ticket.number} "${ticket.subject}", which ${openedBy} opened`;
  const evidence = (decision?.evidence ?? []).map(({ kind, value }) => `${kind}: ${value}`);
  const others = (decision?.alternatives ?? []).map(
    ({ number, subject, rule, confidence }) =>
      `or into #${number}${subject && ` "${subject}"`}, by the rule ${rule}, ${percent(confidence)}`,
  );
  return [
    `${place}, of ${ticket.customerName}`,
    `by the rule ${decision?.rule ?? '-'}, ${percent(decision?.confidence ?? 0)} sure`,
    ...evidence,
    ...others,
  ].join('\n');
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function wordsOf({ visibleText }: Explained): string {
  const lines = visibleText.trim().split('\n');
  const shown = lines.slice(0, SHOWN_LINES).map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line));
  return [...shown, ...(lines.length > SHOWN_LINES ? [`… and ${lines.length - SHOWN_LINES} more lines`] : [])].join('\n');
}

function counted(text: string, what: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return lines === 0 ? '' : `${lines} ${lines === 1 ? 'line' : 'lines'} ${what}`;
}

function shownAddress({ address, name }: { address: string | null; name: string | null }): string {
  return name ? `${name} <${address ?? ''}>` : (address ?? '(nobody)');
}

function section(title: string, rows: [string, string][]): string {
  const told = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name.padEnd(9)}${value.replaceAll('\n', `\n${' '.repeat(11)}`)}`);
  // A mail must not steer the terminal that shows it.
  return `${[title, ...told].join('\n').replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '')}\n\n`;
}
