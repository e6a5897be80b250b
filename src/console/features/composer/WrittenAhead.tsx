import { useTranslation } from 'react-i18next';
import css from './Composer.module.css';
import { useDraft } from './drafts.js';
import { useWrittenAhead } from './writeAhead.js';

/** Shows what is written into the ticket's box before it is there. */
export function WrittenAhead({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const tab = useWrittenAhead(ticketId);
  const draft = useDraft(ticketId);
  if (tab === null) return null;
  const label = tab === 'note' ? t('ticket.composer.note') : t('ticket.composer.reply');
  return (
    <section className={css.composer} data-tab={tab} data-ahead aria-label={label} data-testid="written-ahead">
      <p className={css.text} dir="auto">
        {draft[tab] || <span className={css.hint}>{label}</span>}
      </p>
    </section>
  );
}
