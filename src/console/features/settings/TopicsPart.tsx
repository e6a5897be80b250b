import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../../contract/topics.js';
import { useMay } from '../../api/session.js';
import { useSetupList } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { IconButton } from '../../components/IconButton.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { useFormat } from '../../i18n/format.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import { splitWords } from '../../lib/splitWords.js';
import css from './Settings.module.css';
import { keywordsShown } from './keywordsShown.js';
import { useOvertaken } from './useOvertaken.js';
import { useSave } from './useSave.js';

const PATH = '/topics';

/** What issues are about, and the words by which a message shows it. */
export function TopicsPart() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const topics = useSetupList<Topic>(PATH);
  const { save } = useSave(PATH);
  const mayWrite = useMay('workspace.share');
  const forms = useDialogs<Topic | 'new'>();
  const language = LANGUAGES.find((one) => one === i18n.resolvedLanguage) ?? 'en';
  const move = (key: string, position: number): void => save('PATCH', `${PATH}/${key}`, { position });
  return (
    <>
      <div className={css.top}>
        <p className={css.lead}>{t('desk.topics.lead')}</p>
        {mayWrite && (
          <Button look="main" onPress={() => forms.open('new')} testId="topic-new">
            <Plus size={16} aria-hidden />
            {t('desk.topics.add')}
          </Button>
        )}
      </div>
      {topics.isPending && <Skeleton rows={4} />}
      {topics.isError && <ErrorNote error={topics.error} onRetry={() => void topics.refetch()} />}
      <ol className={css.rows}>
        {topics.data?.map((topic, i) => (
          <li key={topic.key} data-testid="topic" data-off={topic.archived || undefined}>
            <div className={css.words}>
              <strong dir="auto">{topic.name[language]}</strong>
              <span dir="auto">
                {topic.keywords.length ? format.row(keywordsShown(topic.keywords, language)) : t('desk.topics.noWords')}
              </span>
              {topic.archived && <span>{t('settings.tags.archived')}</span>}
            </div>
            {mayWrite && (
              <div className={css.tools}>
                <IconButton
                  label={t('desk.topics.up', { name: topic.name[language] })}
                  isDisabled={i === 0}
                  onPress={() => move(topic.key, i - 1)}
                >
                  <ArrowUp size={16} aria-hidden />
                </IconButton>
                <IconButton
                  label={t('desk.topics.down', { name: topic.name[language] })}
                  isDisabled={i === topics.data.length - 1}
                  onPress={() => move(topic.key, i + 1)}
                >
                  <ArrowDown size={16} aria-hidden />
                </IconButton>
                <Button size="small" look="quiet" onPress={() => forms.open(topic)}>
                  {t('action.edit')}
                </Button>
                <Button size="small" look="quiet" onPress={() => save('PATCH', `${PATH}/${topic.key}`, { archived: !topic.archived })}>
                  {t(topic.archived ? 'desk.topics.back' : 'settings.tags.archive')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {forms.draw((one, onClose) => (
        <TopicForm topic={one === 'new' ? null : one} onClose={onClose} />
      ))}
    </>
  );
}

function TopicForm({ topic, onClose }: { topic: Topic | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { save, isPending } = useSave(PATH);
  const { overtaken, seen, tellThere, question } = useOvertaken(PATH, topic?.version, onClose);
  const [wanting, setWanting] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = Object.fromEntries(
      LANGUAGES.map((one) => [one, String(data.get(`name ${one}`) ?? '').trim()]).filter(([, value]) => value),
    );
    const keywords = splitWords(String(data.get('keywords')));
    setWanting(Object.keys(name).length === 0);
    if (Object.keys(name).length === 0) return;
    if (topic) save('PATCH', `${PATH}/${topic.key}`, { name, keywords, ...seen }, onClose, tellThere);
    else save('POST', PATH, { name, keywords }, onClose);
  }

  return (
    <Dialog title={t(topic ? 'desk.topics.edit' : 'desk.topics.add')} open onClose={onClose} testId="topic-form">
      <form className={css.form} onSubmit={submit}>
        <fieldset className={css.group}>
          <legend>{t('desk.topics.name')}</legend>
          {LANGUAGES.map((one) => (
            <Field key={one} label={LANGUAGE_NAMES[one]}>
              {(ids) => (
                <input
                  {...ids}
                  name={`name ${one}`}
                  lang={one}
                  maxLength={80}
                  defaultValue={topic?.name[one] ?? ''}
                  data-testid={`topic-name-${one}`}
                />
              )}
            </Field>
          ))}
          <p className={css.hint}>{t('desk.topics.nameHint')}</p>
        </fieldset>
        <Field label={t('desk.topics.words')} hint={t('desk.topics.wordsHint', { example: 'refund*' })}>
          {(ids) => (
            <textarea
              {...ids}
              name="keywords"
              rows={6}
              dir="auto"
              defaultValue={topic?.keywords.join(', ') ?? ''}
              data-testid="topic-words"
            />
          )}
        </Field>
        {wanting && (
          <p className={css.alarm} role="alert">
            {t('desk.topics.needName')}
          </p>
        )}
        {question}
        <div className={css.buttons}>
          <Button type="submit" look="main" isDisabled={isPending || overtaken} testId="topic-save">
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
