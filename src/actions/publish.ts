import { presentMessage, presentChatLine } from '../present/message.js';
import { presentEvent, presentTicket } from '../present/ticket.js';
import type { ListedTicket } from '../ports/store.js';
import type { TicketEvent } from '../tickets/event.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import { byCost, gatherRows, LONGEST_PAUSE_MS } from './gatherRows.js';

/** Shows what was stored already; a push that is lost harms nothing. */
export interface Publish {
  /** Tells every console of a changed ticket, and those who watch it of its events and message. */
  ticket(change: { ticket: ListedTicket; events?: TicketEvent[]; message?: Message }): Promise<void>;
  /** To those who watch its ticket. @param seq the ticket's; 0 where no event tells of the change */
  message(message: Message, seq: number): Promise<void>;
  /** Shows our words, or his own words from another tab, to the visitor of a chat. */
  toVisitor(visitorId: string, message: Message): void;
}

/** A push that fails is logged and made good by the client's resync: it never fails the action that it tells of. */
export function createPublish({ bus, log, chatFiles }: ActionDeps, agentNames: () => Promise<ReadonlyMap<string, string>>): Publish {
  const showRow = gatherRows((tickets) => bus.toAgents('tickets:changed', { tickets }), bus.isLocal ? byCost : () => LONGEST_PAUSE_MS);
  const publish: Publish = {
    async ticket({ ticket, events = [], message }) {
      try {
        const names = await agentNames();
        for (const event of events)
          bus.toTicket(ticket.id, 'ticket:event', { ticketId: ticket.id, seq: event.seq, event: presentEvent(event) });
        if (message)
          bus.toTicket(ticket.id, 'message:changed', { ticketId: ticket.id, seq: ticket.seq, message: presentMessage(message, names) });
        // Last: who has it open reads it now, the lists of all others may wait.
        showRow(presentTicket(ticket, names));
      } catch (error) {
        log.warn({ err: error, ticketId: ticket.id }, 'push failed');
      }
    },

    async message(message, seq) {
      try {
        bus.toTicket(message.ticketId, 'message:changed', {
          ticketId: message.ticketId,
          seq,
          message: presentMessage(message, await agentNames()),
        });
      } catch (error) {
        log.warn({ err: error, messageId: message.id }, 'push failed');
      }
    },

    toVisitor(visitorId, message) {
      bus.toVisitor(visitorId, 'chat:message', presentChatLine(message, chatFiles));
    },
  };
  return publish;
}
