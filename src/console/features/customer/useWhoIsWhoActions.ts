import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { Customer, Identity } from '../../../contract/customers.js';
import type { LinkSuggestion } from '../../../contract/linkSuggestions.js';
import { useWhoIsWho } from '../../api/customerWork.js';
import { ApiError } from '../../api/http.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';

/** Merging, linking and unlinking. Each says what it did, and is taken back by the toast, by `z`, or on the customer's page. */
export function useWhoIsWhoActions() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { merge, link, unlink, undo: undoing, decide } = useWhoIsWho();
  const { offer, failed: notUndone } = useOfferUndo();

  const failed =
    (key: 'person.merge.failed' | 'person.identity.failed' | 'person.suggest.failed') =>
    (error: unknown): void =>
      void say(t(key, { reason: errorText(t, error) }), { tone: 'alarm' });

  const undone = (): number => say(t('ticket.done.undone'));
  const takeBack = (changeId: string): Promise<number> => undoing.mutateAsync(changeId).then(undone);
  const offerUndo = (text: string, changeId: string): void => void offer(text, () => takeBack(changeId));

  return {
    undo: (changeId: string): void => follow(takeBack(changeId), { onError: (error) => notUndone(error) }),
    undoing: undoing.isPending,
    merging: merge.isPending,
    merge: (from: Pick<Customer, 'id' | 'name'>, into: Pick<Customer, 'id' | 'name'>, onDone: () => void) =>
      follow(merge.mutateAsync({ fromId: from.id, intoId: into.id }), {
        onSuccess: ({ id }) => {
          onDone();
          offerUndo(t('person.merge.done', { from: from.name, name: into.name }), id);
          if (location.pathname.startsWith('/customers/')) void navigate({ to: '/customers/$customerId', params: { customerId: into.id } });
        },
        onError: failed('person.merge.failed'),
      }),
    unlink: (customerId: string, { kind, value }: Pick<Identity, 'kind' | 'value'>) =>
      follow(unlink.mutateAsync({ customerId, body: { kind, value } }), {
        onSuccess: ({ id }) => offerUndo(t('person.identity.unlinked', { value }), id),
        onError: failed('person.identity.failed'),
      }),
    /** @param onTaken when somebody has it: who, so that one can ask before it is taken over */
    link: (
      customerId: string,
      body: { kind: 'email' | 'phone' | 'external'; value: string; takeFrom?: string },
      onDone: () => void,
      onTaken: (holder: { id: string; name: string }) => void,
    ) =>
      follow(link.mutateAsync({ customerId, body }), {
        onSuccess: ({ id }) => {
          onDone();
          offerUndo(t('person.identity.linked', { value: body.value }), id);
        },
        onError: (error) => {
          const holder =
            error instanceof ApiError && error.code === 'identity_taken'
              ? (error.details as { holder?: { id: string; name: string | null } } | undefined)?.holder
              : undefined;
          if (holder) onTaken({ id: holder.id, name: holder.name ?? '' });
          else failed('person.identity.failed')(error);
        },
      }),
    linking: link.isPending,
    accept: (suggestion: LinkSuggestion, text: string) =>
      follow(decide.mutateAsync({ id: suggestion.id, verb: 'accept' }), {
        onSuccess: ({ changeId }) => changeId && offerUndo(text, changeId),
        onError: failed('person.suggest.failed'),
      }),
    dismiss: ({ id }: LinkSuggestion) =>
      follow(decide.mutateAsync({ id, verb: 'dismiss' }), {
        onSuccess: () => offer(t('person.suggest.dismissed'), () => decide.mutateAsync({ id, verb: 'reopen' }).then(undone)),
        onError: failed('person.suggest.failed'),
      }),
    deciding: decide.isPending,
  };
}
