import { StickyNote } from 'lucide-react';
import { memo } from 'react';
import type { Message } from '../../../contract/tickets.js';
import { useCustomer } from '../../api/customers.js';
import { useMe } from '../../api/session.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { sameAddress } from '../../lib/sameAddress.js';
import { testIds } from '../../testids.js';
import { takeBackIntoBox } from '../composer/sentDrafts.js';
import { Attachments } from './Attachments.js';
import { Elsewhere } from './Elsewhere.js';
import { Delivery } from './Delivery.js';
import { DeliveryActions } from './DeliveryActions.js';
import { MessageBody } from './MessageBody.js';
import { MessageMenu } from './MessageMenu.js';
import css from './MessageView.module.css';
import { recipientsShown } from './recipientsShown.js';
import { Why } from './Why.js';
import { WhyMenu } from './WhyMenu.js';
import type { MessageActions } from './useMessageActions.js';
import { nameText } from '../../i18n/machineText.js';
import { useWords } from '../../i18n/useWords.js';

interface Props {
  message: Message;
  follows: boolean;
  /** Here for the same reason as his message before it. */
  again: boolean;
  customerId: string;
  customerName: string;
  /** Nothing in it can be moved: it was merged away, or this is its only message. */
  frozen: 'merged' | 'alone' | null;
  /** The same object and the same function as long as the ticket is open. */
  actions: MessageActions;
  /** It is being taken back. */
  undoing: boolean;
  /** Null unless messages are being picked for splitting. */
  selected: boolean | null;
  onToggle: (id: string) => void;
}

/** Drawn anew only when something of its own changes: a ticket may have hundreds of them. */
export const MessageView = memo(function MessageView({
  message,
  follows,
  again,
  customerId,
  customerName,
  frozen,
  actions,
  undoing,
  selected,
  onToggle,
}: Props) {
  const { t } = useWords();
  const format = useFormat();
  const { direction, channel, wroteBy } = message;
  const mine = useMe().agent.id === message.author?.id;
  const sender = useSender(message, customerName);
  const stranger = useIsStranger(message, customerId);
  const recipients = recipientsShown(message);
  const andMore = (addresses: string, count: number): string =>
    count === 0 ? addresses : addresses ? t('ticket.message.andMore', { addresses, count }) : t('ticket.message.onlyMore', { count });

  return (
    <article
      className={css.message}
      data-direction={direction}
      data-again={again || undefined}
      data-follows={(follows && selected === null) || undefined}
      data-selected={selected || undefined}
      data-testid={testIds.message}
      data-id={message.id}
      data-channel={channel}
      data-cancelled={message.delivery?.state === 'cancelled' || undefined}
      tabIndex={-1}
      aria-label={format.row([
        direction === 'note' ? t('ticket.message.note') : t(`channel.${channel}`),
        sender,
        format.full(message.createdAt),
      ])}
    >
      <div className={css.gutter}>
        {selected !== null && (
          <input
            type="checkbox"
            className={css.check}
            checked={selected}
            onChange={() => onToggle(message.id)}
            aria-label={t('ticket.message.select')}
          />
        )}
        <Mark message={message} />
      </div>
      <div className={css.card}>
        <header className={css.head}>
          <span className={css.who}>
            <span className={css.markInside} aria-hidden>
              <Mark message={message} />
            </span>
            <strong className={css.sender} dir="auto">
              {sender}
            </strong>
            {direction === 'in' && sender !== message.from.value && message.from.kind !== 'chat' && (
              <span className={css.address}>{message.from.value}</span>
            )}
            {recipients.map(({ kind, named, more, all, left }) => (
              <span key={kind} className={css.address} title={andMore(all, left)}>
                {t(`ticket.message.${kind}`, { address: andMore(named, more) })}
              </span>
            ))}
            {stranger && <span className={css.flag}>{t('ticket.message.other')}</span>}
            {wroteBy !== 'person' && (
              <span className={css.tag}>{t(`ticket.message.${wroteBy === 'system' && direction === 'in' ? 'notice' : wroteBy}`)}</span>
            )}
          </span>
          <time className={css.time} dateTime={message.createdAt} title={format.full(message.createdAt)}>
            {format.clock(message.createdAt)}
          </time>
          <span className={css.menu}>
            <MessageMenu message={message} />
          </span>
        </header>
        <MessageBody message={message} />
        <Attachments attachments={message.attachments} shown={message.html ?? ''} />
        {message.delivery && (
          <Delivery delivery={message.delivery} leads>
            <DeliveryActions
              message={message}
              state={message.delivery.state}
              onTakenBack={mine ? () => takeBackIntoBox(message.ticketId, message.clientId, message) : undefined}
            />
          </Delivery>
        )}
      </div>
      {message.decision && (
        <Why decision={message.decision} again={again} onUndo={actions.undo} busy={undoing}>
          {frozen !== 'merged' && <Elsewhere message={message} alone={frozen === 'alone'} actions={actions} />}
          {!frozen && <WhyMenu message={message} customerName={customerName} actions={actions} />}
        </Why>
      )}
    </article>
  );
});

function Mark({ message: { direction, channel } }: { message: Message }) {
  const { t } = useWords();
  if (direction === 'note')
    return (
      <span className={css.noteMark}>
        <StickyNote size={14} aria-hidden />
        {t('ticket.message.note')}
      </span>
    );
  return <ChannelMark channel={channel} word />;
}

/**
 * An address that is not the customer's, as far as we know. A From line proves little even when the address is his, but
 * saying so under every mail would hide the one that matters.
 */
function useIsStranger({ direction, senderVerified, from }: Message, customerId: string): boolean {
  const customer = useCustomer(customerId);
  if (direction !== 'in' || senderVerified || !customer.data) return false;
  return !customer.data.identities.some(({ value }) => sameAddress(value, from.value));
}

/** A proven customer is called by his name, whatever he wrote from; anybody else as he calls himself. */
function useSender({ direction, author, from, wroteBy, senderVerified }: Message, customerName: string): string {
  const { t } = useWords();
  const me = useMe();
  if (direction === 'in')
    return (
      nameText(t, from.name ?? '') ||
      (senderVerified && customerName) ||
      (from.kind === 'chat' ? customerName : from.value) ||
      t('ticket.message.unknown')
    );
  if (author?.id === me.agent.id) return t('ticket.message.you');
  return author?.name || (wroteBy === 'system' ? t('brand') : from.name) || t('ticket.message.us');
}
