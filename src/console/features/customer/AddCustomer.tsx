import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { useCreateCustomer } from '../../api/customers.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { errorText } from '../../i18n/errorText.js';
import css from './AddCustomer.module.css';

const KINDS = ['email', 'phone', 'external'] as const;

/** At least one of address, number and id has to be there. When somebody has it, it leads to him. */
export function AddCustomer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateCustomer();
  const [needsOne, setNeedsOne] = useState(false);
  const open = (customerId: string): void => {
    onClose();
    void navigate({ to: '/customers/$customerId', params: { customerId } });
  };

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const identities = KINDS.flatMap((kind) => {
      const value = String(form.get(kind)).trim();
      return value ? [{ kind, value, verified: true }] : [];
    });
    setNeedsOne(identities.length === 0);
    if (identities.length > 0) create.mutate({ name: String(form.get('name')).trim(), identities }, { onSuccess: ({ id }) => open(id) });
  }

  const holder = create.error instanceof ApiError && create.error.code === 'identity_taken' ? holderOf(create.error.details) : null;
  const taken = create.error instanceof ApiError && create.error.code === 'identity_taken';
  return (
    <Dialog title={t('customer.page.add')} lead={t('customer.page.needOne')} open onClose={onClose} width={440}>
      <form className={css.form} onSubmit={submit}>
        <Field label={t('customer.page.name')}>
          {(ids) => <input {...ids} name="name" required maxLength={200} autoFocus dir="auto" />}
        </Field>
        <Field label={t('customer.page.email')}>{(ids) => <input {...ids} name="email" type="email" maxLength={320} />}</Field>
        <Field label={t('customer.page.phone')}>
          {(ids) => <input {...ids} name="phone" type="tel" placeholder="+49 30 1234567" maxLength={40} />}
        </Field>
        <Field label={t('customer.page.external')} error={needsOne ? t('customer.page.needOne') : undefined}>
          {(ids) => <input {...ids} name="external" maxLength={320} />}
        </Field>
        {create.isError && (
          <p className={css.error} role="alert">
            {taken
              ? holder?.name
                ? t('customer.page.taken', { name: holder.name })
                : t('customer.page.takenOther')
              : errorText(t, create.error)}
            {holder?.id && (
              <Button size="small" onPress={() => open(holder.id)}>
                {t('customer.page.openHolder')}
              </Button>
            )}
          </p>
        )}
        <Button type="submit" look="main" isDisabled={create.isPending}>
          {t('customer.page.save')}
        </Button>
      </form>
    </Dialog>
  );
}

/** The refusal names who holds the address. */
function holderOf(details: unknown): { id: string; name: string | null } | null {
  const holder = (details as { holder?: { id?: unknown; name?: unknown } } | null)?.holder;
  if (typeof holder?.id !== 'string') return null;
  return { id: holder.id, name: typeof holder.name === 'string' ? holder.name : null };
}
