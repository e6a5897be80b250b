/** What the loader and the frame say to each other by postMessage. Types only: the loader imports nothing. */

/** Frame to page. `ready`: it listens now. */
export type FromFrame =
  | { sayonce: 'ready' }
  | { sayonce: 'unread'; count: number }
  | { sayonce: 'close' };

/** Page to frame, always to the exact origin of the frame. */
export type ToFrame =
  | { sayonce: 'hello'; userToken: string | null; language: string; color: string | null; open: boolean }
  | { sayonce: 'opened' }
  | { sayonce: 'closed' };
