import { type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Macro } from '../../../contract/workspace.js';
import { useMe } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { Field } from '../../components/Field.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

const EXAMPLE = '{{customer.firstName|there}}';

/** The shared ones; one's own are made where they are used. */
export function MacrosPart() {
  const { t } = useTranslation();
  const { agent } = useMe();
  const macros = useSetupList<Macro>('/macros');
  const { save, isPending } = useSave('/macros');
  const shared = macros.data?.filter(({ scope }) => scope === 'shared') ?? [];
  const mayWrite = agent.role !== 'agent';

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    save('POST', '/macros', { name: data.get('name'), text: data.get('text'), scope: 'shared' }, () => form.reset());
  }

  return (
    <>
      <p className={css.lead}>{t('settings.macros.lead', { name: '{{customer.name}}' })}</p>
      {macros.isSuccess && shared.length === 0 && <EmptyState title={t('settings.macros.none')} text={t('settings.macros.noneText')} />}
      <ul className={css.rows}>
        {shared.map((macro) => (
          <li key={macro.id} data-testid="macro">
            <div className={css.words}><strong dir="auto">{macro.name}</strong><p dir="auto">{macro.text}</p></div>
            {mayWrite && <Button size="small" look="quiet" onPress={() => save('DELETE', `/macros/${macro.id}`)}>{t('settings.remove')}</Button>}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form className={css.form} onSubmit={add}>
          <Field label={t('settings.macros.name')}>{(ids) => <input {...ids} name="name" required maxLength={120} data-testid="macro-name" />}</Field>
          <Field label={t('settings.macros.text')} hint={t('settings.macros.textHint', { example: EXAMPLE })}>{(ids) => <textarea {...ids} name="text" required rows={4} maxLength={20_000} data-testid="macro-text" />}</Field>
          <div className={css.buttons}><Button type="submit" look="main" isDisabled={isPending} testId="macro-add">{t('settings.macros.add')}</Button></div>
        </form>
      )}
    </>
  );
}
