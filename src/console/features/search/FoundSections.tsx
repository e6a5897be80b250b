import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchKind } from '../../../contract/search.js';
import type { Found } from '../../api/search.js';
import { Button } from '../../components/Button.js';
import { FoundRow, foundId } from './FoundRow.js';
import css from './SearchPage.module.css';

interface Props {
  sections: readonly Found[];
  /** The one kind that is looked for, page by page. */
  only: SearchKind | undefined;
  onKind: (kind: SearchKind) => void;
  onOpen: (id: string) => void;
}

/** What was found, kind by kind. */
export function FoundSections({ sections, only, onKind, onOpen }: Props) {
  return sections
    .filter(({ items }) => items.length > 0)
    .map((found) => <Section key={found.kind} found={found} only={only !== undefined} onKind={onKind} onOpen={onOpen} />);
}

function Section({
  found: { kind, items, hasMore, isLoadingMore, more },
  only,
  onKind,
  onOpen,
}: Omit<Props, 'sections' | 'only'> & { found: Found; only: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.sectionHead}>
        <h2 id={id}>{t(`search.kind.${kind}`)}</h2>
        {!only && hasMore && (
          <Button size="small" look="quiet" onPress={() => onKind(kind)} testId={`search-all-${kind}`}>
            {t('search.showAll')}
          </Button>
        )}
      </div>
      <ul>
        {items.map((item) => (
          <li key={foundId(item)}>
            <FoundRow item={item} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {only && hasMore && (
        <div className={css.more}>
          <Button size="small" isDisabled={isLoadingMore} onPress={() => void more()} testId="search-more">
            {t('action.loadMore')}
          </Button>
        </div>
      )}
    </section>
  );
}
