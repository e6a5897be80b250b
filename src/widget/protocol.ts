/** What the loader and the frame say to each other by postMessage. Types only: the loader imports nothing. */

/** Frame to page. `ready`: it listens now. */
export type FromFrame =
  | { sayonce: 'ready' }
  | { sayonce: 'unread'; count: number }
  | { sayonce: 'close' }
  /** The desk's own colour, for a button whose page chose none. */
  | { sayonce: 'color'; color: string };

/** Page to frame, always to the exact origin of the frame. `calm`: it opened by itself, and must leave the focus with the page. */
export type ToFrame =
  | { sayonce: 'hello'; userToken: string | null; language: string; color: string | null; open: boolean; calm?: boolean }
  | { sayonce: 'opened'; calm?: boolean }
  | { sayonce: 'closed' };
