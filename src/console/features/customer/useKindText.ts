import { useTranslation } from 'react-i18next';

const NAMED = ['order', 'product', 'subscription'] as const;

/** What a kind of record is called; other systems may have kinds of their own. */
export function useKindText(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => {
    const named = NAMED.find((one) => one === kind);
    return named ? t(`work.customer.${named}`) : kind.replaceAll('_', ' ');
  };
}
