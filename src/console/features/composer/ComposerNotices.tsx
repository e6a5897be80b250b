import { CalendarClock, MessageCircleWarning, PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useAgents, useMe } from '../../api/session.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { agentTyping } from '../../socket.js';
import { testIds } from '../../testids.js';
import css from './ComposerParts.module.css';
import { askForBox } from './boxFocus.js';
import type { Draft } from './draft.js';
import type { Route } from './replyRoute.js';
import { useFading } from './useFading.js';
import { type Unread, showUnread } from './useUnread.js';

interface Props {
  ticket: TicketDetail;
  draft: Draft;
  unread: Unread | null;
  /** It was about to be sent, and was not, because of what is unread. */
  stopped: boolean;
  onRead: (whose: 'customer' | 'colleague') => void;
  onUnschedule: () => void;
  /** The reply was begun for another channel, or for somebody else's chat. */
  moved: { from: NonNullable<Draft['begunFor']>; to: Route; stopped: boolean } | null;
  onMoved: () => void;
}

/** What a person should know before sending: the customer or a colleague wrote meanwhile, one writes too, it goes out later. */
export function ComposerNotices({ ticket, draft, unread, stopped, onRead, onUnschedule, moved, onMoved }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const agents = useAgents().data ?? [];
  const typing = useFading(agentTyping.use(), 5000);
  const colleague =
    typing?.ticketId === ticket.id && typing.agentId !== me.agent.id ? agents.find(({ id }) => id === typing.agentId)?.name : undefined;
  /** Each of these buttons goes with its line: who pressed it writes on. */
  const thenWrite = (run: () => void) => (): void => {
    run();
    askForBox(ticket.id, draft.tab);
  };
  // Whoever wrote last is answered first.
  const [first] = ticket.replyChannels;
  const cameSince = [
    ...(unread?.customer
      ? [
          {
            whose: 'customer' as const,
            testId: testIds.wroteMeanwhile,
            words: t('work.composer.wroteMeanwhile', { name: nameText(t, first?.other ? first.name : ticket.customerName) }),
          },
        ]
      : []),
    ...(unread?.colleague
      ? [
          {
            whose: 'colleague' as const,
            testId: testIds.answeredMeanwhile,
            words: t('work.composer.answeredMeanwhile', { name: unread.colleague }),
          },
        ]
      : []),
  ];
  return (
    <>
      {cameSince.map(({ whose, testId, words }, index) => (
        <p key={whose} className={css.notice} role="status" data-testid={testId}>
          <MessageCircleWarning size={15} aria-hidden />
          {words}
          {stopped && index === cameSince.length - 1 && <strong>{t('work.composer.notYet')}</strong>}
          <button
            type="button"
            onClick={thenWrite(() => {
              showUnread(unread?.ids[whose] ?? null);
              onRead(whose);
            })}
          >
            {t('work.composer.wroteShow')}
          </button>
          <button type="button" onClick={thenWrite(() => onRead(whose))}>
            {t('work.composer.wroteOk')}
          </button>
        </p>
      ))}
      {moved && (
        <p className={css.notice} role="status" data-testid="goes-elsewhere">
          <MessageCircleWarning size={15} aria-hidden />
          {t('work.composer.goesElsewhere', {
            before: nameText(t, moved.from.name),
            channelBefore: t(`channel.${moved.from.channel}`),
            name: nameText(t, moved.to.name),
            channel: t(`channel.${moved.to.channel}`),
          })}
          {moved.stopped && <strong>{t('work.composer.notYet')}</strong>}
          <button type="button" onClick={thenWrite(onMoved)}>
            {t('work.composer.wroteOk')}
          </button>
        </p>
      )}
      {colleague && (
        <p className={css.notice} role="status" data-testid="agent-typing">
          <PenLine size={15} aria-hidden />
          {t('work.composer.agentTyping', { names: colleague })}
        </p>
      )}
      {draft.tab === 'reply' && draft.sendAt && (
        <p className={css.notice} role="status" data-testid="scheduled">
          <CalendarClock size={15} aria-hidden />
          {t('work.composer.scheduled', { time: format.full(draft.sendAt) })}
          <button type="button" onClick={thenWrite(onUnschedule)}>
            {t('work.composer.unschedule')}
          </button>
        </p>
      )}
    </>
  );
}
