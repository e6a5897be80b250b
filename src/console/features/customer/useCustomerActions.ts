import { useTranslation } from 'react-i18next';
import type { CustomerDetail, CustomerPatch } from '../../../contract/customers.js';
import type { Field, FieldValue } from '../../../contract/workspace.js';
import { useEditCustomer, useUndoEdit } from '../../api/customerWork.js';
import { ApiError } from '../../api/http.js';
import { dismiss, say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { type Format, useFormat } from '../../i18n/format.js';
import { forgetDone, rememberDone } from '../../keys/lastDone.js';

type Part = Exclude<keyof CustomerPatch, 'version' | 'expected'>;

/** What one writes about a customer. Each change can be taken back by its toast or by `z`. */
export function useCustomerActions(customer: CustomerDetail) {
  const { t } = useTranslation();
  const format = useFormat();
  const editing = useEditCustomer(customer.id);
  const undoing = useUndoEdit(customer.id);

  function undo(editId: string): void {
    undoing.mutate(editId, {
      onSuccess: () => say(t('ticket.done.undone')),
      onError: (error) => say(t('person.undoFailed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }

  function edit(patch: CustomerPatch, what: string, seen: CustomerDetail | null = customer): void {
    editing.mutate({ patch, seen }, {
      onSuccess: ({ editId }) => {
        if (!editId) return;
        const once = (): void => {
          forgetDone(once);
          dismiss(toast);
          undo(editId);
        };
        const toast = say(t('person.done', { what }), { action: { label: t('action.undo'), run: once } });
        rememberDone(t('person.done', { what }), once);
      },
      onError: (error) => {
        const now = error instanceof ApiError && error.code === 'conflict' ? (error.details as { now?: Record<string, unknown> } | undefined)?.now : undefined;
        if (now) return void say(t('person.conflict', { value: wordsOf(now, format.row) || t('person.empty') }), { tone: 'alarm', action: { label: t('person.mine'), run: () => edit(patch, what, null) } });
        say(t('person.failed', { reason: errorText(t, error) }), { tone: 'alarm', action: { label: t('action.retry'), run: () => edit(patch, what, seen) } });
      },
    });
  }

  return {
    undo,
    set<P extends Part>(part: P, value: CustomerPatch[P]): void {
      const named: Part = part;
      edit({ [part]: value } as CustomerPatch, t(`person.part.${named}`));
    },
    setField: (field: Field, value: FieldValue) => edit({ fields: { [field.key]: value } }, field.name),
  };
}

/** What a colleague made of it, short enough for a toast. */
function wordsOf(now: Record<string, unknown>, row: Format['row']): string {
  return Object.values(now).map((value) => (typeof value === 'object' && value !== null ? row(Object.values(value).map((one) => String(one ?? ''))) : String(value ?? ''))).join(' · ').slice(0, 200);
}
