import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '../../components/Button.js';
import { Field } from '../../components/Field.js';
import menu from '../../components/PickMenu.module.css';
import css from './PickFact.module.css';

interface Props {
  label: string;
  value: string | null;
  shown: string;
  options: () => readonly string[];
  optionText?: (option: string) => string;
  hint: string;
  /** @param seen what was there when the box was opened */
  onPick: (value: string | null, seen: string | null) => void;
  testId: string;
}

/** A fact that is a word of a long list: shown as words, changed in a small box with the list to type in. */
export function PickFact({ label, value, shown, options, optionText, hint, onPick, testId }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  /** What the box was opened with. */
  const [opened, setOpened] = useState<{ seen: string | null } | null>(null);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const next = String(new FormData(event.currentTarget).get('fact') ?? '').trim() || null;
    setOpened(null);
    if (opened && next !== opened.seen) onPick(next, opened.seen);
  }
  return (
    <DialogTrigger isOpen={opened !== null} onOpenChange={(open) => setOpened(open ? { seen: value } : null)}>
      <AriaButton className={css.fact!} data-testid={testId} aria-label={t('pair', { name: label, value: shown })}>
        {shown}
      </AriaButton>
      <Popover className={menu.popover!} placement="bottom start" offset={4}>
        <Dialog className={css.box!} aria-label={label}>
          <form onSubmit={submit}>
            <Field label={label} hint={hint}>
              {(ids) => <input {...ids} name="fact" list={listId} defaultValue={value ?? ''} autoFocus maxLength={60} spellCheck={false} />}
            </Field>
            <datalist id={listId}>
              {opened &&
                options().map((option) => (
                  <option key={option} value={option}>
                    {optionText?.(option)}
                  </option>
                ))}
            </datalist>
            <Button type="submit" size="small" look="main">
              {t('action.save')}
            </Button>
          </form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
