import { createStore } from './createStore.js';

/** Id of the agent whose page this is; null while nobody is signed in. What the browser keeps for one is not for another. */
export const whose = createStore<string | null>(null);
