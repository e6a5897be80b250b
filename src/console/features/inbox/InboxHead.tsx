import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowDownUp, Plus, Search, SlidersHorizontal, X } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View as SavedView } from '../../../contract/workspace.js';
import { Called } from '../../components/Called.js';
import { IconButton } from '../../components/IconButton.js';
import { lazily } from '../../components/lazily.js';
import { PickMenu } from '../../components/PickMenu.js';
import { useDialogs } from '../../components/useDialogs.js';
import { keyOf } from '../../keys/keymap.js';
import { useCommands } from '../../keys/useCommands.js';
import { useKeys } from '../../keys/useKeys.js';
import { testIds } from '../../testids.js';
import css from './InboxHead.module.css';
import { useViewOptions } from './useViewOptions.js';
import { type Sort, VIEWS, type View, ordersOf } from './views.js';

const ViewBuilder = lazily(() => import('../views/ViewBuilder.js').then((module) => module.ViewBuilder));
const ADD = 'add';

interface Props {
  view: View;
  sort: Sort;
  onSort: (sort: Sort) => void;
  words: string;
  onWords: (words: string) => void;
  /** So many tickets belong here and are not shown yet. */
  fresh: number;
  onShowFresh: () => void;
}

/** Drawn anew only when something of its own changes: the list below it does with every page that comes. */
export const InboxHead = memo(function InboxHead({ view, sort, onSort, words, onWords, fresh, onShowFresh }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const show = (id: View): void => void navigate({ to: '/inbox/$view', params: { view: id } });
  useKeys(Object.fromEntries(VIEWS.map((id, index) => [String(index + 1), () => show(id)])));

  const { options, name, count, saved } = useViewOptions(view);
  const builders = useDialogs<SavedView | 'new'>();
  const [open, setOpen] = useState<'order' | null>(null);
  const orders = ordersOf(view);
  const q = words.trim();
  useCommands({
    search: () => input.current?.focus(),
    order: orders.length > 1 ? () => setOpen('order') : undefined,
    newView: () => builders.open('new'),
    editView: saved?.mine ? () => builders.open(saved) : undefined,
  });
  return (
    <header className={css.head}>
      <div className={css.line}>
        <h1 className={css.title}>
          <PickMenu
            label={t('inbox.pickView')}
            testId={testIds.view}
            value={view}
            options={[...options, { id: ADD, label: t('work.view.add'), mark: <Plus size={14} aria-hidden /> }]}
            onPick={(id) => (id === ADD ? builders.open('new') : show(id))}
            shown={
              <>
                <span className={css.name}>{name}</span>
                <span className={css.count} data-figures data-testid={testIds.viewCount}>
                  {count}
                </span>
              </>
            }
          />
        </h1>
        {/* Beside the name: where it came and went above the rows, they would move under the pointer. */}
        {fresh > 0 && (
          <button type="button" className={css.fresh} onClick={onShowFresh} data-testid={testIds.newTickets}>
            {t('inbox.fresh', { count: fresh })}
          </button>
        )}
        {saved?.mine && (
          <IconButton label={t('work.view.edit')} keys={keyOf('editView')} onPress={() => builders.open(saved)} testId="view-edit">
            <SlidersHorizontal size={16} aria-hidden />
          </IconButton>
        )}
        {orders.length > 1 && (
          <PickMenu
            label={t('inbox.sort.label')}
            testId="order"
            keys={keyOf('order')}
            value={sort}
            options={orders.map((id) => ({ id, label: t(`inbox.sort.${id}`) }))}
            onPick={onSort}
            open={open === 'order'}
            onOpenChange={(now) => setOpen(now ? 'order' : null)}
            shown={<ArrowDownUp size={15} aria-hidden />}
          />
        )}
      </div>
      <div className={css.search}>
        <Search size={14} aria-hidden />
        <input
          ref={input}
          type="search"
          value={words}
          onChange={(event) => onWords(event.target.value)}
          onKeyDown={(event) => {
            // Enter also ends what an input method composes.
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === 'Enter' && q) void navigate({ to: '/search', search: { q } });
            if (event.key !== 'Escape') return;
            if (words) onWords('');
            else event.currentTarget.blur();
          }}
          placeholder={t('inbox.search.placeholder')}
          aria-label={t('inbox.search.label')}
          data-testid={testIds.listSearch}
        />
        {words ? (
          <button type="button" aria-label={t('action.clear')} onClick={() => onWords('')}>
            <X size={14} aria-hidden />
          </button>
        ) : (
          <kbd aria-hidden>/</kbd>
        )}
      </div>
      {q && (
        <Link to="/search" search={{ q }} className={css.everything} data-testid={testIds.searchAll}>
          <span dir="auto">{t('search.everything', { words: q })}</span>
          <kbd aria-hidden>↵</kbd>
        </Link>
      )}
      {builders.draw((of, onClose) => (
        <Called onGone={onClose}>
          <ViewBuilder view={of === 'new' ? null : of} onClose={onClose} onSaved={show} />
        </Called>
      ))}
    </header>
  );
});
