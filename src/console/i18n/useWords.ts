import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';

/** One set of words for each language, made once: the same function as long as the language stays. */
let spoken: { language: string; t: TFunction } | null = null;

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

function current(): { language: string; t: TFunction } {
  const language = i18next.resolvedLanguage ?? 'en';
  if (spoken?.language !== language) spoken = { language, t: i18next.getFixedT(language) };
  return spoken;
}

/**
 * What `useTranslation` gives, for what a page shows by the hundred: that one copies the whole i18next object for each
 * component that uses it, which made a third of the work of scrolling.
 */
export function useWords(): { language: string; t: TFunction } {
  return useSyncExternalStore(subscribe, current);
}
