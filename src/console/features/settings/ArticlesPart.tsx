import { Plus } from 'lucide-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../contract/widget.js';
import { useMay } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import css from './Settings.module.css';
import { useOvertaken } from './useOvertaken.js';
import { useSave } from './useSave.js';

export function ArticlesPart() {
  const { t } = useTranslation();
  const articles = useSetupList<Article>('/articles');
  const forms = useDialogs<Article | 'new'>();
  const mayWrite = useMay('articles.write');
  return (
    <>
      <div className={css.top}>
        <p className={css.lead}>{t('settings.articles.lead')}</p>
        {mayWrite && (
          <Button look="main" onPress={() => forms.open('new')} testId="article-new">
            <Plus size={16} aria-hidden />
            {t('settings.articles.add')}
          </Button>
        )}
      </div>
      {articles.isPending && <Skeleton rows={3} />}
      {articles.isError && <ErrorNote error={articles.error} onRetry={() => void articles.refetch()} />}
      {articles.data?.length === 0 && <EmptyState title={t('settings.articles.none')} text={t('settings.articles.noneText')} />}
      <ul className={css.rows}>
        {articles.data?.map((article) => (
          <li key={article.id} data-testid="article">
            <div className={css.words}>
              <strong dir="auto" lang={article.language}>
                {article.title}
              </strong>
              <span>
                {LANGUAGE_NAMES[article.language]} · {t(article.public ? 'settings.articles.shown' : 'settings.articles.draft')}
              </span>
            </div>
            {mayWrite && (
              <Button size="small" look="quiet" onPress={() => forms.open(article)}>
                {t('action.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {forms.draw((one, onClose) => (
        <ArticleForm article={one === 'new' ? null : one} onClose={onClose} />
      ))}
    </>
  );
}

function ArticleForm({ article, onClose }: { article: Article | null; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { save, isPending } = useSave('/articles');
  const { overtaken, seen, tellThere, question } = useOvertaken('/articles', article?.version, onClose);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { title: data.get('title'), body: data.get('body'), language: data.get('language'), public: data.has('public') };
    if (article) save('PATCH', `/articles/${article.id}`, { ...body, ...seen }, onClose, tellThere);
    else save('POST', '/articles', body, onClose);
  }

  return (
    <Dialog
      title={t(article ? 'settings.articles.edit' : 'settings.articles.add')}
      open
      onClose={onClose}
      width={720}
      testId="article-form"
    >
      <form className={css.form} onSubmit={submit}>
        <Field label={t('settings.articles.name')}>
          {(ids) => (
            <input {...ids} name="title" required maxLength={200} dir="auto" defaultValue={article?.title} data-testid="article-title" />
          )}
        </Field>
        <Field label={t('settings.articles.body')} hint={t('settings.articles.bodyHint')}>
          {(ids) => (
            <textarea
              {...ids}
              name="body"
              required
              rows={12}
              maxLength={50_000}
              dir="auto"
              defaultValue={article?.body}
              data-testid="article-body"
            />
          )}
        </Field>
        <Field label={t('settings.articles.language')}>
          {(ids) => (
            <select {...ids} name="language" defaultValue={article?.language ?? i18n.resolvedLanguage}>
              {LANGUAGES.map((one) => (
                <option key={one} value={one}>
                  {LANGUAGE_NAMES[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <label className={css.check}>
          <input type="checkbox" name="public" defaultChecked={article?.public ?? true} />
          {t('settings.articles.public')}
        </label>
        {question}
        <div className={css.buttons}>
          <Button type="submit" look="main" isDisabled={isPending || overtaken} testId="article-save">
            {t('action.save')}
          </Button>
          {article && (
            <Button look="danger" isDisabled={isPending} onPress={() => save('DELETE', `/articles/${article.id}`, undefined, onClose)}>
              {t('settings.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
