import { useNavigate } from '@tanstack/react-router';
import { ArrowDownUp, Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicketCounts } from '../../api/tickets.js';
import { IconButton } from '../../components/IconButton.js';
import { PickMenu } from '../../components/PickMenu.js';
import { useFormat } from '../../i18n/format.js';
import { useKeys } from '../../keys/useKeys.js';
import { testIds } from '../../testids.js';
import css from './InboxHead.module.css';
import { type Sort, VIEWS, type View } from './views.js';

interface Props {
  view: View;
  sort: Sort;
  onSort: (sort: Sort) => void;
  words: string;
  onWords: (words: string) => void;
}

export function InboxHead({ view, sort, onSort, words, onWords }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const show = (id: View): void => void navigate({ to: '/inbox/$view', params: { view: id } });
  useKeys({ '/': () => input.current?.focus(), ...Object.fromEntries(VIEWS.map((id, index) => [String(index + 1), () => show(id)])) });

  const format = useFormat();
  const counts = useTicketCounts().data;
  /** Nothing is said of a view that is empty or that nobody counts. */
  const countOf = (id: View): string => (id !== 'solved' && counts?.[id] ? format.number(counts[id]) : '');

  const other: Sort = sort === 'waiting' ? 'newest' : 'waiting';
  return (
    <header className={css.head}>
      <div className={css.line}>
        <h1 className={css.title}>
          <PickMenu
            label={t('inbox.pickView')}
            testId={testIds.view}
            value={view}
            options={VIEWS.map((id, index) => ({ id, label: t(`inbox.view.${id}`), mark: <kbd>{index + 1}</kbd>, end: countOf(id) }))}
            onPick={show}
            shown={<><span className={css.name}>{t(`inbox.view.${view}`)}</span><span className={css.count} data-figures data-testid={testIds.viewCount}>{countOf(view)}</span></>}
          />
        </h1>
        <IconButton label={`${t('inbox.sort.label')}: ${t(`inbox.sort.${sort}`)}`} onPress={() => onSort(other)} pressed={sort === 'newest'}>
          <ArrowDownUp size={16} aria-hidden />
        </IconButton>
      </div>
      <div className={css.search}>
        <Search size={14} aria-hidden />
        <input
          ref={input}
          type="search"
          value={words}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            if (words) onWords('');
            else event.currentTarget.blur();
          }}
          placeholder={t('inbox.search.placeholder')}
          aria-label={t('inbox.search.label')}
          data-testid={testIds.listSearch}
        />
        {words ? <button type="button" aria-label={t('action.clear')} onClick={() => onWords('')}><X size={14} aria-hidden /></button> : <kbd aria-hidden>/</kbd>}
      </div>
    </header>
  );
}
