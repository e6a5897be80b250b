import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { IntakeRow } from '../../../contract/desk.js';
import { useRetryIntake } from '../../api/desk.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import { codeHelp, codeText } from './codeText.js';
import css from './IntakeItem.module.css';

/** Codes whose message is the code once more, in English; the others' messages hold details. */
const RESTATED: ReadonlySet<string> = new Set(['parse_timeout', 'parse_crashed', 'no_sender', 'bad_form', 'bad_body', 'no_channel']);

/** One thing that reached us, what became of it and why; its raw form stays within reach. */
export function IntakeItem({ row }: { row: IntakeRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const retry = useRetryIntake();
  const help = row.state === 'quarantined' && row.code ? codeHelp(t, row.code) : null;
  return (
    <li className={css.item} tabIndex={-1} data-row data-testid={testIds.intakeRow} data-id={row.id} data-state={row.state}>
      <header className={css.head}>
        <ChannelMark channel={row.channel} word />
        <span className={css.state} data-state={row.state}>
          {t(`intake.state.${row.state}`)}
        </span>
        {row.from && (
          <span className={css.from} dir="auto">
            {row.from}
          </span>
        )}
        <time dateTime={row.receivedAt} title={format.full(row.receivedAt)}>
          {format.day(row.receivedAt, now)} {format.clock(row.receivedAt)}
        </time>
      </header>
      {row.code && <p className={css.reason}>{codeText(t, row.code)}</p>}
      {help && <p>{help}</p>}
      {row.code && row.message && !RESTATED.has(row.code) && (
        <details className={css.original}>
          <summary>{t('intake.original')}</summary>
          <code lang="en" dir="auto">
            {row.message}
          </code>
        </details>
      )}
      <p className={css.facts}>
        <span className={css.key} title={row.externalKey}>
          {row.externalKey}
        </span>
        <span data-figures>{format.bytes(row.size)}</span>
        {row.attempts > 1 && <span>{t('intake.tries', { count: row.attempts })}</span>}
        <span title={row.sha256}>{t('intake.sha', { value: row.sha256.slice(0, 8) })}</span>
      </p>
      <div className={css.actions}>
        {row.state === 'quarantined' && (
          <Button
            size="small"
            testId={testIds.intakeRetry}
            isDisabled={retry.isPending}
            onPress={() =>
              follow(retry.mutateAsync(row.id), {
                onSuccess: () => say(t('intake.retried')),
                onError: (error) => say(t('intake.retryFailed', { reason: errorText(t, error) }), { tone: 'alarm' }),
              })
            }
          >
            {t('intake.retry')}
          </Button>
        )}
        <a href={row.rawUrl} download>
          {t('intake.raw')}
        </a>
        {row.ticketId && (
          <Link data-opens to="/tickets/$ticketId" params={{ ticketId: row.ticketId }}>
            {t('intake.openTicket')}
          </Link>
        )}
      </div>
    </li>
  );
}
