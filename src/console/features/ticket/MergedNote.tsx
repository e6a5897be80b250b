import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { Button } from '../../components/Button.js';
import { useGoToTicket } from '../../lib/useGoToTicket.js';
import { testIds } from '../../testids.js';
import type { ComposerFocus } from '../composer/Composer.js';
import { askOnArrival } from '../composer/boxFocus.js';
import { isBegun } from '../composer/draft.js';
import { moveDraft, useDraft } from '../composer/drafts.js';
import { loadRichText } from '../composer/useRichText.js';
import css from './TicketPage.module.css';
import { useMergedInto } from './useMergedInto.js';

/**
 * Says that the ticket was merged away, and where the conversation is now. What was begun here waits in the box there.
 * @param interrupts it was merged before our eyes, and may have taken the box from somebody who was writing
 * @param focus asks for the box, in whose place this stands
 */
export function MergedNote({ ticket, interrupts, focus }: { ticket: TicketDetail; interrupts: boolean; focus: ComposerFocus | null }) {
  const { t } = useTranslation();
  const goTo = useGoToTicket();
  const into = useMergedInto(ticket);
  const here = isBegun(useDraft(ticket.id));
  const draft = useDraft(into?.ticket.id ?? ticket.id);
  const there = isBegun(draft);
  const note = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (into) for (const id of [ticket.id, ...into.via]) moveDraft(id, into.ticket.id);
  }, [ticket.id, into, here]);

  // Whoever wrote when the box went types on: the letters must not be taken for commands, so they fall on the note.
  const wrote = useRef(interrupts && here);
  useLayoutEffect(() => {
    if (wrote.current && document.activeElement === document.body) note.current?.focus();
  }, []);

  useEffect(() => {
    if (focus) note.current?.focus();
  }, [focus]);

  const open = (): void => {
    const ticketId = into?.ticket.id ?? ticket.mergedIntoId ?? '';
    // Whoever is led to his words goes on writing them.
    if (there) void loadRichText().then(() => askOnArrival(ticketId, draft.tab));
    goTo(ticketId);
  };
  return (
    <p
      ref={note}
      className={css.merged}
      role="status"
      tabIndex={-1}
      data-testid={testIds.merged}
      data-takes-keys
      onKeyDown={({ key }) => key === 'Escape' && note.current?.blur()}
    >
      {t('ticket.merged')}
      {into && there && <strong>{t('ticket.mergedWords', { number: into.ticket.number })}</strong>}
      <Button size="small" onPress={open}>
        {t('ticket.openMerged')}
      </Button>
    </p>
  );
}
