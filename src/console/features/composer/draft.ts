import type { Channel } from '../../../contract/common.js';

/** A file on its way into a message. `id` once the server has it. */
export interface DraftFile {
  key: string;
  name: string;
  size: number;
  id: string | null;
  /** 0..1 while it is uploaded; null once it is there or has failed. */
  progress: number | null;
}

/** What was begun in a ticket and not sent. Kept in this browser, so that nothing typed is lost. */
export interface Draft {
  tab: 'reply' | 'note';
  reply: string;
  /** The reply with its formatting; null: it has none. */
  replyHtml: string | null;
  note: string;
  /** Null: the customer's last channel. */
  channel: Channel | null;
  files: readonly DraftFile[];
  /** As typed; null: no such line is shown. */
  cc: string | null;
  bcc: string | null;
  /** Null: at once. */
  sendAt: string | null;
  /** The UUID that what is sent from this box gets, in whichever window of this browser. Null: nothing is begun. */
  id: string | null;
  /** Ids of the newest messages when the reply was begun: what came besides has not been read. Null: nothing is begun, or no message was there yet. */
  known: readonly string[] | null;
  /** Where the reply would have gone when it was begun. Null as above. */
  begunFor: { channel: Channel; address: string; name: string } | null;
}

/** What a box holds in which nothing was begun. */
export const EMPTY: Draft = {
  tab: 'reply',
  reply: '',
  replyHtml: null,
  note: '',
  channel: null,
  files: [],
  cc: null,
  bcc: null,
  sendAt: null,
  id: null,
  known: null,
  begunFor: null,
};

/** Whether it holds anything that somebody would miss. */
export const isBegun = ({ reply, note, files }: Draft): boolean => reply.trim() !== '' || note.trim() !== '' || files.length > 0;

/** One text after the other, with a line between them. */
export const joinText = (...parts: string[]): string =>
  parts
    .map((part) => part.trimEnd())
    .filter(Boolean)
    .join('\n\n');

/** The same of two replies with their formatting; null when neither has any. */
export function joinHtml(...replies: Pick<Draft, 'reply' | 'replyHtml'>[]): string | null {
  if (replies.every(({ replyHtml }) => replyHtml === null)) return null;
  return replies
    .map(({ reply, replyHtml }) => replyHtml ?? plainHtml(reply))
    .filter(Boolean)
    .join('<p></p>');
}

/** Plain lines as paragraphs. */
export function plainHtml(text: string): string {
  const escape = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `<p>${escape(line)}</p>`)
        .join('');
}

/** What letters make of a box when the caret stands at its end. */
export function typedOn(draft: Draft, tab: Draft['tab'], words: string): Partial<Draft> {
  if (tab === 'note') return { note: draft.note + words };
  const [first = '', ...more] = words.split('\n');
  // The first line goes on in the last paragraph, before whatever ends there.
  const html = draft.replyHtml?.replace(/(?:<\/\w+>)*$/, (ends) => plainHtml(first).slice('<p>'.length, -'</p>'.length) + ends);
  return { reply: draft.reply + words, replyHtml: html === undefined ? null : html + (more.length > 0 ? plainHtml(more.join('\n')) : '') };
}

/** Every part of both, the older first. */
export function joined(sent: Draft, now: Draft): Draft {
  const isReply = sent.tab === 'reply';
  const untouched = now.reply.trim() === '' && now.files.length === 0;
  if (!isReply) return { ...now, tab: 'note', note: joinText(sent.note, now.note), files: [...sent.files, ...now.files] };
  return {
    ...now,
    tab: 'reply',
    reply: joinText(sent.reply, now.reply),
    replyHtml: joinHtml(sent, now),
    files: [...sent.files, ...now.files],
    cc: joinAddresses(sent.cc, now.cc),
    bcc: joinAddresses(sent.bcc, now.bcc),
    channel: untouched ? sent.channel : now.channel,
    known: now.known ?? sent.known,
    begunFor: untouched ? sent.begunFor : now.begunFor,
    sendAt: untouched && sent.sendAt && sent.sendAt > new Date().toISOString() ? sent.sendAt : now.sendAt,
  };
}

/** What was begun elsewhere, below what stands in this box: nothing of either is lost, and what was begun here says how it goes. */
export function below(there: Draft, came: Draft): Draft {
  // Another window of this browser has put it here already.
  if (holds(there, came)) return there;
  const writes = there.reply.trim() !== '' || there.files.length > 0;
  return {
    tab: isBegun(there) ? there.tab : came.tab,
    reply: joinText(there.reply, came.reply),
    replyHtml: joinHtml(there, came),
    note: joinText(there.note, came.note),
    files: [...there.files, ...came.files],
    cc: joinAddresses(there.cc, came.cc),
    bcc: joinAddresses(there.bcc, came.bcc),
    channel: writes ? there.channel : came.channel,
    sendAt: writes ? there.sendAt : came.sendAt,
    begunFor: writes ? there.begunFor : came.begunFor,
    id: there.id,
    // Of the one ticket's messages whoever wrote in the other knows nothing: what both have now counts as read.
    known: there.known && came.known ? [...there.known, ...came.known] : there.known,
  };
}

function holds(there: Draft, came: Draft): boolean {
  const has = (part: 'reply' | 'note' | 'cc' | 'bcc'): boolean => (there[part] ?? '').trimEnd().endsWith((came[part] ?? '').trim());
  return (
    has('reply') && has('note') && has('cc') && has('bcc') && came.files.every(({ key }) => there.files.some((file) => file.key === key))
  );
}

const joinAddresses = (a: string | null, b: string | null): string | null =>
  a === null
    ? b
    : [a, b]
        .map((part) => part?.trim())
        .filter(Boolean)
        .join(', ');
