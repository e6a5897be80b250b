import { useTranslation } from 'react-i18next';
import type { Anticipation } from '../../../contract/tickets.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { useFormat } from '../../i18n/format.js';
import css from './CustomerPanel.module.css';

/** What tends to follow, offered before anybody has to ask. */
export function NextIssue({ anticipations, onAdd }: { anticipations: readonly Anticipation[]; onAdd: (text: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  return (
    <section className={`${css.section} ${css.next}`}>
      <h3>{t('customer.next')}</h3>
      <ul>
        {anticipations.map(({ ruleId, expects, probability, withinDays, prompt, reply }) => (
          <li key={ruleId}>
            <p className={css.issue}>
              <strong>{me.topics.find(({ key }) => key === expects)?.name ?? expects.replaceAll('_', ' ')}</strong>
              <span>
                {format.row([
                  ...(probability === null ? [] : [format.percent(probability)]),
                  t('ticket.before.within', { count: withinDays }),
                ])}
              </span>
            </p>
            <p className={css.prompt} dir="auto">
              {prompt}
            </p>
            {reply && (
              <Button size="small" onPress={() => onAdd(reply)}>
                {t('ticket.before.add')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
