import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiToken, CreatedApiToken } from '../../../contract/apiTokens.js';
import { useFreshList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { CopyButton } from '../../components/CopyButton.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { Roles } from './Roles.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

/** What other systems call the API with. */
export function TokensPart() {
  const { t } = useTranslation();
  const format = useFormat();
  const tokens = useFreshList<ApiToken>('/tokens');
  const token = useSave<CreatedApiToken>('/tokens');
  const [made, setMade] = useState<CreatedApiToken | null>(null);
  /** The one that is to be revoked, once that is said again: a shop may stop by it, and nothing brings it back. */
  const [asked, setAsked] = useState<string | null>(null);

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    token.save('POST', '/tokens', { name: data.get('name'), role: data.get('role') }, (result) => {
      setMade(result);
      form.reset();
    });
  }

  function revoke({ id }: ApiToken): void {
    setAsked(null);
    token.save('DELETE', `/tokens/${id}`, undefined, () => setMade((shown) => (shown?.id === id ? null : shown)));
  }

  if (tokens.isPending) return <Skeleton rows={4} />;
  return (
    <>
      <p className={css.lead}>{t('desk.tokens.lead')}</p>
      {tokens.isError && <ErrorNote error={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && <EmptyState title={t('desk.tokens.none')} text={t('desk.tokens.noneText')} />}
      <ul className={css.rows}>
        {tokens.data?.map((one) => (
          <li key={one.id} data-testid="token">
            <div className={css.words}>
              <strong dir="auto">{one.name}</strong>
              <span>
                {t(`role.${one.role}`)} · {t('desk.tokens.made', { name: one.createdBy, date: format.date(one.createdAt) })} ·{' '}
                {one.lastUsedAt === null ? t('desk.tokens.unused') : t('desk.tokens.used', { time: format.full(one.lastUsedAt) })}
              </span>
            </div>
            {asked !== one.id && (
              <Button size="small" look="quiet" onPress={() => setAsked(one.id)} testId="token-revoke">
                {t('desk.tokens.revoke')}
              </Button>
            )}
            {asked === one.id && (
              <div className={css.tools}>
                <Button size="small" look="danger" onPress={() => revoke(one)} testId="token-revoke-sure">
                  {t('desk.tokens.revokeSure')}
                </Button>
                <Button size="small" look="quiet" autoFocus onPress={() => setAsked(null)}>
                  {t('action.cancel')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {made && (
        <p className={css.told} role="status" data-testid="token-shown">
          {t('desk.tokens.shown', { name: made.name })} <code className={css.url}>{made.token}</code> <CopyButton text={made.token} />
        </p>
      )}
      <form className={css.line} onSubmit={add} data-testid="token-form">
        <Field label={t('desk.tokens.name')}>{(ids) => <input {...ids} name="name" required maxLength={120} />}</Field>
        <Field label={t('settings.people.role')}>
          {(ids) => (
            <select {...ids} name="role">
              <Roles />
            </select>
          )}
        </Field>
        <Button type="submit" look="main" isDisabled={token.isPending} testId="token-add">
          {t('desk.tokens.add')}
        </Button>
      </form>
    </>
  );
}
