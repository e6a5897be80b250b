import { type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagItem } from '../../../contract/workspace.js';
import { useMay } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import css from './Settings.module.css';
import { useSave } from './useSave.js';

export function TagsPart() {
  const { t } = useTranslation();
  const tags = useSetupList<TagItem>('/tags');
  const { save, isPending } = useSave('/tags');
  const mayWrite = useMay('workspace.share');

  function add(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    save('POST', '/tags', { name: new FormData(form).get('name') }, () => form.reset());
  }

  if (tags.isPending) return <Skeleton rows={4} />;
  return (
    <>
      <p className={css.lead}>{t('settings.tags.lead')}</p>
      {tags.data?.length === 0 && <p className={css.hint}>{t('settings.tags.none')}</p>}
      <ul className={css.rows}>
        {tags.data?.map((tag) => (
          <li key={tag.id} data-testid="tag" data-off={tag.archived || undefined}>
            <div className={css.words}>
              <strong dir="auto">{tag.name}</strong>
              {tag.archived && <span>{t('settings.tags.archived')}</span>}
            </div>
            {mayWrite && !tag.archived && (
              <Button size="small" look="quiet" onPress={() => save('PATCH', `/tags/${tag.id}`, { archived: true })}>
                {t('settings.tags.archive')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form className={css.line} onSubmit={add}>
          <Field label={t('settings.tags.name')}>
            {(ids) => <input {...ids} name="name" required maxLength={60} data-testid="tag-name" />}
          </Field>
          <Button type="submit" isDisabled={isPending} testId="tag-add">
            {t('settings.tags.add')}
          </Button>
        </form>
      )}
    </>
  );
}
