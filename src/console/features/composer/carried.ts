import type { Channel } from '../../../contract/common.js';
import { MESSAGE_TEXT_MAX, PHONE_TEXT_MAX } from '../../../contract/textLengths.js';
import type { TicketDetail } from '../../../contract/tickets.js';
import type { DraftFile } from './draft.js';

/** What a way to the customer takes beside plain words: the server says it of each. */
type Carries = TicketDetail['replyChannels'][number]['carries'];

/** A note stays in the house. */
export const BY_NOTE: Carries = { files: true, html: false, copies: false, fileBytes: Infinity };
/** There is no way to this customer. */
export const NOTHING: Carries = { files: false, html: false, copies: false, fileBytes: 0 };

/** Why the files of a draft cannot go that way; null: they can. */
export function refusedFiles(carries: Carries, files: readonly Pick<DraftFile, 'size'>[]): 'noFiles' | 'tooMuch' | null {
  if (files.length === 0) return null;
  if (!carries.files) return 'noFiles';
  return files.reduce((sum, { size }) => sum + size, 0) > carries.fileBytes ? 'tooMuch' : null;
}

/** How much is said in one message at most, where a text is longer than that; null where it is not. */
export function mostOfText(channel: Channel | null, text: string): number | null {
  const most = channel === 'sms' || channel === 'whatsapp' ? PHONE_TEXT_MAX : MESSAGE_TEXT_MAX;
  return text.trim().length > most ? most : null;
}
