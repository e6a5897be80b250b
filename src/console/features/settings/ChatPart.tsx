import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupState } from '../../../contract/setup.js';
import type { OwnText, PreChatField, WidgetSetup } from '../../../contract/widget.js';
import { useMay, useMe } from '../../api/session.js';
import { useSetupDoc, useWatchedDoc } from '../../api/setup.js';
import { Button } from '../../components/Button.js';
import { CopyButton } from '../../components/CopyButton.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Field } from '../../components/Field.js';
import { Skeleton } from '../../components/Skeleton.js';
import { gapBetween } from '../../i18n/closeUp.js';
import { useFormat } from '../../i18n/format.js';
import { LANGUAGES, LANGUAGE_NAMES } from '../../i18n/languages.js';
import css from './Settings.module.css';
import { type OriginProblem, readOrigins } from './originLines.js';
import { PartLead } from './PartLead.js';
import { useSave } from './useSave.js';

const PRE_CHAT_FIELDS: readonly PreChatField[] = ['name', 'email', 'phone'];
const SWITCHES = ['askAddress', 'articles', 'files'] as const;

export function ChatPart() {
  const { t } = useTranslation();
  const setup = useSetupDoc<WidgetSetup>('/widget');
  if (setup.isError) return <ErrorNote error={setup.error} onRetry={() => void setup.refetch()} />;
  if (!setup.data) return <Skeleton rows={4} />;
  return (
    <>
      <PartLead>{t('settings.chat.lead')}</PartLead>
      <Pages />
      <ChatForm setup={setup.data} />
    </>
  );
}

/** Which pages have asked for the chat: the proof that the line stands in them, and a hint when the list lacks one. */
function Pages() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useWatchedDoc<SetupState>('/setup');
  return (
    <div className={css.told} role="status" data-testid="chat-pages">
      {data?.pages.length === 0 && <p>{t('desk.chat.notSeen')}</p>}
      {data?.pages.slice(0, 5).map(({ origin, at, listed }) => (
        <p key={origin} className={listed ? undefined : css.alarm}>
          {t(listed ? 'desk.chat.seen' : 'desk.chat.notListed', { origin, time: format.full(at) })}
        </p>
      ))}
    </div>
  );
}

function ChatForm({ setup }: { setup: WidgetSetup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { production } = useMe();
  const mayWrite = useMay('settings.write');
  const { save, isPending } = useSave<WidgetSetup>('/widget');
  // What the fields below were filled with, whatever a colleague saves meanwhile.
  const [version, setVersion] = useState(setup.version);
  const [wrong, setWrong] = useState<OriginProblem | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const { origins, problem } = readOrigins(String(data.get('origins')));
    setWrong(problem);
    if (problem) {
      box.current?.focus();
      box.current?.setSelectionRange(problem.at, problem.at + problem.text.length);
      return;
    }
    const text = (name: string): OwnText =>
      Object.fromEntries(
        LANGUAGES.map((language) => [language, String(data.get(`${name} ${language}`) ?? '').trim()]).filter(([, value]) => value),
      );
    save(
      'PATCH',
      '/widget',
      {
        version,
        color: String(data.get('color')).trim() || null,
        title: text('title'),
        hello: text('hello'),
        preChat: PRE_CHAT_FIELDS.filter((field) => data.has(`pre ${field}`)),
        ...Object.fromEntries(SWITCHES.map((name) => [name, data.has(name)])),
        origins,
      },
      (saved) => setVersion(saved.version),
    );
  }

  const hint = t('settings.chat.originsHint');
  const fixed = t('settings.chat.fixed', { origins: format.row(setup.fixedOrigins) });
  return (
    <form className={css.form} onSubmit={submit} data-testid="chat-settings">
      <div className={css.line}>
        <Field label={t('settings.chat.snippet')}>
          {(ids) => (
            <input {...ids} readOnly value={setup.snippet} className={css.code} onFocus={(event) => event.currentTarget.select()} />
          )}
        </Field>
        <CopyButton text={setup.snippet} />
      </div>
      <Field
        label={t('settings.chat.origins')}
        hint={setup.fixedOrigins.length ? `${hint}${gapBetween(hint, fixed)}${fixed}` : hint}
        error={
          wrong ? t(`settings.chat.originWrong.${wrong.kind}`, { line: wrong.line, text: wrong.text, origin: wrong.origin }) : undefined
        }
      >
        {(ids) => (
          <textarea
            {...ids}
            ref={box}
            name="origins"
            onChange={() => setWrong(null)}
            rows={3}
            defaultValue={setup.origins.join('\n')}
            spellCheck={false}
            data-testid="chat-origins"
          />
        )}
      </Field>
      <Field label={t('settings.chat.color')} hint={t('settings.chat.colorHint')}>
        {(ids) => (
          <input
            {...ids}
            name="color"
            defaultValue={setup.color ?? ''}
            pattern="#[0-9a-fA-F]{6}"
            placeholder="#0f6b5c"
            className={css.short}
            data-testid="chat-color"
          />
        )}
      </Field>
      {(['title', 'hello'] as const).map((name) => (
        <fieldset key={name} className={css.group}>
          <legend>{t(name === 'title' ? 'settings.chat.titleText' : 'settings.chat.hello')}</legend>
          {LANGUAGES.map((language) => (
            <Field key={language} label={LANGUAGE_NAMES[language]}>
              {(ids) => (
                <input
                  {...ids}
                  name={`${name} ${language}`}
                  lang={language}
                  maxLength={300}
                  defaultValue={setup[name][language] ?? ''}
                  placeholder={t('settings.chat.own')}
                  data-testid={`chat-${name}-${language}`}
                />
              )}
            </Field>
          ))}
        </fieldset>
      ))}
      <fieldset className={css.group}>
        <legend>{t('settings.chat.preChat')}</legend>
        <p className={css.hint}>{t('settings.chat.preChatHint')}</p>
        {PRE_CHAT_FIELDS.map((field) => (
          <label key={field} className={css.check}>
            <input type="checkbox" name={`pre ${field}`} defaultChecked={setup.preChat.includes(field)} data-testid={`chat-pre-${field}`} />
            {t(`settings.chat.field.${field}`)}
          </label>
        ))}
      </fieldset>
      <div className={css.group}>
        {SWITCHES.map((name) => (
          <label key={name} className={css.check}>
            <input type="checkbox" name={name} defaultChecked={setup[name]} />
            {t(`settings.chat.${name}`)}
          </label>
        ))}
      </div>
      <div className={css.buttons}>
        {mayWrite && (
          <Button type="submit" look="main" isDisabled={isPending} testId="chat-save">
            {t('action.save')}
          </Button>
        )}
        {!production && (
          <a href="/demo" target="_blank" rel="noreferrer">
            {t('settings.chat.preview')}
          </a>
        )}
      </div>
    </form>
  );
}
