import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { locked } from './whose.js';

/** As the page comes: it names nothing that is on a desk. */
const BARE = document.title;
let title = BARE;

function show(next: string): void {
  title = next;
  document.title = locked.get() ? BARE : title;
}

locked.subscribe(() => show(title));

/** Names the tab by what it shows, as long as it does. */
export function useTitle(...words: readonly string[]): void {
  const { t } = useTranslation();
  const name = [...words.filter(Boolean), t('brand')].join(' · ');
  useEffect(() => {
    show(name);
    return () => show(t('brand'));
  }, [name, t]);
}
