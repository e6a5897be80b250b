import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { FollowupRule } from '../../../contract/desk.js';
import { useSaveRule } from '../../api/followups.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Switch } from '../../components/Switch.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { ruleText } from '../../i18n/machineText.js';
import { testIds } from '../../testids.js';
import css from './Followups.module.css';

/** A rule as a sentence: after this, they ask that. @param onEdit null: it is there to be read */
export function RuleRow({ rule, onEdit }: { rule: FollowupRule; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { topics } = useMe();
  const save = useSaveRule();
  const topicName = (key: string): string => topics.find((topic) => topic.key === key)?.name ?? key.replaceAll('_', ' ');
  const { when, expect, checkIn, enabled } = rule;
  const name = ruleText(t, rule.name);
  const facts = [
    ...(onEdit ? [] : [t(enabled ? 'followups.on' : 'followups.off')]),
    expect.probability === null ? t('followups.noOdds') : t('followups.odds', { percent: format.percent(expect.probability) }),
    checkIn ? t('followups.checkInAfter', { span: format.span(checkIn.afterHours * 3_600_000) }) : t('followups.promptOnly'),
    ...(when.channels?.length
      ? [t('followups.via', { channels: format.list(when.channels.map((channel) => t(`channel.${channel}`))) })]
      : []),
    ...(when.tags?.length ? [t('followups.tagged', { tags: format.list(when.tags) })] : []),
  ];

  function turn(on: boolean): void {
    follow(save.mutateAsync({ id: rule.id, body: { enabled: on } }), {
      onSuccess: () => say(t(on ? 'followups.turnedOn' : 'followups.turnedOff', { name })),
      onError: (error) => say(t('followups.form.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
    });
  }

  return (
    <li className={css.rule} data-off={!enabled || undefined} data-testid={testIds.rule} data-id={rule.id}>
      {onEdit && (
        <Switch
          label={t('followups.turnOn', { name })}
          on={save.isPending && save.variables.id === rule.id ? (save.variables.body.enabled ?? enabled) : enabled}
          onChange={turn}
        />
      )}
      <div className={css.words}>
        <h3 dir="auto">{name}</h3>
        <p>
          {t('followups.sentence', {
            topic: when.topic ? topicName(when.topic) : t('followups.anyTopic'),
            next: topicName(expect.topic),
            days: t('followups.days', { count: expect.withinDays }),
          })}
        </p>
        <p className={css.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      {onEdit && (
        <Button size="small" look="quiet" onPress={onEdit}>
          {t('action.edit')}
        </Button>
      )}
    </li>
  );
}
