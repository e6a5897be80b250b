import type { Message } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { useWords } from '../../i18n/useWords.js';
import { testIds } from '../../testids.js';
import css from './Why.module.css';
import { ruleText } from './whyText.js';
import type { MessageActions } from './useMessageActions.js';

/**
 * Where else this message could have gone, each a click away. One that opened its ticket, or stands alone in it, takes the
 * ticket along.
 */
export function Elsewhere({ message, alone, actions }: { message: Message; alone: boolean; actions: MessageActions }) {
  const { t } = useWords();
  const format = useFormat();
  const { decision, ticketId } = message;
  const others = decision === null || decision.undone ? [] : decision.alternatives.filter((other) => other.ticketId !== ticketId);
  if (others.length === 0) return null;
  const whole = alone || decision?.id === null;
  return (
    <span className={css.others}>
      {others.map(({ ticketId: id, number, subject, rule, confidence }) => (
        <button
          key={id}
          type="button"
          className={css.other}
          title={t('placing.other.why', { rule: ruleText(t, rule), percent: format.percent(confidence) })}
          data-testid={testIds.elsewhere}
          data-id={id}
          onClick={() => (whole ? actions.merge({ id: ticketId }, { id, number }) : actions.move(message, { id, number }))}
        >
          {subject ? t('placing.other.orWith', { number, subject }) : t('placing.other.or', { number })}
        </button>
      ))}
    </span>
  );
}
