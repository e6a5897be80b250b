import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import css from '../views/ViewBuilder.module.css';
import { readLink } from './links.js';

interface Props {
  /** Where the chosen words lead already. */
  href: string | null;
  onClose: () => void;
  /** Null: they are to be plain words again. */
  onPick: (href: string | null) => void;
}

/** Where the chosen words of a mail lead. */
export function LinkDialog({ href, onClose, onPick }: Props) {
  const { t } = useTranslation();
  const [bad, setBad] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const address = readLink(String(new FormData(event.currentTarget).get('address')));
    if (address === null) return setBad(true);
    onPick(address);
  }

  return (
    <Dialog title={t('work.composer.link')} open onClose={onClose} width={420} testId="link-dialog">
      <form className={css.form} onSubmit={submit}>
        <Field
          label={t('work.composer.linkAddress')}
          hint={t('work.composer.linkHint')}
          error={bad ? t('work.composer.linkBad') : undefined}
        >
          {(ids) => (
            <input
              {...ids}
              name="address"
              defaultValue={href ?? ''}
              onChange={() => setBad(false)}
              autoFocus
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              maxLength={2000}
              placeholder="https://"
              data-testid="link-address"
            />
          )}
        </Field>
        <div className={css.foot}>
          {href !== null && (
            <Button onPress={() => onPick(null)} testId="link-remove">
              {t('work.composer.linkRemove')}
            </Button>
          )}
          <Button type="submit" look="main" testId="link-set">
            {t('work.composer.linkSet')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
