import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { CustomerDetail, CustomerPatch } from '../../../contract/customers.js';
import type { Field, FieldValue, FieldValues } from '../../../contract/workspace.js';
import { nowOf, useEditCustomer, useUndoEdit } from '../../api/customerWork.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { type Format, useFormat } from '../../i18n/format.js';
import { useOfferUndo } from '../../keys/useOfferUndo.js';
import type { Draft } from './unsaved.js';

/** What is picked; words are written. */
type Part = 'tags' | 'language' | 'timeZone';

/** What one writes about a customer. Each change can be taken back by its toast or by `z`. */
export function useCustomerActions(customer: CustomerDetail) {
  const { t } = useTranslation();
  const format = useFormat();
  const editing = useEditCustomer(customer.id);
  const undoing = useUndoEdit(customer.id);
  const { offer, failed: notUndone } = useOfferUndo();

  async function takeBack(editId: string): Promise<void> {
    await undoing.mutateAsync(editId);
    say(t('ticket.done.undone'));
  }

  /** @returns the failure, when it was refused; what is done then is up to who asked. */
  async function edit(patch: CustomerPatch, what: string): Promise<{ error: Error } | null> {
    try {
      const { editId } = await editing.mutateAsync(patch);
      if (editId) offer(t('person.done', { what }), () => takeBack(editId));
      return null;
    } catch (error) {
      return { error: error as Error };
    }
  }

  /** A choice that is refused can be made again from the toast, which shows both sides. */
  async function choose(patch: CustomerPatch, what: string): Promise<void> {
    const failed = await edit(patch, what);
    if (!failed) return;
    const now = nowOf(failed.error);
    if (!now)
      return void say(t('person.failed', { reason: errorText(t, failed.error) }), {
        tone: 'alarm',
        action: { label: t('action.retry'), run: () => void choose(patch, what) },
      });
    const theirs = Object.fromEntries(
      Object.entries(now).map(([part, value]) => [part, part === 'fields' ? only(value as FieldValues, patch.fields) : value]),
    ) as CustomerPatch;
    const words = { mine: wordsOf(patch, format.row) || t('person.empty'), value: wordsOf(theirs, format.row) || t('person.empty') };
    say(t('person.conflict', words), {
      tone: 'alarm',
      action: { label: t('person.mine'), run: () => void choose({ ...patch, expected: theirs }, what) },
    });
  }

  return {
    undo: (editId: string): void => follow(takeBack(editId), { onError: (error) => notUndone(error) }),
    /** @param seen what was there when one began to choose */
    set<P extends Part>(part: P, value: CustomerPatch[P], seen: CustomerPatch[P]): void {
      const named: Part = part;
      void choose({ [part]: value, expected: { [part]: seen } } as CustomerPatch, t(`person.part.${named}`));
    },
    setField: (field: Field, value: FieldValue, seen: FieldValue): void =>
      void choose({ fields: { [field.key]: value }, expected: { fields: { [field.key]: seen } } }, field.name),
    /** @returns false when it could not be saved: the words belong back into their editor, which shows the other side */
    async write(part: 'name' | 'likes' | 'dislikes' | 'notes', { words, seen }: Draft): Promise<boolean> {
      const what = t(`person.part.${part}`);
      const failed = await edit({ [part]: words, expected: { [part]: seen } }, what);
      if (failed)
        say(nowOf(failed.error) ? t('person.conflictKept', { what }) : t('person.failed', { reason: errorText(t, failed.error) }), {
          tone: 'alarm',
        });
      return failed === null;
    },
  };
}

/** Of all own fields those that were to be changed. */
const only = (now: FieldValues, wanted: FieldValues = {}): FieldValues =>
  Object.fromEntries(Object.keys(wanted).map((key) => [key, now[key] ?? null]));

/** One side of a change, short enough for a toast. */
function wordsOf({ expected: _seen, ...side }: CustomerPatch, row: Format['row']): string {
  return Object.values(side)
    .map((value) =>
      typeof value === 'object' && value !== null ? row(Object.values(value).map((one) => String(one ?? ''))) : String(value ?? ''),
    )
    .join(' · ')
    .slice(0, 200);
}
