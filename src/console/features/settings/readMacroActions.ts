import type { TicketActions } from '../../../contract/workspace.js';
import { splitWords } from '../../lib/splitWords.js';

/** Chosen in a list: the ticket's stays as it is. */
export const NOTHING = '';
/** Chosen in a list: nobody, or no topic. */
export const NONE = 'none';

/**
 * Reads what a canned reply does to its ticket.
 * @param said what the form says in the field of this name
 * @param before of these, what the form has no field for stays
 */
export function readMacroActions(said: (name: string) => string, before: TicketActions): TicketActions {
  const { status: _status, priority: _priority, assigneeId: _assigneeId, topic: _topic, addTags: _addTags, ...others } = before;
  const [status, priority, assignee, topic] = ['status', 'priority', 'assignee', 'topic'].map(said);
  const tags = splitWords(said('tags'));
  return {
    ...others,
    ...(status ? { status } : {}),
    ...(priority ? { priority } : {}),
    ...(assignee ? { assigneeId: assignee === NONE ? null : assignee } : {}),
    ...(topic ? { topic: topic === NONE ? null : topic } : {}),
    ...(tags.length ? { addTags: tags } : {}),
  } as TicketActions;
}
