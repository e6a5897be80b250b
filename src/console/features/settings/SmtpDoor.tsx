import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupState } from '../../../contract/setup.js';
import { useArrivals, useSetupDoc } from '../../api/setup.js';
import { useFormat } from '../../i18n/format.js';
import css from './Settings.module.css';

/** The desk's own door for mail, and the next mail that comes, by whichever way: the proof that it works. */
export function SmtpDoor() {
  const { t } = useTranslation();
  const format = useFormat();
  const setup = useSetupDoc<SetupState>('/setup');
  const arrivals = useArrivals();
  const [since] = useState(() => new Date().toISOString());
  if (!setup.data) return null;
  const { open, host, port, address } = setup.data.smtp;
  const came = arrivals.data?.find(({ receivedAt }) => receivedAt > since);
  return (
    <section className={css.group} data-testid="smtp-door">
      <h3 className={css.sub}>{t('desk.door.title')}</h3>
      {open ? <p className={css.hint}>{t('desk.door.open')}</p> : <p className={css.alarm}>{t('desk.door.closed')}</p>}
      {open && (
        <div className={css.span}>
          <strong>{t('desk.door.server')}</strong>
          <code className={css.url} data-testid="smtp-address">
            {host}:{port}
          </code>
        </div>
      )}
      <div className={css.span}>
        <strong>{t('desk.door.address')}</strong>
        <code className={css.url}>{address}</code>
      </div>
      <p className={css.told} role="status" data-testid="mail-seen" data-seen={came ? came.state : 'no'}>
        {!came && t('desk.door.waiting', { address })}
        {came &&
          (came.state === 'done'
            ? t('desk.door.came', { time: format.full(came.receivedAt) })
            : came.state === 'pending'
              ? t('desk.door.reading')
              : t('desk.door.aside'))}
        {came?.ticketId && (
          <>
            {' '}
            <Link to="/tickets/$ticketId" params={{ ticketId: came.ticketId }}>
              {t('intake.openTicket')}
            </Link>
          </>
        )}
        {came && came.state !== 'done' && came.state !== 'pending' && (
          <>
            {' '}
            <Link to="/intake">{t('nav.intake')}</Link>
          </>
        )}
      </p>
    </section>
  );
}
