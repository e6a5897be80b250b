import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field as OwnField, View } from '../../../contract/workspace.js';
import { follow } from '../../api/follow.js';
import { useMay, useMe } from '../../api/session.js';
import { useFields, useRemoveView, useSaveView, useTeams } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { Overtaken } from '../../components/Overtaken.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';
import { isOvertaken } from '../settings/useSave.js';
import { ConditionLines } from './ConditionLines.js';
import css from './ViewBuilder.module.css';
import { type Line, filterOfLines, linesOfFilter, newLine } from './conditions.js';

interface Props {
  view: View | null;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Says in conditions what a view shows, and who sees it. `view` null: a new one. */
export function ViewBuilder(props: Props) {
  const fields = useFields();
  // Until the desk's own fields have come, a view that asks for one looks like one that this form cannot show.
  if (fields.isPending && props.view && !linesOfFilter(props.view.filter)) return null;
  return <Builder {...props} every={(fields.data ?? []).filter(({ on }) => on === 'ticket')} />;
}

function Builder({ view, onClose, onSaved, every }: Props & { every: readonly OwnField[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayShare = useMay('workspace.share');
  const teams = useTeams().data ?? [];
  const save = useSaveView();
  const remove = useRemoveView();
  const before = view && linesOfFilter(view.filter, every);
  // Offered no more, unless the view asks for it already.
  const fields = every.filter(({ key, archived }) => !archived || before?.lines.some(({ own }) => own?.key === key));
  /** Asks for what this form cannot show: it stays as it is. */
  const [seen] = useState(view?.version);
  const [isFixed] = useState(view !== null && before === null);
  const [lines, setLines] = useState<Line[]>(before?.lines ?? [newLine()]);
  const [match, setMatch] = useState<'all' | 'any'>(before?.match ?? 'all');
  const [scope, setScope] = useState(view?.scope ?? 'own');
  const { problem, setProblem, isOpen, tell } = useProblem();
  /** Somebody has saved it meanwhile. */
  const [overtaken, setOvertaken] = useState(false);
  const mine = teams.filter(({ memberIds }) => mayShare || memberIds.includes(me.agent.id));

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const filter = isFixed ? null : filterOfLines(lines, match);
    if (!isFixed && !filter) return setProblem(t('work.view.needOne'));
    setProblem(null);
    const about = { name: String(form.get('name')).trim(), scope, teamId: scope === 'team' ? String(form.get('teamId')) : null };
    const body = view
      ? { id: view.id, body: { ...about, ...(filter ? { filter } : {}), ...(overtaken ? {} : { version: seen }) } }
      : filter && { id: null, body: { ...about, filter, sort: 'waiting' as const, position: 0 } };
    if (!body) return;
    follow(save.mutateAsync(body), {
      onSuccess: ({ id }) => {
        say(t('work.view.done'));
        if (isOpen()) onSaved(id);
        onClose();
      },
      onError: (error) => {
        if (isOpen() && isOvertaken(error)) return setOvertaken(true);
        setOvertaken(false);
        tell(t('work.view.failed', { reason: errorText(t, error) }));
      },
    });
  }

  function removeIt(id: string): void {
    follow(remove.mutateAsync(id), {
      onSuccess: () => {
        say(t('work.view.removed'));
        if (isOpen()) onSaved('live');
        onClose();
      },
      onError: (error) => tell(t('work.view.notRemoved', { reason: errorText(t, error) })),
    });
  }

  return (
    <Dialog
      title={view ? t('work.view.edit') : t('work.view.add')}
      lead={t('work.view.addLead')}
      open
      onClose={onClose}
      width={600}
      testId={testIds.viewBuilder}
    >
      <form className={css.form} onSubmit={submit}>
        <Field label={t('work.view.name')}>
          {(ids) => <input {...ids} name="name" required maxLength={120} autoFocus defaultValue={view?.name ?? ''} dir="auto" />}
        </Field>
        {isFixed ? (
          <p className={css.fixed} data-testid="view-fixed">
            {t('desk.view.fixed')}
          </p>
        ) : (
          <ConditionLines lines={lines} onLines={setLines} match={match} onMatch={setMatch} fields={fields} />
        )}
        <Field label={t('work.view.scope')}>
          {(ids) => (
            <select {...ids} value={scope} onChange={(event) => setScope(event.target.value as View['scope'])}>
              <option value="own">{t('work.view.own')}</option>
              {mine.length > 0 && <option value="team">{t('work.view.team')}</option>}
              {mayShare && <option value="shared">{t('work.view.shared')}</option>}
            </select>
          )}
        </Field>
        {scope === 'team' && (
          <Field label={t('work.view.team')}>
            {(ids) => (
              <select {...ids} name="teamId" defaultValue={view?.teamId ?? mine[0]?.id}>
                {mine.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {overtaken && <Overtaken onTheirs={onClose} />}
        {problem && (
          <p className={css.error} role="alert">
            {problem}
          </p>
        )}
        <div className={css.foot}>
          {view && (
            <Button look="danger" isDisabled={remove.isPending} onPress={() => removeIt(view.id)}>
              {t('work.view.remove')}
            </Button>
          )}
          <Button type="submit" look="main" isDisabled={save.isPending || overtaken} testId="view-save">
            {t('work.view.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
