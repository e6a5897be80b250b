import type { Message } from '../../../contract/tickets.js';
import { createStore } from '../../lib/createStore.js';
import { whose } from '../../lib/whose.js';

/** The dialog that is open about one message. One for the whole page: a ticket may hold hundreds of messages. */
export const messageDialog = createStore<{ kind: 'move' | 'forward' | 'original'; message: Message } | null>(null);

export const closeDialog = (): void => messageDialog.set(null);
whose.subscribe(closeDialog);
