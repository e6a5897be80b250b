import { type Outgoing, outgoing, waitsForLine } from '../../api/messages.js';
import { whose } from '../../lib/whose.js';
import { useIsBegun } from '../composer/drafts.js';

/** Own words in a ticket that went nowhere: refused, so that they wait for a person, or begun. Null: none. */
export function useUnsent(ticketId: string): 'notSent' | 'draft' | null {
  const me = whose.use();
  const refused = outgoing.useOf((all) => all.some((one) => one.ticketId === ticketId && one.agentId === me && isRefused(one)));
  const begun = useIsBegun(ticketId);
  return refused ? 'notSent' : begun ? 'draft' : null;
}

/** What waits for the line goes by itself. */
export const isRefused = ({ error }: Outgoing): boolean => error !== null && !waitsForLine(error);
