import { CalendarClock, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Anticipation } from '../../../contract/tickets.js';
import { useMe } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { IconButton } from '../../components/IconButton.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import { AddReply } from './AddReply.js';
import css from './BeforeResolve.module.css';

interface Props {
  anticipations: readonly Anticipation[];
  /** The agent was about to send and resolve: the composer's own button goes on. */
  sends: boolean;
  onAdd: (text: string) => void;
  onClose: () => void;
  onResolve: (() => void) | null;
}

/** What tends to come next, shown at the one moment when it can still be headed off. */
export function BeforeResolve({ anticipations, sends, onAdd, onClose, onResolve }: Props) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  // Who was about to send goes on in the box: the same keys once more send all the same.
  useEffect(() => {
    if (!sends) panel.current?.focus();
  }, [sends]);

  return (
    <section
      ref={panel}
      className={css.panel}
      data-foot
      tabIndex={-1}
      role={sends ? 'status' : undefined}
      aria-label={t('ticket.before.title')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={css.head}>
        <h2>{t('ticket.before.lead')}</h2>
        <IconButton label={t('ticket.before.close')} keys="Esc" onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <ul className={css.list}>
        {anticipations.map((one) => (
          <li key={one.ruleId} className={css.one} data-testid={testIds.anticipation}>
            <Expectation one={one} />
            <p className={css.prompt} dir="auto">
              {one.prompt}
            </p>
            <AddReply reply={one.reply} onAdd={onAdd} />
            <CheckIn one={one} />
          </li>
        ))}
      </ul>
      {onResolve && (
        <footer className={css.foot}>
          <Button look="quiet" onPress={onClose}>
            {t('ticket.before.close')}
          </Button>
          <Button look="main" onPress={onResolve} testId={testIds.resolveAnyway}>
            {t('ticket.before.resolve')}
          </Button>
        </footer>
      )}
      {sends && <p className="visually-hidden">{t('ticket.composer.sendResolve')}</p>}
    </section>
  );
}

function Expectation({ one }: { one: Anticipation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const topic = me.topics.find(({ key }) => key === one.expects)?.name ?? one.expects.replaceAll('_', ' ');
  return (
    <p className={css.expects}>
      <strong>{topic}</strong>
      <span>
        {t('ticket.before.within', { count: one.withinDays })} ·{' '}
        {one.probability === null ? t('ticket.before.noOdds') : t('ticket.before.odds', { percent: format.percent(one.probability) })}
      </span>
    </p>
  );
}

function CheckIn({ one }: { one: Anticipation }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!one.checkIn) return <p className={css.checkIn}>{t('ticket.before.onlyPrompt')}</p>;
  const when = t('time.before', { span: format.span(one.checkIn.afterHours * 3_600_000) });
  return (
    <div className={css.checkIn}>
      <p>
        <CalendarClock size={14} aria-hidden />
        {t('ticket.before.checkIn', { when })}
      </p>
      <blockquote dir="auto">{one.checkIn.text}</blockquote>
    </div>
  );
}
