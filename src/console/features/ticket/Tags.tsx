import { Plus, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useTags } from '../../api/workspace.js';
import { testIds } from '../../testids.js';
import css from './Tags.module.css';
import { foldTags } from './foldTags.js';
import type { TicketActions } from './useTicketActions.js';

/** The ticket's tags, each taken off by its cross; a new one by typing it. */
export function Tags({
  ticket,
  actions,
  ...rest
}: {
  ticket: Ticket;
  actions: TicketActions;
  adding: boolean;
  onAdding: (adding: boolean) => void;
  disabled: boolean;
}) {
  return <TagList tags={ticket.tags} onChange={(tags) => actions.setTags(ticket, tags)} {...rest} />;
}

interface ListProps {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  adding: boolean;
  onAdding: (adding: boolean) => void;
  disabled?: boolean;
  /** There is a key for it here. */
  keyed?: boolean;
}

const isVip = (tag: string): boolean => /^vip$/i.test(tag);

/** Tags of anything; of many the first ones, until the others are asked for. */
export function TagList({ tags, onChange, adding, onAdding, disabled = false, keyed = true }: ListProps) {
  const { t } = useTranslation();
  const known = useTags(adding).data ?? [];
  const [word, setWord] = useState('');
  const [all, setAll] = useState(false);
  /** Added here: whoever adds one sees it. */
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const folded = foldTags(tags, (tag) => isVip(tag) || fresh.includes(tag));
  const more = tags.length - folded.length;
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  useEffect(() => {
    if (adding) input.current?.focus();
  }, [adding]);

  function add(): void {
    const tag = word.trim();
    if (tag && !tags.some((one) => one.toLowerCase() === tag.toLowerCase())) {
      setFresh((old) => [...old, tag]);
      onChange([...tags, tag]);
    }
    setWord('');
  }

  return (
    <ul className={css.tags} aria-label={t('work.tags.label')} data-all={(more > 0 && all) || undefined}>
      {(all ? tags : folded).map((tag) => (
        <li key={tag} className={css.tag} data-testid={testIds.tag} data-vip={isVip(tag) || undefined}>
          <span dir="auto">{tag}</span>
          {!disabled && (
            <button type="button" aria-label={t('work.tags.remove', { tag })} onClick={() => onChange(tags.filter((one) => one !== tag))}>
              <X size={12} aria-hidden />
            </button>
          )}
        </li>
      ))}
      {more > 0 && (
        <li>
          <button
            type="button"
            className={css.more}
            aria-expanded={all}
            aria-label={all ? undefined : t('work.tags.rest', { more })}
            title={all ? undefined : t('work.tags.rest', { more })}
            onClick={() => setAll(!all)}
            data-testid="tags-more"
          >
            {all ? t('work.tags.fewer') : `+${more}`}
          </button>
        </li>
      )}
      {!disabled && (
        <li>
          {adding ? (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                add();
              }}
            >
              <input
                ref={input}
                className={css.input}
                list={listId}
                value={word}
                maxLength={60}
                aria-label={t('work.tags.add')}
                placeholder={t('work.tags.add')}
                onChange={(event) => setWord(event.target.value)}
                onBlur={() => {
                  add();
                  onAdding(false);
                }}
                onKeyDown={(event) => {
                  if (event.nativeEvent.isComposing) return;
                  if (event.key === 'Escape') {
                    setWord('');
                    onAdding(false);
                  }
                }}
                data-testid={testIds.tagInput}
              />
              <datalist id={listId}>
                {known
                  .filter(({ archived }) => !archived)
                  .map(({ id, name }) => (
                    <option key={id} value={name} />
                  ))}
              </datalist>
            </form>
          ) : (
            <button
              type="button"
              className={css.add}
              onClick={() => onAdding(true)}
              title={keyed ? `${t('work.tags.add')} (t)` : t('work.tags.add')}
              aria-label={t('work.tags.add')}
            >
              <Plus size={13} aria-hidden />
              {tags.length === 0 && t('command.tag')}
            </button>
          )}
        </li>
      )}
    </ul>
  );
}
