import { useTranslation } from 'react-i18next';
import type { TicketActions } from '../../../contract/workspace.js';
import { useMe } from '../../api/session.js';
import { Field } from '../../components/Field.js';
import { PRIORITY_ORDER, STATUS_ORDER } from '../ticket/order.js';
import css from './Settings.module.css';
import { NONE, NOTHING } from './readMacroActions.js';

/** What a canned reply does to its ticket: fields of a form, which `readMacroActions` reads. */
export function MacroActions({ actions: { status, priority, assigneeId, topic, addTags } }: { actions: TicketActions }) {
  const { t } = useTranslation();
  const { topics } = useMe();
  /** Chosen by the API, and not to be chosen here: it stays. */
  const somebody = assigneeId && assigneeId !== 'me' ? assigneeId : null;
  return (
    <fieldset className={css.group}>
      <legend>{t('desk.macros.actions')}</legend>
      <div className={css.pair}>
        <Field label={t('work.view.status')}>
          {(ids) => (
            <select {...ids} name="status" defaultValue={status ?? NOTHING} data-testid="macro-status">
              <option value={NOTHING}>{t('desk.macros.leave')}</option>
              {STATUS_ORDER.map((one) => (
                <option key={one} value={one}>
                  {t(`status.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('work.view.priority')}>
          {(ids) => (
            <select {...ids} name="priority" defaultValue={priority ?? NOTHING}>
              <option value={NOTHING}>{t('desk.macros.leave')}</option>
              {PRIORITY_ORDER.map((one) => (
                <option key={one} value={one}>
                  {t(`priority.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('work.view.assignee')}>
          {(ids) => (
            <select {...ids} name="assignee" defaultValue={assigneeId === null ? NONE : (assigneeId ?? NOTHING)}>
              <option value={NOTHING}>{t('desk.macros.leave')}</option>
              <option value="me">{t('desk.macros.whoever')}</option>
              <option value={NONE}>{t('work.view.nobody')}</option>
              {somebody && <option value={somebody}>{t('desk.macros.somebody')}</option>}
            </select>
          )}
        </Field>
        <Field label={t('work.view.topic')}>
          {(ids) => (
            <select {...ids} name="topic" defaultValue={topic === null ? NONE : (topic ?? NOTHING)}>
              <option value={NOTHING}>{t('desk.macros.leave')}</option>
              <option value={NONE}>{t('ticket.control.noTopic')}</option>
              {topics
                .filter(({ key, archived }) => !archived || key === topic)
                .map(({ key, name }) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={t('desk.macros.tags')}>
        {(ids) => (
          <input
            {...ids}
            name="tags"
            defaultValue={addTags?.join(', ') ?? ''}
            dir="auto"
            placeholder={t('work.view.tagHint')}
            data-testid="macro-tags"
          />
        )}
      </Field>
    </fieldset>
  );
}
