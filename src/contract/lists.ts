/** The plain words and limits of the contract, without their schemas: what a browser needs to know before it has said anything. */
export const CHANNELS = ['email', 'sms', 'whatsapp', 'voice', 'chat', 'api'] as const;
export const TICKET_STATUSES = ['open', 'pending', 'hold', 'solved', 'closed'] as const;
/** `oldest` and `newest` go by the last message; the others list live tickets only. */
export const TICKET_SORTS = ['newest', 'oldest', 'waiting', 'due', 'priority', 'heard'] as const;
/** A first reply that is due within this time is nearly late. */
export const NEARLY_LATE_MINUTES = 15;
export const SEARCH_KINDS = ['ticket', 'message', 'note', 'customer'] as const;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
/** Of the desk's own fields; a `date` is a day such as `2026-11-22`. */
export const FIELD_TYPES = ['text', 'number', 'choice', 'date', 'checkbox'] as const;

/** Tickets that are changed together. */
export const MAX_BULK = 500;

/** Bytes of one file, and of all files of one message: what most mail servers still take once it is encoded. */
export const MAX_FILE_BYTES = 20_000_000;
export const MAX_MESSAGE_FILES_BYTES = 24_000_000;
export const MAX_FILES_PER_MESSAGE = 10;

/** So far ahead a ticket can be put aside, and a message held back: a year. */
export const MAX_AHEAD_MS = 366 * 86_400_000;

/** Bytes of a table of customers. */
export const IMPORT_MAX_BYTES = 10_000_000;
/** Names as in the WHATWG list. */
export const TABLE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as const;
