import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import type { QueueHealth } from '../../../contract/desk.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import css from './Queues.module.css';

/** Channels on which somebody waits, with how many and since when the first of them does. */
export function ChannelWaits({ health }: { health: QueueHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const busy = health.channels.filter(({ waiting }) => waiting > 0);
  return (
    <section className={css.part}>
      <h2>
        {t('queues.byChannel')}
        {busy.length > 0 && <span>{t('queues.oldest')}</span>}
      </h2>
      {busy.length === 0 && <p className={css.none}>{t('queues.channelNone')}</p>}
      <ul>
        {busy.map(({ channel, waiting, oldestWaitSince }) => (
          <li key={channel} className={css.line}>
            <ChannelMark channel={channel} word />
            <span data-figures>{format.number(waiting)}</span>
            <span className={css.quiet} data-figures>
              {oldestWaitSince && format.span(now - Date.parse(oldestWaitSince))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who is here and how many open tickets each has: first who is gone and has some still, then who is online, then who has most. */
export function People({ health: { agents, statuses } }: { health: QueueHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const online = agents.filter((agent) => agent.online).length;
  const all = agents.filter((agent) => agent.active).length;
  const sorted = agents.toSorted((a, b) => Number(a.active) - Number(b.active) || Number(b.online) - Number(a.online) || b.open - a.open);
  return (
    <section className={css.part}>
      <h2>
        {t('queues.agents')}
        {all > 0 && <span>{t('queues.onlineCount', { count: online, all })}</span>}
      </h2>
      {agents.length === 0 && <p className={css.none}>{t('queues.agentsNone')}</p>}
      <ul>
        {sorted.map((agent) => (
          <li
            key={agent.id}
            className={css.line}
            data-away={!agent.online || undefined}
            data-tone={agent.active ? undefined : 'wait'}
            data-testid="queue-agent"
          >
            <span className={css.person}>
              <i data-online={agent.online || undefined} aria-hidden />
              {agent.active ? (
                <>
                  {agent.name}
                  <span className="visually-hidden">{format.row(['', agent.online ? t('queues.online') : t('queues.away')])}</span>
                </>
              ) : (
                format.row([agent.name, t('queues.gone')])
              )}
            </span>
            <span className={agent.active ? css.quiet : undefined} data-figures>
              {agent.open > 0 ? t('queues.openTickets', { count: agent.open }) : ''}
            </span>
          </li>
        ))}
      </ul>
      <p className={css.sum}>
        {(['open', 'pending', 'hold'] as const)
          .filter((status) => statuses[status] > 0)
          .map((status) => (
            <span key={status}>
              <b data-figures>{format.number(statuses[status])}</b> {t(`queues.${status}`)}
            </span>
          ))}
      </p>
    </section>
  );
}

/** What is under way or stuck between the doors and the outbox; each line leads to its page. */
export function MachineRoom({ health: { intake, outbox, jobs } }: { health: QueueHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const since = intake.oldestPendingSince
    ? t('queues.intakeSince', { span: format.span(now - Date.parse(intake.oldestPendingSince)) })
    : '';
  const lines = [
    { to: '/intake', words: t('queues.intake'), count: intake.pending, hint: since, tone: undefined },
    { to: '/intake', words: t('queues.quarantined'), count: intake.quarantined, hint: '', tone: 'alarm' },
    { to: '/outbox', words: t('queues.outboxQueued'), count: outbox.queued, hint: '', tone: undefined },
    { to: '/outbox', words: t('queues.outboxKept'), count: outbox.kept, hint: '', tone: undefined },
    { to: '/outbox', words: t('queues.outboxFailed'), count: outbox.failed, hint: '', tone: 'alarm' },
    { to: '/outbox', words: t('queues.outboxUncertain'), count: outbox.uncertain, hint: '', tone: 'wait' },
  ] as const;
  const shown = lines.filter(({ count }) => count > 0);
  return (
    <section className={css.part}>
      <h2>{t('queues.machine')}</h2>
      {shown.length === 0 && <p className={css.none}>{t('queues.calm')}</p>}
      <ul>
        {shown.map(({ to, words, count, hint, tone }) => (
          <li key={words}>
            <Link to={to} className={css.line} data-tone={tone}>
              <span>{words}</span>
              <span data-figures>{format.number(count)}</span>
              {hint && <span className={css.quiet}>{hint}</span>}
            </Link>
          </li>
        ))}
        {jobs && jobs.waiting + jobs.active > 0 && (
          <li className={css.line}>
            <span>{t('queues.jobs')}</span>
            <span data-figures>{format.number(jobs.waiting)}</span>
            {jobs.active > 0 && <span className={css.quiet}>{t('queues.jobsActive', { count: jobs.active })}</span>}
          </li>
        )}
      </ul>
      {!jobs && <p className={css.alarm}>{t('queues.jobsUnknown')}</p>}
    </section>
  );
}
