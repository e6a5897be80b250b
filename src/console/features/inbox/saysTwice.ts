import type { Ticket } from '../../../contract/tickets.js';

/** Without gaps: how lines are joined is nothing that is said. */
const plain = (text: string): string => text.replace(/\s+/g, '');

/** A chat or a call has no subject of its own, so the server takes its first words: the row would say them twice. */
export function saysTwice({ subject, preview, lastDirection }: Pick<Ticket, 'subject' | 'preview' | 'lastDirection'>): boolean {
  if (lastDirection === 'out') return false;
  const [about, last] = [plain(subject), plain(preview)];
  return about === last || (about.endsWith('…') && last.startsWith(about.slice(0, -1)));
}
