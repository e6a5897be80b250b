import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELD_TYPES } from '../../../contract/lists.js';
import type { Field as OwnField } from '../../../contract/workspace.js';
import { useMe } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

/** The desk's own fields of tickets and customers. */
export function FieldsPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const { agent } = useMe();
  const fields = useSetupList<OwnField>('/fields');
  const { save } = useSave('/fields');
  const mayWrite = agent.role !== 'agent';
  if (fields.isPending) return <Skeleton rows={4} />;
  return (
    <>
      <p className={css.lead}>{t('person.fields.lead')}</p>
      {fields.data?.length === 0 && <EmptyState title={t('person.fields.none')} text={t('person.fields.noneText')} />}
      <ul className={css.rows}>
        {fields.data?.map((field) => (
          <li key={field.id} data-testid="own-field" data-off={field.archived || undefined}>
            <div className={css.words}>
              <strong dir="auto">{field.name}</strong>
              <span>
                {t(field.on === 'ticket' ? 'person.fields.onTicket' : 'person.fields.onCustomer')} ·{' '}
                {field.choices.length > 0
                  ? t('pair', { name: t(`person.fields.types.${field.type}`), value: format.row(field.choices) })
                  : t(`person.fields.types.${field.type}`)}{' '}
                · <code className={css.code}>{field.key}</code>
                {field.archived && ` · ${t('person.fields.archived')}`}
              </span>
            </div>
            {mayWrite && (
              <Button size="small" look="quiet" onPress={() => save('PATCH', `/fields/${field.id}`, { archived: !field.archived })}>
                {t(field.archived ? 'person.fields.restore' : 'person.fields.archive')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && <FieldForm count={fields.data?.length ?? 0} />}
    </>
  );
}

function FieldForm({ count }: { count: number }) {
  const { t } = useTranslation();
  const { save, isPending } = useSave('/fields');
  const [type, setType] = useState<OwnField['type']>('text');
  const [name, setName] = useState('');
  const [key, setKey] = useState<string | null>(null);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const choices = String(form.get('choices') ?? '')
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean);
    save('POST', '/fields', { on: form.get('on'), key: key ?? keyOf(name), name: name.trim(), type, choices, position: count }, () => {
      setName('');
      setKey(null);
      setType('text');
    });
  }
  return (
    <form className={css.form} onSubmit={submit} data-testid="field-form">
      <div className={css.pair}>
        <Field label={t('person.fields.on')}>
          {(ids) => (
            <select {...ids} name="on">
              <option value="ticket">{t('person.fields.onTicket')}</option>
              <option value="customer">{t('person.fields.onCustomer')}</option>
            </select>
          )}
        </Field>
        <Field label={t('person.fields.type')}>
          {(ids) => (
            <select {...ids} value={type} onChange={(event) => setType(FIELD_TYPES.find((one) => one === event.target.value) ?? 'text')}>
              {FIELD_TYPES.map((one) => (
                <option key={one} value={one}>
                  {t(`person.fields.types.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('person.fields.name')}>
          {(ids) => (
            <input
              {...ids}
              value={name}
              onChange={(event) => setName(event.target.value)}
              required
              maxLength={120}
              dir="auto"
              data-testid="field-name"
            />
          )}
        </Field>
        <Field label={t('person.fields.key')} hint={t('person.fields.keyHint')}>
          {(ids) => (
            <input
              {...ids}
              value={key ?? keyOf(name)}
              onChange={(event) => setKey(event.target.value)}
              required
              pattern="[a-z][a-z0-9_]{0,39}"
              spellCheck={false}
              data-testid="field-key"
            />
          )}
        </Field>
      </div>
      {type === 'choice' && (
        <Field label={t('person.fields.choices')} hint={t('person.fields.choicesHint')}>
          {(ids) => <textarea {...ids} name="choices" required rows={3} maxLength={20_000} />}
        </Field>
      )}
      <div className={css.buttons}>
        <Button type="submit" look="main" isDisabled={isPending} testId="field-add">
          {t('person.fields.add')}
        </Button>
      </div>
    </form>
  );
}

/** A key that reads like the name; a name in other scripts leaves it to be typed. */
function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40);
}
