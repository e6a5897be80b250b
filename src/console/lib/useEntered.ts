import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Enter in a box whose list follows what is typed after a while: it is meant for the list that belongs to the words, and waits for it.
 * `forget` is to be called when more is typed.
 * @param typed what the list is to be found by
 * @param isThere the list belongs to that
 * @param take what Enter does
 */
export function useEntered(typed: string, isThere: boolean, take: () => void): { enter: () => void; forget: () => void; taken: boolean } {
  const [entered, setEntered] = useState<{ words: string } | null>(null);
  const run = useEffectEvent(take);
  const taken = entered?.words === typed && isThere;
  useEffect(() => {
    if (entered && taken) run();
  }, [entered, taken]);
  return { enter: () => setEntered({ words: typed }), forget: () => setEntered(null), taken };
}
