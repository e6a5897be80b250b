import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the tab by what it shows, as long as it does. */
export function useTitle(...words: readonly string[]): void {
  const { t } = useTranslation();
  const title = [...words.filter(Boolean), t('brand')].join(' · ');
  useEffect(() => {
    document.title = title;
    return () => void (document.title = t('brand'));
  }, [title, t]);
}
