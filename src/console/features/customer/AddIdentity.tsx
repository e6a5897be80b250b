import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { Field } from '../../components/Field.js';
import css from './CustomerPanel.module.css';
import { useWhoIsWhoActions } from './useWhoIsWhoActions.js';

const KINDS = ['email', 'phone', 'external'] as const;
interface Wanted {
  kind: (typeof KINDS)[number];
  value: string;
}

/** One more address of this customer. When somebody has it, that is said, and it is taken over only if one says so. */
export function AddIdentity({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { link, linking } = useWhoIsWhoActions();
  const [taken, setTaken] = useState<{ wanted: Wanted; holder: { id: string; name: string } } | null>(null);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wanted: Wanted = { kind: KINDS.find((one) => one === form.get('kind')) ?? 'email', value: String(form.get('value')).trim() };
    link(customerId, wanted, onClose, (holder) => setTaken({ wanted, holder }));
  }
  return (
    <form
      className={css.addIdentity}
      onSubmit={submit}
      onInput={() => setTaken(null)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <Field label={t('person.identity.kind')}>
        {(ids) => (
          <select {...ids} name="kind">
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`identity.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('person.identity.value')}>
        {(ids) => <input {...ids} name="value" required maxLength={320} autoFocus spellCheck={false} data-testid="identity-value" />}
      </Field>
      {taken && (
        <p role="alert" className={css.taken}>
          {t('person.identity.taken', { value: taken.wanted.value, name: taken.holder.name })}
          <Button
            size="small"
            onPress={() => link(customerId, { ...taken.wanted, takeFrom: taken.holder.id }, onClose, () => undefined)}
            testId="identity-take"
          >
            {t('person.identity.take')}
          </Button>
        </p>
      )}
      <div className={css.addFoot}>
        <Button size="small" look="quiet" onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button size="small" look="main" type="submit" isDisabled={linking}>
          {t('person.identity.addGo')}
        </Button>
      </div>
    </form>
  );
}
