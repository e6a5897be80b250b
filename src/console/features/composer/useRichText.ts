import { useEffect, useState } from 'react';

type Rich = typeof import('./RichText.js').RichText;
let loaded: Rich | null = null;

/**
 * The editor for mail, once it is there. It is fetched when a mail is to be answered and the page has nothing better to
 * do; a box that somebody writes in is never changed under his hands, so it then appears with the next ticket.
 */
export function useRichText(wanted: boolean): { RichText: Rich | null; onFocused: (focused: boolean) => void } {
  const [rich, setRich] = useState<Rich | null>(() => loaded);
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    if (!wanted || rich || focused) return;
    let gone = false;
    const show = (): void => void (!gone && setRich(() => loaded));
    if (loaded) return show();
    const timer = setTimeout(() => {
      void import('./RichText.js').then(
        (module) => {
          loaded = module.RichText;
          show();
        },
        () => undefined,
      ); // Without a line the plain box does, and the next ticket tries again.
    }, 300);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wanted, rich, focused]);
  return { RichText: rich, onFocused: setFocused };
}
