import { createStore } from './createStore.js';

/** Id of the agent whose desk is on the page; null while there is none. What the browser keeps for one is not for another. */
export const whose = createStore<string | null>(null);

/**
 * Why nobody may use his desk just now: his session has ended, or he is signed in again with a password that he has to replace
 * first. The cover lies over it then, and it waits below as it stood and asks the server nothing.
 */
export const locked = createStore<false | 'signed_out' | 'one_time'>(false);
