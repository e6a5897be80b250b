import { type ChangeEvent, useEffect, useRef, useState } from 'react';

/**
 * What stands in the box, and what is looked for: the words once they rest. While an input method composes, nothing
 * leaves the box: half a syllable is no word.
 * @param q what is looked for by the address, which going back changes
 */
export function useTypedWords(q: string, ms: number, onSettled: (words: string) => void) {
  const [words, setWords] = useState(q);
  const [composing, setComposing] = useState(false);
  const told = useRef(q);
  const tell = useRef(onSettled);
  useEffect(() => void (tell.current = onSettled));

  // What the address says because we said so is no news: the box may be ahead of it.
  useEffect(() => {
    if (q === told.current) return;
    told.current = q;
    setWords(q);
  }, [q]);

  const settle = (text: string): void => {
    if (text.trim() === told.current) return;
    told.current = text.trim();
    tell.current(told.current);
  };
  const settleLater = useRef(settle);
  useEffect(() => void (settleLater.current = settle));
  useEffect(() => {
    if (composing) return;
    const timer = setTimeout(() => settleLater.current(words), words.trim() ? ms : 0);
    return () => clearTimeout(timer);
  }, [words, composing, ms]);

  return {
    words,
    setWords,
    /** Looks for it now. */
    settle: () => settle(words),
    box: {
      value: words,
      onChange: (event: ChangeEvent<HTMLInputElement>) => setWords(event.target.value),
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  };
}
