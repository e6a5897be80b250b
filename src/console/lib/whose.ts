import { createStore } from './createStore.js';

/** Id of the agent whose desk is on the page; null while there is none. What the browser keeps for one is not for another. */
export const whose = createStore<string | null>(null);

/** Whether his session has ended: the sign-in page lies over his desk, which waits below it as it stood and asks the server nothing. */
export const locked = createStore(false);
