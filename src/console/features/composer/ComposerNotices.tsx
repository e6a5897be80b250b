import { CalendarClock, MessageCircleWarning, PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useAgents, useMe } from '../../api/session.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { agentTyping } from '../../socket.js';
import { testIds } from '../../testids.js';
import css from './ComposerParts.module.css';
import type { Draft } from './draft.js';
import { useFading } from './useFading.js';

/** What a person should know before sending: the customer wrote meanwhile, a colleague writes too, it goes out later. */
export function ComposerNotices({ ticket, draft, onRead, onUnschedule }: { ticket: TicketDetail; draft: Draft; onRead: () => void; onUnschedule: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const agents = useAgents().data ?? [];
  const typing = useFading(agentTyping.use(), 5000);
  const wrote = draft.tab === 'reply' && draft.reply.trim() !== '' && draft.begunAfter !== null && (ticket.lastInboundAt ?? '') > draft.begunAfter;
  const colleague = typing?.ticketId === ticket.id && typing.agentId !== me.agent.id ? agents.find(({ id }) => id === typing.agentId)?.name : undefined;
  const showLast = (): void => {
    document.querySelector('[data-testid="message"][data-direction="in"]:last-of-type')?.scrollIntoView({ block: 'nearest' });
    onRead();
  };
  return (
    <>
      {wrote && (
        <p className={css.notice} role="status" data-testid={testIds.wroteMeanwhile}>
          <MessageCircleWarning size={15} aria-hidden />{t('work.composer.wroteMeanwhile', { name: nameText(t, ticket.customerName) })}
          <button type="button" onClick={showLast}>{t('work.composer.wroteShow')}</button>
          <button type="button" onClick={onRead}>{t('work.composer.wroteOk')}</button>
        </p>
      )}
      {colleague && <p className={css.notice} role="status" data-testid="agent-typing"><PenLine size={15} aria-hidden />{t('work.composer.agentTyping', { names: colleague })}</p>}
      {draft.tab === 'reply' && draft.sendAt && (
        <p className={css.notice} role="status" data-testid="scheduled">
          <CalendarClock size={15} aria-hidden />{t('work.composer.scheduled', { time: format.full(draft.sendAt) })}
          <button type="button" onClick={onUnschedule}>{t('work.composer.unschedule')}</button>
        </p>
      )}
    </>
  );
}
