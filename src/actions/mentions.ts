import type { List } from '../contract/common.js';
import type { Mention, ReadMentions } from '../contract/workspace.js';
import { AppError } from '../lib/errors.js';
import { derivedId } from '../lib/ids.js';
import type { ListedTicket } from '../ports/store.js';
import type { MentionRecord } from '../ports/workspace.js';
import type { Message } from '../tickets/message.js';
import { previewOf } from '../tickets/ticket.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Page, Viewer } from './desk.js';

/** Naming colleagues in notes: each is told once, and keeps a list of what he has not read. */
export function createMentions({ store, bus, now }: ActionDeps) {
  return { requireAgents, tell, list, count, read };

  /** @throws AppError `invalid_input` for an id that is no active agent's */
  async function requireAgents(ids: readonly string[]): Promise<void> {
    if (!ids.length) return;
    const active = new Set((await store.people.agents()).filter((agent) => agent.active).map((agent) => agent.id));
    const unknown = ids.filter((id) => !active.has(id));
    if (unknown.length) throw new AppError('invalid_input', 'Somebody who is mentioned does not work here.', { agentIds: unknown });
  }

  /** May run again: the ids follow from the note's. Naming oneself tells nobody. */
  async function tell(ticket: ListedTicket, note: Message, by: Viewer): Promise<void> {
    for (const agentId of note.mentions ?? []) {
      if (agentId === by.id) continue;
      const mention: MentionRecord = {
        id: derivedId(note.id, `mentions ${agentId}`),
        agentId,
        ticketId: ticket.id,
        messageId: note.id,
        by: by.name,
        preview: previewOf(note.text),
        at: note.createdAt,
        readAt: null,
      };
      if (await store.mentions.add(mention)) bus.toAgent(agentId, 'mention:new', { mention: present(mention, ticket) });
    }
  }

  async function list(viewer: Viewer, { unread, ...page }: Page & { unread?: boolean }): Promise<List<Mention>> {
    requireRight(viewer, 'ticket.read');
    const found = await store.mentions.list(viewer.id, { ...page, unread: unread ?? false });
    const tickets = new Map(
      (await store.tickets.many(found.items.map((mention) => mention.ticketId))).map((ticket) => [ticket.id, ticket]),
    );
    const items = found.items.flatMap((mention) => {
      const ticket = tickets.get(mention.ticketId);
      return ticket ? [present(mention, ticket)] : [];
    });
    return { items, nextCursor: found.nextCursor };
  }

  function count(viewer: Viewer): Promise<number> {
    return store.mentions.unread(viewer.id);
  }

  async function read(viewer: Viewer, { ids, ticketId }: ReadMentions): Promise<{ unread: number }> {
    requireRight(viewer, 'ticket.read');
    await store.mentions.markRead(viewer.id, { ...(ids ? { ids } : {}), ...(ticketId ? { ticketId } : {}) }, now());
    return { unread: await count(viewer) };
  }
}

export type Mentions = ReturnType<typeof createMentions>;

function present({ agentId: _agentId, at, readAt, ...mention }: MentionRecord, ticket: ListedTicket): Mention {
  return { ...mention, ticketNumber: ticket.number, subject: ticket.subject, at: at.toISOString(), readAt: readAt?.toISOString() ?? null };
}
