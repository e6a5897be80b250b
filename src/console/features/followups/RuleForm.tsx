import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../contract/common.js';
import type { FollowupRule } from '../../../contract/desk.js';
import { follow } from '../../api/follow.js';
import { useSaveRule } from '../../api/followups.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { Field } from '../../components/Field.js';
import { Overtaken } from '../../components/Overtaken.js';
import { Switch } from '../../components/Switch.js';
import { say } from '../../components/toasts.js';
import { useProblem } from '../../components/useProblem.js';
import { errorText } from '../../i18n/errorText.js';
import { testIds } from '../../testids.js';
import { isOvertaken } from '../settings/useSave.js';
import css from './Followups.module.css';
import { type RuleErrors, type RuleFields, fieldsOf, readRule } from './ruleFields.js';

/** What the server fills in. */
const FIELDS = '{{name}}, {{number}}, {{subject}}';
const REPLY_MOST = 2000;
const CHANNELS: readonly Channel[] = ['email', 'sms', 'whatsapp', 'voice', 'chat', 'api'];

/** @param rule null: a new one. It closes when the server has it */
export function RuleForm({ rule, onClose }: { rule: FollowupRule | null; onClose: () => void }) {
  const { t } = useTranslation();
  const save = useSaveRule();
  const [fields, setFields] = useState<RuleFields>(() => fieldsOf(rule));
  const [errors, setErrors] = useState<RuleErrors>({});
  /** Somebody has saved it meanwhile. */
  const [overtaken, setOvertaken] = useState(false);
  const { problem, setProblem, isOpen, tell } = useProblem();
  const change = (part: Partial<RuleFields>): void => setFields((old) => ({ ...old, ...part }));
  const errorOf = (name: keyof RuleFields): string | undefined => {
    const error = errors[name];
    if (!error) return undefined;
    if (error === 'required') return t('followups.form.required');
    return t(
      'followups.form.number',
      error === 'days' ? { min: 1, max: 365 } : error === 'odds' ? { min: 0, max: 100 } : { min: 0, max: 8760 },
    );
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    const read = readRule(fields);
    setErrors(read.errors ?? {});
    setProblem(null);
    if (!read.rule) return;
    const seen = overtaken ? {} : { version: rule?.version };
    follow(
      save.mutateAsync(rule ? { id: rule.id, body: { ...read.rule, ...seen } } : { id: null, body: { ...read.rule, enabled: true } }),
      {
        onSuccess: () => {
          say(t('followups.form.saved'));
          onClose();
        },
        onError: (error) => {
          if (isOpen() && isOvertaken(error)) setOvertaken(true);
          else tell(t('followups.form.failed', { reason: errorText(t, error) }));
        },
      },
    );
  }

  return (
    <Dialog title={rule ? t('followups.editRule') : t('followups.newRule')} open onClose={onClose} width={600} testId={testIds.ruleForm}>
      <form className={css.form} onSubmit={submit} noValidate>
        <Field label={t('followups.form.name')} hint={t('followups.form.nameHint')} error={errorOf('name')}>
          {(ids) => (
            <input
              {...ids}
              name="name"
              value={fields.name}
              maxLength={120}
              dir="auto"
              autoFocus
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <div className={css.half}>
          <Field label={t('followups.form.topic')}>
            {(ids) => (
              <select {...ids} name="topic" value={fields.topic} onChange={(event) => change({ topic: event.target.value })}>
                <option value="">{t('followups.anyTopic')}</option>
                <TopicOptions chosen={fields.topic} />
              </select>
            )}
          </Field>
        </div>
        <div className={css.half}>
          <Field label={t('followups.form.expects')} error={errorOf('expects')}>
            {(ids) => (
              <select {...ids} name="expects" value={fields.expects} onChange={(event) => change({ expects: event.target.value })}>
                <option value="" disabled hidden />
                <TopicOptions chosen={fields.expects} />
              </select>
            )}
          </Field>
        </div>
        <div className={css.half}>
          <Field label={t('followups.form.days')} error={errorOf('days')}>
            {(ids) => (
              <input
                {...ids}
                name="days"
                inputMode="numeric"
                value={fields.days}
                onChange={(event) => change({ days: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className={css.half}>
          <Field label={t('followups.form.odds')} hint={t('followups.form.oddsHint')} error={errorOf('odds')}>
            {(ids) => (
              <input
                {...ids}
                name="odds"
                inputMode="numeric"
                value={fields.odds}
                onChange={(event) => change({ odds: event.target.value })}
              />
            )}
          </Field>
        </div>
        <fieldset className={css.group}>
          <legend>{t('followups.form.channels')}</legend>
          <div className={css.checks}>
            {CHANNELS.map((channel) => (
              <label key={channel}>
                <input
                  type="checkbox"
                  checked={fields.channels.includes(channel)}
                  onChange={({ target }) =>
                    change({ channels: target.checked ? [...fields.channels, channel] : fields.channels.filter((one) => one !== channel) })
                  }
                />
                {t(`channel.${channel}`)}
              </label>
            ))}
          </div>
          <p className={css.hint}>{t('followups.form.channelsHint')}</p>
        </fieldset>
        <Field label={t('followups.form.tags')} hint={t('followups.form.tagsHint')}>
          {(ids) => (
            <input {...ids} name="tags" value={fields.tags} dir="auto" onChange={(event) => change({ tags: event.target.value })} />
          )}
        </Field>
        <Field label={t('followups.form.prompt')} hint={t('followups.form.promptHint')} error={errorOf('prompt')}>
          {(ids) => (
            <textarea
              {...ids}
              name="prompt"
              rows={3}
              value={fields.prompt}
              maxLength={500}
              dir="auto"
              onChange={(event) => change({ prompt: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('followups.form.reply')} hint={t('followups.form.replyHint')}>
          {(ids) => (
            <textarea
              {...ids}
              name="reply"
              rows={3}
              value={fields.reply}
              maxLength={REPLY_MOST}
              dir="auto"
              onChange={(event) => change({ reply: event.target.value })}
            />
          )}
        </Field>
        <div className={css.checkInPart}>
          <span className={css.onOff}>
            <Switch label={t('followups.form.checkIn')} on={fields.sendsCheckIn} onChange={(sendsCheckIn) => change({ sendsCheckIn })} />
            {t('followups.form.checkIn')}
          </span>
          {fields.sendsCheckIn && (
            <>
              <Field label={t('followups.form.afterHours')} error={errorOf('afterHours')}>
                {(ids) => (
                  <input
                    {...ids}
                    name="afterHours"
                    inputMode="decimal"
                    value={fields.afterHours}
                    onChange={(event) => change({ afterHours: event.target.value })}
                  />
                )}
              </Field>
              <Field label={t('followups.form.text')} hint={t('followups.form.textHint', { fields: FIELDS })} error={errorOf('text')}>
                {(ids) => (
                  <textarea
                    {...ids}
                    name="text"
                    rows={4}
                    value={fields.text}
                    maxLength={2000}
                    dir="auto"
                    onChange={(event) => change({ text: event.target.value })}
                  />
                )}
              </Field>
            </>
          )}
        </div>
        {overtaken && <Overtaken onTheirs={onClose} />}
        {problem && (
          <p className={css.error} role="alert">
            {problem}
          </p>
        )}
        <div className={css.buttons}>
          <Button look="quiet" onPress={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="main" isDisabled={save.isPending || overtaken}>
            {rule ? t('action.save') : t('followups.form.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The desk's topics by their names, and the chosen one, whatever has become of it. */
function TopicOptions({ chosen }: { chosen: string }) {
  const { topics } = useMe();
  return (
    <>
      {topics
        .filter(({ key, archived }) => !archived || key === chosen)
        .map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      {chosen && !topics.some(({ key }) => key === chosen) && <option value={chosen}>{chosen}</option>}
    </>
  );
}
