import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import css from './SearchPage.module.css';
import { FILTERS, type SearchChange, type SearchParams } from './searchParams.js';

/** What can be looked for, and how. */
export function NothingAsked() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={<Search size={20} />} title={t('search.empty.title')} text={t('search.empty.text')}>
      <dl className={css.teach}>
        {(['words', 'half', 'phrase', 'number', 'address'] as const).map((one) => (
          <div key={one}>
            <dt dir="auto">{t(`search.empty.${one}.type`)}</dt>
            <dd>{t(`search.empty.${one}.finds`)}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  );
}

/** What to try instead: whatever narrows the search is the first thing to leave out. */
export function NothingFound({ params, onChange }: { params: SearchParams; onChange: (change: SearchChange) => void }) {
  const { t } = useTranslation();
  const narrowed = [...FILTERS, 'kind' as const].some((name) => params[name] !== undefined);
  return (
    <EmptyState
      icon={<Search size={20} />}
      title={t('search.none.title', { words: params.q ?? '' })}
      text={t(narrowed ? 'search.none.narrowed' : 'search.none.text')}
    >
      {narrowed && (
        <Button onPress={() => onChange(Object.fromEntries([...FILTERS, 'kind'].map((name) => [name, undefined])))} testId="search-widen">
          {t('search.none.widen')}
        </Button>
      )}
    </EmptyState>
  );
}
