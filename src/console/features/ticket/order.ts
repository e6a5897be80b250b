import type { Priority, TicketStatus } from '../../../contract/common.js';

/** As people pick them: most usual first, most pressing first. */
export const STATUS_ORDER: readonly TicketStatus[] = ['open', 'pending', 'hold', 'solved', 'closed'];
export const PRIORITY_ORDER: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
