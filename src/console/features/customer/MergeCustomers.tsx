import { ArrowRight, ArrowUpDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, CustomerDetail } from '../../../contract/customers.js';
import { useCustomer, useCustomers } from '../../api/customers.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { useSettled } from '../../lib/useSettled.js';
import css from '../ticket/MergeDialog.module.css';
import own from './MergeCustomers.module.css';
import { useWhoIsWhoActions } from './useWhoIsWhoActions.js';

const addressesOf = ({ identities }: Customer): string =>
  identities.flatMap(({ kind, value }) => (kind === 'chat' ? [] : [value])).join(' · ');

/** Finds the other customer, shows what would move, and merges. */
export function MergeCustomers({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [otherId, setOtherId] = useState<string | null>(null);
  const q = useSettled(words.trim(), 200);
  const found = useCustomers(q);
  const others = found.items.filter(({ id }) => id !== customer.id).slice(0, 30);
  return (
    <Dialog
      title={t('person.merge.title')}
      lead={t('person.merge.lead')}
      open
      onClose={onClose}
      place="top"
      width={520}
      testId="merge-customers"
    >
      {otherId ? (
        <Preview customer={customer} otherId={otherId} onBack={() => setOtherId(null)} onClose={onClose} />
      ) : (
        <>
          <input
            className={css.search}
            type="search"
            autoFocus
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder={t('person.merge.search')}
            aria-label={t('person.merge.search')}
          />
          <p className={css.group}>{t('person.merge.found')}</p>
          {found.isPending && <Skeleton rows={3} look="lines" />}
          {found.isSuccess && others.length === 0 && <p className={css.none}>{t('person.merge.none')}</p>}
          <ul>
            {others.map((one) => (
              <li key={one.id}>
                <button type="button" className={css.one} onClick={() => setOtherId(one.id)} data-testid="merge-customer">
                  <span className={css.subject} dir="auto">
                    {one.name}
                  </span>
                  <span className={css.number}>{one.tags[0]}</span>
                  <span className={css.who}>{addressesOf(one)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

/** Whom we have known for longer stays, unless one says otherwise. */
function Preview({
  customer,
  otherId,
  onBack,
  onClose,
}: {
  customer: CustomerDetail;
  otherId: string;
  onBack: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const other = useCustomer(otherId);
  const { merge, merging } = useWhoIsWhoActions();
  const [swapped, setSwapped] = useState(false);
  if (other.isPending) return <Skeleton rows={3} look="lines" />;
  if (!other.data) return <ErrorNote error={other.error} onRetry={() => void other.refetch()} />;
  const thisStays = customer.createdAt <= other.data.createdAt !== swapped;
  const [stays, goes] = thisStays ? [customer, other.data] : [other.data, customer];
  const newTags = goes.tags.filter((tag) => !stays.tags.includes(tag));
  const addresses = t('person.merge.addresses', { count: goes.identities.length });
  const moves = [
    addressesOf(goes) ? t('pair', { name: addresses, value: addressesOf(goes) }) : addresses,
    t('person.merge.tickets', { count: goes.tickets.length }),
    ...(goes.records.length ? [t('person.merge.records', { count: goes.records.length })] : []),
    ...(newTags.length ? [t('person.merge.tags', { tags: format.list(newTags) })] : []),
    ...(goes.likes || goes.dislikes || goes.notes ? [t('person.merge.notes', { name: stays.name, from: goes.name })] : []),
  ];
  return (
    <div className={own.preview} data-testid="merge-preview">
      <div className={own.pair}>
        <Side customer={goes} />
        <ArrowRight size={18} aria-hidden />
        <Side customer={stays} main />
      </div>
      <p dir="auto">{t('person.merge.goes', { name: goes.name, into: stays.name })}</p>
      <section>
        <h3>{t('person.merge.preview')}</h3>
        <ul>
          {moves.map((one) => (
            <li key={one} dir="auto">
              {one}
            </li>
          ))}
        </ul>
      </section>
      <div className={own.foot}>
        <Button look="quiet" onPress={() => setSwapped(!swapped)} testId="merge-swap">
          <ArrowUpDown size={14} aria-hidden />
          {t('person.merge.swap')}
        </Button>
        <span />
        <Button onPress={onBack}>{t('person.merge.back')}</Button>
        <Button look="main" isDisabled={merging} onPress={() => merge(goes, stays, onClose)} testId="merge-go">
          {t('person.merge.go')}
        </Button>
      </div>
    </div>
  );
}

function Side({ customer, main = false }: { customer: Customer; main?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={own.side} data-main={main || undefined}>
      <strong dir="auto">{nameText(t, customer.name)}</strong>
      <span>{addressesOf(customer)}</span>
      <span>{t('customer.since', { date: format.date(customer.createdAt) })}</span>
    </div>
  );
}
