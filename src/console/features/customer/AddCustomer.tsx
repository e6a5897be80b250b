import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { follow } from '../../api/follow.js';
import { useCreateCustomer } from '../../api/customers.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import css from './AddCustomer.module.css';

const KINDS = ['email', 'phone', 'external'] as const;

/** At least one of address, number and id has to be there. When somebody has it, it leads to him. */
export function AddCustomer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateCustomer();
  const [needsOne, setNeedsOne] = useState(false);
  const { problem, setProblem, isOpen, tell } = useProblem();
  const show = (customerId: string): void => void navigate({ to: '/customers/$customerId', params: { customerId } });
  const wayTo = (customerId: string) => ({ label: t('customer.page.openHolder'), run: () => show(customerId) });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const identities = KINDS.flatMap((kind) => {
      const value = String(form.get(kind)).trim();
      return value ? [{ kind, value, verified: true }] : [];
    });
    setNeedsOne(identities.length === 0);
    setProblem(null);
    if (identities.length === 0) return;
    follow(create.mutateAsync({ name: String(form.get('name')).trim(), identities }), {
      onSuccess: ({ id }) => {
        if (isOpen()) show(id);
        else say(t('customer.page.added'), { action: wayTo(id) });
        onClose();
      },
      onError(error) {
        const taken = error instanceof ApiError && error.code === 'identity_taken';
        const by = holderOf(error);
        const words = by?.name ? t('customer.page.taken', { name: by.name }) : t('customer.page.takenOther');
        tell(taken ? words : errorText(t, error), by ? wayTo(by.id) : undefined);
      },
    });
  }

  const holder = holderOf(create.error);
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
        {problem && (
          <p className={css.error} role="alert">
            {problem}
            {holder && (
              <Button
                size="small"
                onPress={() => {
                  onClose();
                  show(holder.id);
                }}
              >
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
function holderOf(error: Error | null): { id: string; name: string | null } | null {
  if (!(error instanceof ApiError) || error.code !== 'identity_taken') return null;
  const holder = (error.details as { holder?: { id?: unknown; name?: unknown } } | null)?.holder;
  if (typeof holder?.id !== 'string') return null;
  return { id: holder.id, name: typeof holder.name === 'string' ? holder.name : null };
}
