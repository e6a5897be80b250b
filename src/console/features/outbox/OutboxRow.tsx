import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../../contract/desk.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import { Delivery } from '../ticket/Delivery.js';
import { DeliveryActions } from '../ticket/DeliveryActions.js';
import css from './OutboxRow.module.css';
import { beginningOf } from './beginning.js';

export function OutboxRow({ item }: { item: OutboxItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const headers = Object.entries(item.headers ?? {});
  return (
    <li className={css.item} tabIndex={-1} data-row data-testid={testIds.outboxItem} data-id={item.id} data-state={item.state}>
      <header className={css.head}>
        <ChannelMark channel={item.channel} word />
        {/* A visitor's address is an id of ours. */}
        {item.channel !== 'chat' && <span className={css.to}>{t('outbox.to', { address: item.to })}</span>}
        <time dateTime={item.createdAt} title={format.full(item.createdAt)}>
          {format.day(item.createdAt, now)} {format.clock(item.createdAt)}
        </time>
      </header>
      {item.subject && (
        <h2 className={css.subject} dir="auto">
          {item.subject}
        </h2>
      )}
      <p className={css.text} dir="auto">
        {beginningOf(item)}
      </p>
      <footer className={css.foot}>
        <Delivery delivery={{ ...item, at: item.createdAt }}>
          <DeliveryActions message={item} state={item.state} />
        </Delivery>
        {item.attempts > 1 && <span>{t('outbox.tries', { count: item.attempts })}</span>}
        <Link data-opens to="/tickets/$ticketId" params={{ ticketId: item.ticketId }}>
          {t('outbox.openTicket')}
        </Link>
        {headers.length > 0 && (
          <details className={css.headers}>
            <summary>{t('outbox.headers')}</summary>
            <dl>
              {headers.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </footer>
    </li>
  );
}
