import { createContext } from 'react';

/** Of a dialog that can be opened again as it stood: whether it is shown, and what becomes of it when it is closed with words in it that were not saved. */
export const HeldDialog = createContext<{ shown: boolean; hide: () => void } | null>(null);
