import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { outgoing } from '../../api/messages.js';
import { useMe } from '../../api/session.js';
import { Called } from '../../components/Called.js';
import { Dialog } from '../../components/Dialog.js';
import { Skeleton } from '../../components/Skeleton.js';
import { lazily } from '../../components/lazily.js';
import { dismiss, say } from '../../components/toasts.js';
import { onNews } from '../../lib/announce.js';
import { notify } from '../../lib/notices.js';
import { isRefused } from '../inbox/useUnsent.js';
import { nameText } from '../../i18n/machineText.js';

const MOST_KNOWN = 2000;

const NoticesForm = lazily(() => import('./NoticesForm.js').then((module) => module.NoticesForm));

/** Tells of what an agent waits for: words in tickets that nobody has and in his own, notes that name him. */
export function useNotices(): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe().agent.id;
  useEffect(() => {
    /** The customer's last words that were told, by ticket: a change of anything else is no news. */
    const told = new Map<string, string>();
    const began = new Date().toISOString();
    /** By ticket: the toast about it, once for all of the replies that wait in it. */
    const led = new Map<string, number>();
    /** The same, only of those that were not sent. */
    const held = new Map<string, number>();
    const isHeld = (ticketId: string): boolean => outgoing.get().some((one) => one.ticketId === ticketId && isRefused(one));
    // Put back or sent since, nothing waits there any more.
    const unwatch = outgoing.subscribe(() => {
      for (const [ticketId, toast] of held) if (!isHeld(ticketId) && held.delete(ticketId)) dismiss(toast);
    });
    const unhear = onNews((news) => {
      if (news.kind === 'heldBack' || news.kind === 'staysLive') {
        const { ticketId } = news;
        const isOpen = location.pathname.endsWith(`/${ticketId}`);
        // Where it is open it stands there, with the reason.
        if (news.kind === 'heldBack' && isOpen) return;
        const open = (): void => void navigate({ to: '/tickets/$ticketId', params: { ticketId } });
        dismiss(led.get(ticketId) ?? 0);
        const words = news.kind === 'heldBack' ? t('ticket.message.heldBack') : t('ticket.done.notResolved');
        const way = isOpen ? {} : { action: { label: t('ticket.message.openHeldBack'), run: open } };
        const toast = say(words, { tone: 'alarm', stays: news.kind === 'heldBack', ...way });
        if (news.kind === 'heldBack') held.set(ticketId, toast);
        return void led.set(ticketId, toast);
      }
      if (news.kind === 'mention') {
        const { ticketId, ticketNumber, by, preview } = news.mention;
        return notify({
          title: t('work.notice.mention', { name: by, number: ticketNumber }),
          body: preview,
          tag: ticketId,
          open: () => void navigate({ to: '/tickets/$ticketId', params: { ticketId } }),
        });
      }
      const { ticket } = news;
      const said = ticket.lastInboundAt;
      if (!said || said < began || (told.get(ticket.id) ?? '') >= said) return;
      if (told.size > MOST_KNOWN) told.clear();
      told.set(ticket.id, said);
      const mine = ticket.assigneeId === me;
      if (!mine && ticket.assigneeId !== null) return;
      const name = nameText(t, ticket.customerName);
      notify({
        // Answered before, and still nobody's: then it is new to nobody, but nobody else looks after it either.
        title: mine || ticket.firstRepliedAt !== null ? t('work.notice.wrote', { name }) : t('work.notice.newTicket', { name }),
        body: ticket.preview,
        tag: ticket.id,
        open: () => void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id } }),
      });
    });
    return () => {
      unwatch();
      unhear();
    };
  }, [t, navigate, me]);
}

export function NoticesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('work.notice.settings')} lead={t('work.notice.lead')} open onClose={onClose} width={460} testId="notices">
      <Called onGone={onClose} waiting={<Skeleton rows={3} look="lines" />}>
        <NoticesForm />
      </Called>
    </Dialog>
  );
}
