import { ExternalLink, Package, ReceiptText, Repeat } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../../api/follow.js';
import type { CustomerDetail } from '../../../contract/customers.js';
import type { CustomerRecord } from '../../../contract/records.js';
import { useRemoveRecord } from '../../api/customerWork.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { Button } from '../../components/Button.js';
import { say } from '../../components/toasts.js';
import { errorText } from '../../i18n/errorText.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import css from './Records.module.css';
import panel from './CustomerPanel.module.css';
import { useKindText } from './useKindText.js';

const SHORT = 4;
const ICONS: Record<string, typeof Package> = { order: ReceiptText, subscription: Repeat };

/** What other systems know: orders, products and the like, newest first. */
export function Records({ customer: { id, records }, short = false }: { customer: CustomerDetail; short?: boolean }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(!short);
  if (records.length === 0) {
    return short ? null : (
      <section className={panel.section}>
        <h3>{t('work.customer.records')}</h3>
        <p className={panel.muted}>{t('work.customer.recordsNone')}</p>
      </section>
    );
  }
  const shown = all ? records : records.slice(0, SHORT);
  return (
    <section className={panel.section}>
      <h3>{t('work.customer.records')}</h3>
      <ul>
        {shown.map((record) => (
          <Record key={record.id} record={record} customerId={id} />
        ))}
      </ul>
      {shown.length < records.length && (
        <Button size="small" look="quiet" onPress={() => setAll(true)}>
          {t('person.more', { count: records.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function Record({ record, customerId }: { record: CustomerRecord; customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const kindText = useKindText();
  const remove = useRemoveRecord(customerId);
  const { kind, externalId, title, status, at, url, amount, lines, id } = record;
  const Icon = ICONS[kind] ?? Package;
  return (
    <li className={css.record} data-testid="record" data-kind={kind}>
      <Icon size={14} aria-hidden />
      <div className={css.words}>
        <strong dir="auto">
          {url ? (
            <a href={url} target="_blank" rel="noopener noreferrer nofollow" title={t('person.record.open')}>
              {title}
              <ExternalLink size={12} aria-hidden />
            </a>
          ) : (
            title
          )}
        </strong>
        <span className={css.facts}>
          <span>
            {kindText(kind)} {externalId}
          </span>
          {status && <span>{status}</span>}
          <time dateTime={at} title={format.full(at)}>
            {format.day(at, now)}
          </time>
          {amount && <b data-figures>{format.money(amount.value, amount.currency)}</b>}
        </span>
        {lines.length > 0 && (
          <details>
            <summary>{format.list(lines.slice(0, 2).map((line) => line.title))}</summary>
            <ul>
              {lines.map((line, i) => (
                <li key={i} dir="auto">
                  {line.quantity !== 1 && `${t('person.record.quantity', { count: line.quantity })} `}
                  {line.title}
                  {line.amount && ` · ${format.money(line.amount.value, line.amount.currency)}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <ActionMenu
        label={t('person.identity.menu', { value: title })}
        actions={[
          {
            id: 'remove-record',
            label: t('person.record.remove'),
            run: () =>
              follow(remove.mutateAsync(id), {
                onSuccess: () => say(t('person.record.removed', { title })),
                onError: (error) => say(t('person.failed', { reason: errorText(t, error) }), { tone: 'alarm' }),
              }),
          },
        ]}
      />
    </li>
  );
}
