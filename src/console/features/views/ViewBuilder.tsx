import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../contract/workspace.js';
import { follow } from '../../api/follow.js';
import { useMay, useMe } from '../../api/session.js';
import { useFields, useRemoveView, useSaveView, useTeams } from '../../api/workspace.js';
import { Button } from '../../components/Button.js';
import { changed } from '../../components/changed.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { IconButton } from '../../components/IconButton.js';
import { Overtaken } from '../../components/Overtaken.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';
import { isOvertaken } from '../settings/useSave.js';
import { ConditionValue } from './ConditionValue.js';
import css from './ViewBuilder.module.css';
import { ASKED, type Asked, type Line, type OwnField, filterOfLines, linesOfFilter } from './conditions.js';

let keys = 100;
const newLine = (field: Asked = 'status'): Line => ({ key: keys++, field, values: field === 'status' ? ['open'] : [] });
const LABELS = {
  status: 'work.view.status',
  priority: 'work.view.priority',
  channel: 'work.view.channel',
  assignee: 'work.view.assignee',
  team: 'work.view.teamField',
  topic: 'work.view.topic',
  tag: 'work.view.tag',
  waiting: 'work.view.waiting',
  snoozed: 'work.view.snoozedField',
  lastMessage: 'work.view.olderThan',
  breaching: 'work.view.dueWithin',
  waitingSince: 'desk.view.waitingOver',
  created: 'desk.view.createdOver',
  lastMessageWithin: 'desk.view.movedWithin',
  createdWithin: 'desk.view.createdWithin',
} as const;
const OWN = 'own:';

/** Says in conditions what a view shows, and who sees it. `view` null: a new one. */
export function ViewBuilder({ view, onClose, onSaved }: { view: View | null; onClose: () => void; onSaved: (id: string) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayShare = useMay('workspace.share');
  const teams = useTeams().data ?? [];
  const save = useSaveView();
  const remove = useRemoveView();
  const fields = (useFields().data ?? []).filter(({ on, archived }) => on === 'ticket' && !archived);
  const before = view && linesOfFilter(view.filter, fields);
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

  const change = (key: number, next: Partial<Line>): void =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...next } : line)));

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
          <fieldset className={css.lines}>
            <legend>
              {t('work.view.match')}
              <select
                value={match}
                onChange={(event) => setMatch(event.target.value === 'any' ? 'any' : 'all')}
                aria-label={t('work.view.match')}
              >
                <option value="all">{t('work.view.all')}</option>
                <option value="any">{t('work.view.any')}</option>
              </select>
            </legend>
            {lines.map((line) => (
              <div key={line.key} className={css.line}>
                <select
                  value={line.own ? `${OWN}${line.own.key}` : line.field}
                  onChange={(event) => change(line.key, pickedOf(event.target.value, fields))}
                  aria-label={t('work.view.field')}
                >
                  {ASKED.map(
                    (field) =>
                      field !== 'custom' && (
                        <option key={field} value={field}>
                          {t(LABELS[field])}
                        </option>
                      ),
                  )}
                  {fields.length > 0 && (
                    <optgroup label={t('person.part.fields')}>
                      {fields.map(({ key, name }) => (
                        <option key={key} value={`${OWN}${key}`}>
                          {name}
                        </option>
                      ))}
                    </optgroup>
                  )}
                </select>
                <ConditionValue line={line} onChange={(values) => change(line.key, { values })} />
                <IconButton
                  label={t('work.view.removeCondition')}
                  isDisabled={lines.length === 1}
                  onPress={({ target }) => {
                    changed(target);
                    setLines((all) => all.filter(({ key }) => key !== line.key));
                  }}
                >
                  <X size={16} aria-hidden />
                </IconButton>
              </div>
            ))}
            <Button
              size="small"
              onPress={({ target }) => {
                changed(target);
                setLines((all) => [
                  ...all,
                  newLine(ASKED.find((field) => field !== 'custom' && !all.some((line) => line.field === field)) ?? 'tag'),
                ]);
              }}
            >
              <Plus size={14} aria-hidden />
              {t('work.view.condition')}
            </Button>
          </fieldset>
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

/** A line about what was picked: one of ours, or one of the desk's own fields. */
function pickedOf(picked: string, fields: readonly OwnField[]): Partial<Line> {
  const own = picked.startsWith(OWN) ? fields.find(({ key }) => key === picked.slice(OWN.length)) : undefined;
  return { field: own ? 'custom' : (picked as Asked), own, values: [] };
}
