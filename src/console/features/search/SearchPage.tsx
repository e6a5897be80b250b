import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { keyOf } from '../../keys/keymap.js';
import { useCommands } from '../../keys/useCommands.js';
import { useKeys } from '../../keys/useKeys.js';
import { useRowKeys } from '../../keys/useRowKeys.js';
import { useNow } from '../../lib/now.js';
import { useTitle } from '../../lib/useTitle.js';
import { testIds } from '../../testids.js';
import { FoundSections } from './FoundSections.js';
import { SearchFilters } from './SearchFilters.js';
import { NothingAsked, NothingFound } from './NothingFound.js';
import { openedIn, rememberOpened } from './lastOpened.js';
import css from './SearchPage.module.css';
import { type SearchChange, askOf, asksForTickets, readSearch } from './searchParams.js';
import { useSections } from './useSections.js';
import { useTypedWords } from './useTypedWords.js';

const REST_MS = 220;

/** Everything that was ever said, written down or called: one box, and the address says what was looked for. */
export function SearchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { history } = useRouter();
  const params = useSearch({ from: '/search' });
  const day = new Date(useNow()).toDateString();
  const ask = askOf(params, Date.parse(day));
  const sections = useSections(ask, params.kind, asksForTickets(params));
  const main = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const search = JSON.stringify(params);

  /** Words are typed over each other; a filter is a step that one can go back from. */
  const show = (change: SearchChange, replace = false): void =>
    void navigate({ to: '/search', search: readSearch({ ...params, ...change }), replace });
  const typed = useTypedWords(params.q ?? '', REST_MS, (words) => show({ q: words }, true));
  const shown = sections.some(({ items }) => items.length > 0);
  const isNew = sections.some((one) => one.isNew);
  const failed = sections.filter((one) => one.error !== null);
  const count = sections.reduce((sum, { items }) => sum + items.length, 0);

  const back = (): void => (history.canGoBack() ? history.back() : void navigate({ to: '/' }));
  const toBox = (): void => {
    input.current?.focus();
    input.current?.select();
  };
  const rows = (): HTMLElement[] => [...(main.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const go = useRowKeys(main);
  useCommands({ search: toBox, everything: toBox });
  useKeys({ ArrowDown: () => go(1), ArrowUp: () => (document.activeElement === rows()[0] ? toBox() : go(-1)), Escape: back });

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // What an input method makes of these keys is its own business.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') typed.settle();
    else if (event.key === 'ArrowDown') go(1);
    else if (event.key === 'Escape') back();
    else return;
    event.preventDefault();
  }

  // Whoever comes back from a hit goes on from it, anybody else begins with the words.
  const placed = useRef(false);
  useEffect(() => {
    if (placed.current) return;
    const opened = openedIn(search);
    if (opened === null) input.current?.focus();
    else if (!shown) return;
    const row = rows().find(({ dataset }) => dataset['id'] === opened);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'center' });
    placed.current = true;
  }, [search, shown]);

  useTitle(params.q ?? '', t('search.title'));

  return (
    <main ref={main} className={css.page} data-testid={testIds.search}>
      <h1 className="visually-hidden">{t('search.title')}</h1>
      <header className={css.head}>
        <div className={css.box}>
          <Search size={18} aria-hidden />
          <input
            ref={input}
            type="search"
            {...typed.box}
            onKeyDown={onKeyDown}
            maxLength={300}
            placeholder={t('search.placeholder')}
            aria-label={t('search.label')}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            dir="auto"
            data-testid={testIds.searchBox}
          />
          {typed.words ? (
            <button
              type="button"
              aria-label={t('action.clear')}
              onClick={() => {
                typed.setWords('');
                input.current?.focus();
              }}
            >
              <X size={16} aria-hidden />
            </button>
          ) : (
            <kbd aria-hidden>{keyOf('search')}</kbd>
          )}
        </div>
        <SearchFilters params={params} onChange={show} />
      </header>
      <div
        className={css.results}
        data-old={sections.some(({ isOld }) => isOld) || undefined}
        aria-busy={isNew || sections.some(({ isOld }) => isOld)}
      >
        <div className={css.column}>
          <p className="visually-hidden" role="status">
            {ask &&
              !isNew &&
              failed.length === 0 &&
              t(sections.some(({ hasMore }) => hasMore) ? 'search.foundMore' : 'search.found', { count })}
          </p>
          {ask === null && <NothingAsked />}
          {isNew && !shown && <Skeleton rows={6} />}
          {ask && !isNew && !shown && failed.length === 0 && <NothingFound params={params} onChange={show} />}
          <FoundSections
            sections={sections}
            only={params.kind}
            onKind={(kind) => show({ kind })}
            onOpen={(id) => rememberOpened(search, id)}
          />
          {failed[0] && <ErrorNote error={failed[0].error} onRetry={() => failed.forEach(({ again }) => void again())} />}
        </div>
      </div>
    </main>
  );
}
