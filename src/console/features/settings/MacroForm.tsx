import { type FormEvent, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Macro } from '../../../contract/workspace.js';
import { useMay, useMe } from '../../api/session.js';
import { useTeams } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { changed } from '../../components/changed.js';
import { Crash } from '../../components/Crash.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { NOT_BLANK } from '../../components/fieldProblem.js';
import { lazily } from '../../components/lazily.js';
import { Skeleton } from '../../components/Skeleton.js';
import type { Box } from '../composer/RichText.js';
import { isNameTaken } from '../../i18n/errorText.js';
import { MacroActions } from './MacroActions.js';
import css from './Settings.module.css';
import { readMacroActions } from './readMacroActions.js';
import { useOvertaken } from './useOvertaken.js';
import { useSave } from './useSave.js';

const RichText = lazily(() => import('../composer/RichText.js').then((module) => module.RichText));
const EXAMPLE = '{{customer.firstName|there}}';

/** A canned reply: its words with formatting, who has it, and what it does to the ticket. */
export function MacroForm({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { agent } = useMe();
  const mayShare = useMay('workspace.share');
  const teams = (useTeams().data ?? []).filter(({ memberIds }) => mayShare || memberIds.includes(agent.id));
  const { save, isPending } = useSave('/macros');
  const { overtaken, seen, tellThere: ask, question } = useOvertaken('/macros', macro?.version, onClose);
  const [words, setWords] = useState({ text: macro?.text ?? '', html: macro?.html ?? null });
  const [kind, setKind] = useState(macro?.kind ?? 'reply');
  const [scope, setScope] = useState(macro?.scope ?? (mayShare ? 'shared' : 'own'));
  const [wanting, setWanting] = useState(false);
  /** Another one has this name. */
  const [taken, setTaken] = useState(false);
  const nameBox = useRef<HTMLInputElement>(null);
  const box = useRef<Box>(null);
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string): string => String(data.get(name) ?? '').trim();
    const actions = readMacroActions(said, macro?.actions ?? {});
    const isEmpty = words.text.trim() === '' && Object.keys(actions).length === 0;
    setWanting(isEmpty);
    if (isEmpty) return;
    const body = { name: said('name'), ...words, kind, scope, teamId: scope === 'team' ? said('team') : null, actions };
    if (macro) save('PATCH', `/macros/${macro.id}`, { ...body, ...seen }, onClose, tellThere);
    else save('POST', '/macros', body, onClose, tellThere);
  }

  function tellThere(error: unknown): boolean {
    if (!isNameTaken(error)) return ask(error);
    setTaken(true);
    nameBox.current?.focus();
    return true;
  }

  return (
    <Dialog title={t(macro ? 'desk.macros.edit' : 'settings.macros.add')} open onClose={onClose} width={640} testId="macro-form">
      <form ref={form} className={css.form} onSubmit={submit}>
        <Field label={t('settings.macros.name')} error={taken ? t('error.nameTaken') : undefined}>
          {(ids) => (
            <input
              {...ids}
              ref={nameBox}
              name="name"
              onChange={() => setTaken(false)}
              required
              pattern={NOT_BLANK}
              maxLength={120}
              defaultValue={macro?.name ?? ''}
              dir="auto"
              autoFocus
              data-testid="macro-name"
            />
          )}
        </Field>
        <div className={css.group}>
          <span className={css.label} id="macro-text">
            {t('settings.macros.text')}
          </span>
          <div className={css.rich}>
            <Crash>
              <Suspense fallback={<Skeleton rows={2} />}>
                <RichText
                  box={box}
                  text={words.text}
                  html={words.html}
                  label={t('settings.macros.text')}
                  placeholder={t('desk.macros.placeholder', { example: EXAMPLE })}
                  onChange={(text, html) => {
                    setWords({ text, html });
                    // What is pasted, or made bold, the editor does by itself.
                    if (form.current) changed(form.current);
                  }}
                  onKey={() => false}
                />
              </Suspense>
            </Crash>
          </div>
          <p className={css.hint}>{t('settings.macros.textHint', { example: EXAMPLE })}</p>
        </div>
        <div className={css.pair}>
          <Field label={t('desk.macros.kind')}>
            {(ids) => (
              <select {...ids} value={kind} onChange={(event) => setKind(event.target.value === 'note' ? 'note' : 'reply')}>
                <option value="reply">{t('desk.macros.reply')}</option>
                <option value="note">{t('desk.macros.note')}</option>
              </select>
            )}
          </Field>
          <Field label={t('work.view.scope')}>
            {(ids) => (
              <select {...ids} value={scope} onChange={(event) => setScope(event.target.value as Macro['scope'])} data-testid="macro-scope">
                <option value="own">{t('work.view.own')}</option>
                {(teams.length > 0 || scope === 'team') && <option value="team">{t('work.view.team')}</option>}
                {(mayShare || scope === 'shared') && <option value="shared">{t('work.view.shared')}</option>}
              </select>
            )}
          </Field>
        </div>
        {scope === 'team' && (
          <Field label={t('work.view.team')}>
            {(ids) => (
              <select {...ids} name="team" defaultValue={macro?.teamId ?? undefined}>
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <MacroActions actions={macro?.actions ?? {}} />
        {wanting && (
          <p className={css.alarm} role="alert">
            {t('desk.macros.empty')}
          </p>
        )}
        {question}
        <div className={css.buttons}>
          <Button type="submit" look="main" isDisabled={isPending || overtaken} testId="macro-save">
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
