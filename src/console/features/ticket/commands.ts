/** What can be told to the open ticket from elsewhere, such as the palette. */
export type TicketCommand = 'reply' | 'note' | 'assign' | 'assignMe' | 'unassign' | 'resolve' | 'pend' | 'merge' | 'split' | 'copyLink' | 'priority' | 'topic' | 'status' | 'tag' | 'snooze' | 'unread' | 'details' | 'up';

let heard: ((command: TicketCommand) => void) | null = null;

/** The open ticket listens; returns how to stop. */
export function onTicketCommand(hear: (command: TicketCommand) => void): () => void {
  heard = hear;
  return () => {
    if (heard === hear) heard = null;
  };
}

export function tellTicket(command: TicketCommand): void {
  heard?.(command);
}
