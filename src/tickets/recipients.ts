import type { Message, Party } from './message.js';

/** Everybody a message goes to, whom it is for first: those in copy and in blind copy hold the same words and tokens as he. */
export function recipientsOf({ to, cc, bcc }: Pick<Message, 'to' | 'cc' | 'bcc'>): Party[] {
  return [...to, ...(cc ?? []), ...(bcc ?? [])];
}
