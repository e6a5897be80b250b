import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useTags } from '../../api/workspace.js';
import { testIds } from '../../testids.js';
import css from './Tags.module.css';
import type { TicketActions } from './useTicketActions.js';

/** The ticket's tags, each taken off by its cross; a new one by typing it. */
export function Tags({ ticket, actions, adding, onAdding, disabled }: { ticket: Ticket; actions: TicketActions; adding: boolean; onAdding: (adding: boolean) => void; disabled: boolean }) {
  const { t } = useTranslation();
  const known = useTags(adding).data ?? [];
  const [word, setWord] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (adding) input.current?.focus();
  }, [adding]);

  function add(): void {
    const tag = word.trim();
    if (tag && !ticket.tags.some((one) => one.toLowerCase() === tag.toLowerCase())) actions.setTags(ticket, [...ticket.tags, tag]);
    setWord('');
  }

  return (
    <ul className={css.tags} aria-label={t('work.tags.label')}>
      {ticket.tags.map((tag) => (
        <li key={tag} className={css.tag} data-testid={testIds.tag}>
          <span dir="auto">{tag}</span>
          {!disabled && <button type="button" aria-label={t('work.tags.remove', { tag })} onClick={() => actions.setTags(ticket, ticket.tags.filter((one) => one !== tag))}><X size={12} aria-hidden /></button>}
        </li>
      ))}
      {!disabled && (
        <li>
          {adding ? (
            <form onSubmit={(event) => { event.preventDefault(); add(); }}>
              <input
                ref={input}
                className={css.input}
                list="known-tags"
                value={word}
                maxLength={60}
                aria-label={t('work.tags.add')}
                placeholder={t('work.tags.add')}
                onChange={(event) => setWord(event.target.value)}
                onBlur={() => { add(); onAdding(false); }}
                onKeyDown={(event) => {
                  if (event.nativeEvent.isComposing) return;
                  if (event.key === 'Escape') {
                    setWord('');
                    onAdding(false);
                  }
                }}
                data-testid={testIds.tagInput}
              />
              <datalist id="known-tags">{known.filter(({ archived }) => !archived).map(({ id, name }) => <option key={id} value={name} />)}</datalist>
            </form>
          ) : (
            <button type="button" className={css.add} onClick={() => onAdding(true)} title={`${t('work.tags.add')} (t)`} aria-label={t('work.tags.add')}><Plus size={13} aria-hidden />{ticket.tags.length === 0 && t('command.tag')}</button>
          )}
        </li>
      )}
    </ul>
  );
}
