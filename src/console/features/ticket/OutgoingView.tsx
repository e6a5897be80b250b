import { CircleAlert, Clock3, CloudOff, StickyNote } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CameSince } from '../../../contract/cameSince.js';
import { type Outgoing, discard, elseReadBy, heldBackBy, useSendMessage, waitsForLine, wasMerged } from '../../api/messages.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Button } from '../../components/Button.js';
import { errorText } from '../../i18n/errorText.js';
import { nameText } from '../../i18n/machineText.js';
import { takeBackIntoBox } from '../composer/sentDrafts.js';
import css from './MessageView.module.css';
import own from './OutgoingView.module.css';

/**
 * Our words on their way, or still here because they could not be sent. Into a ticket that was merged away they never go, nor
 * by themselves into the other one, which may be somebody else's: from this box they wait in that one's. Nor do they go over what
 * their writer could not know: put back into the box they are sent by who has read it.
 */
export function OutgoingView({ outgoing: { clientId, ticketId, body, at, error }, merged }: { outgoing: Outgoing; merged: boolean }) {
  const { t } = useTranslation();
  const send = useSendMessage();
  const isNote = body.kind === 'note';
  const isForAPerson = heldBackBy(error) !== null || elseReadBy(error) !== null;

  function takeBack(): void {
    takeBackIntoBox(ticketId, clientId, {
      text: body.text,
      html: body.html ?? null,
      direction: isNote ? 'note' : 'out',
      createdAt: at,
      ...(body.channel ? { channel: body.channel } : {}),
    });
    discard(clientId);
  }

  return (
    <article className={css.message} data-direction={isNote ? 'note' : 'out'} data-testid="outgoing">
      <div className={css.gutter}>
        {isNote ? (
          <span className={css.noteMark}>
            <StickyNote size={14} aria-hidden />
            {t('ticket.message.note')}
          </span>
        ) : (
          body.channel && <ChannelMark channel={body.channel} word />
        )}
      </div>
      <div className={css.card}>
        <header className={css.head}>
          <strong className={css.sender}>{t('ticket.message.you')}</strong>
        </header>
        <p className={own.text} dir="auto">
          {body.text}
        </p>
        {error === null ? (
          <p className={own.state}>
            <Clock3 size={13} aria-hidden />
            {t('ticket.message.sending')}
          </p>
        ) : waitsForLine(error) ? (
          <p className={own.state}>
            <CloudOff size={13} aria-hidden />
            {t('ticket.message.waitsForLine')}
            <button type="button" className={own.link} onClick={takeBack}>
              {t('ticket.message.discard')}
            </button>
          </p>
        ) : (
          <div className={own.failed} role="alert">
            <p>
              <CircleAlert size={14} aria-hidden />
              <strong>{t('pair', { name: t('ticket.message.notSent'), value: '' })}</strong> {whyNot(t, error)}
            </p>
            <div>
              {!merged && !isForAPerson && (
                <Button size="small" onPress={() => void send(ticketId, body, clientId).catch(() => undefined)}>
                  {t('ticket.message.retry')}
                </Button>
              )}
              <Button size="small" look="quiet" onPress={takeBack}>
                {t('ticket.message.discard')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </article>
  );
}

/** Why the words did not go. */
function whyNot(t: TFunction, error: unknown): string {
  const [came, name] = [heldBackBy(error), elseReadBy(error)];
  if (came) return cameText(t, came);
  if (name !== null) return t('ticket.message.otherFirst', { name: nameText(t, name) });
  return wasMerged(error) ? t('ticket.message.mergedFirst') : errorText(t, error);
}

function cameText(t: TFunction, { customer, colleague }: CameSince): string {
  if (colleague === null) return t('ticket.message.wroteFirst');
  return t(customer ? 'ticket.message.bothFirst' : 'ticket.message.answeredFirst', { name: colleague });
}
