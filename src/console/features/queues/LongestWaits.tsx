import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { QueueHealth } from '../../../contract/desk.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { nameText, subjectText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import css from './Queues.module.css';

/** The ten who have waited longest, with the wait as a bar against the longest of them. */
export function LongestWaits({ health }: { health: QueueHealth }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const waitOf = (since: string): number => Math.max(0, now - Date.parse(since));
  const most = Math.max(1, ...health.longest.map((one) => waitOf(one.waitingSince)));
  return (
    <section className={css.part}>
      <h2>{t('queues.longest')}</h2>
      {health.longest.length === 0 && <p className={css.none}>{t('queues.longestNone')}</p>}
      <ol>
        {health.longest.map((one) => (
          <li key={one.ticketId}>
            <Link
              to="/tickets/$ticketId"
              params={{ ticketId: one.ticketId }}
              className={css.wait}
              data-testid={testIds.longestWait}
              data-id={one.ticketId}
            >
              <span className={css.span} data-figures title={format.full(one.waitingSince)}>
                {format.span(waitOf(one.waitingSince))}
              </span>
              <span className={css.who} dir="auto">
                {nameText(t, one.customerName)}
              </span>
              <span className={css.about} dir="auto">
                {subjectText(t, { subject: one.subject, channels: [one.channel] })}
              </span>
              <ChannelMark channel={one.channel} />
              <span className={css.bar} style={{ width: `${(waitOf(one.waitingSince) / most) * 100}%` }} aria-hidden />
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
