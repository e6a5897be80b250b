import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../contract/common.js';
import type { Message, NewMessage } from '../../../contract/tickets.js';
import { useMessageCommand, useSendMessage } from '../../api/messages.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';
import { newUuid } from '../../../contract/newUuid.js';
import type { Draft } from './draft.js';
import { keepSent, takeBackIntoBox } from './sentDrafts.js';

/** So long a reply can be taken back. A chat is a conversation: what is said there is said. */
const HELD_SECONDS: Partial<Record<Channel, number>> = { email: 5, sms: 5, whatsapp: 5 };

/** By message: how to take away the offer to take it back. */
const offers = new Map<string, () => void>();

/** It was taken back elsewhere on the page: the offer would only say that it is too late. */
export function endOffer(messageId: string): void {
  offers.get(messageId)?.();
}

/** Sends, and offers to take it back while the server still holds it. */
export function useSending(ticketId: string): (body: NewMessage, draft: Draft) => void {
  const { t } = useTranslation();
  const send = useSendMessage();
  const cancel = useMessageCommand('cancel');
  const { offer } = useOfferUndo();

  return (body, draft) => {
    const held = body.sendAt ? 0 : (body.kind === 'reply' && body.channel && HELD_SECONDS[body.channel]) || 0;
    // The same box, sent in two windows at once, is one message.
    const clientId = draft.id ?? newUuid();
    keepSent(ticketId, clientId, draft);
    void send(ticketId, held ? { ...body, delaySeconds: held } : body, clientId).then(
      (message) => held > 0 && offerBack(message, held),
      // A failure shows under the message itself, with the way to try again.
      () => undefined,
    );
  };

  function toldTooLate(error: unknown): boolean {
    say(t('ticket.failed.takeBack', { reason: errorText(t, error) }), { tone: 'alarm' });
    return true;
  }

  function offerBack(message: Message, seconds: number): void {
    const end = offer(t('ticket.done.sent'), back, { label: t('ticket.done.takeBack'), toldRefusal: toldTooLate });
    const over = (): void => {
      end();
      offers.delete(message.id);
    };
    offers.set(message.id, over);
    setTimeout(over, seconds * 1000);

    // With another ticket open by then, the words must not be lost with the box that they were sent from.
    async function back(): Promise<void> {
      // As it stands now: it may have been moved since with its ticket's others.
      const taken = await cancel.mutateAsync(message);
      takeBackIntoBox(taken.ticketId, message.clientId, message);
      say(t('ticket.done.tookBack'));
    }
  }
}
