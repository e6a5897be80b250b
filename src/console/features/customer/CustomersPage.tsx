import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Plus, Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCustomers } from '../../api/customers.js';
import { Button } from '../../components/Button.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { IconButton } from '../../components/IconButton.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useDialogs } from '../../components/useDialogs.js';
import { useCommands } from '../../keys/useCommands.js';
import { useSettled } from '../../lib/useSettled.js';
import { useTitle } from '../../lib/useTitle.js';
import { AddCustomer } from './AddCustomer.js';
import css from './CustomersPage.module.css';
import { nameText } from '../../i18n/machineText.js';

export function CustomersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const { customerId } = useParams({ strict: false });
  const [words, setWords] = useState('');
  const forms = useDialogs<'new'>();
  useTitle(t('customer.page.title'));
  const customers = useCustomers(useSettled(words.trim(), 250));
  // Where the keys have got to: a held one is faster than the page.
  const reached = useRef(customerId);
  useEffect(() => void (reached.current = customerId), [customerId]);
  const go = (step: 1 | -1): void => {
    const at = customers.items.findIndex(({ id }) => id === reached.current);
    const next = customers.items[at < 0 && step < 0 ? customers.items.length - 1 : at + step];
    if (!next) return;
    reached.current = next.id;
    void navigate({ to: '/customers/$customerId', params: { customerId: next.id } });
    document.querySelector(`[data-testid="customer-row"][href$="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useCommands({ next: () => go(1), previous: () => go(-1), search: () => search.current?.focus() });
  return (
    <div className={css.page} data-open={customerId ? 'customer' : 'list'}>
      <section className={css.list} aria-label={t('customer.page.title')}>
        <header className={css.head}>
          <h1>{t('customer.page.title')}</h1>
          <IconButton label={t('customer.page.add')} onPress={() => forms.open('new')} testId="customer-add">
            <Plus size={18} aria-hidden />
          </IconButton>
          <input
            ref={search}
            type="search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder={t('customer.page.search')}
            aria-label={t('customer.page.search')}
          />
        </header>
        <div className={css.scroller}>
          {customers.isPending && <Skeleton rows={6} />}
          {customers.isError && <ErrorNote error={customers.error} onRetry={() => void customers.refetch()} />}
          {customers.isSuccess &&
            customers.items.length === 0 &&
            (words.trim() ? (
              <EmptyState title={t('customer.page.none')} text={t('customer.page.noneText')} />
            ) : (
              <EmptyState icon={<Users size={20} />} title={t('customer.page.empty')} text={t('customer.page.emptyText')}>
                <Button onPress={() => forms.open('new')}>{t('customer.page.add')}</Button>
              </EmptyState>
            ))}
          <ul>
            {customers.items.map(({ id, name, identities, tags }) => (
              <li key={id}>
                <Link
                  to="/customers/$customerId"
                  params={{ customerId: id }}
                  className={css.row}
                  activeProps={{ 'aria-current': 'page' }}
                  data-testid="customer-row"
                >
                  <strong dir="auto">{nameText(t, name)}</strong>
                  {tags[0] && <em>{tags[0]}</em>}
                  <span>
                    {identities
                      .filter(({ kind }) => kind !== 'chat')
                      .map(({ value }) => value)
                      .join(' · ') || (identities.length > 0 ? t('identity.chat') : '')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {customers.hasNextPage && (
            <div className={css.more}>
              <Button size="small" isDisabled={customers.isFetchingNextPage} onPress={() => void customers.fetchNextPage()}>
                {t('action.loadMore')}
              </Button>
            </div>
          )}
        </div>
      </section>
      <div className={css.right}>
        <Outlet />
      </div>
      {forms.draw((_, onClose) => (
        <AddCustomer onClose={onClose} />
      ))}
    </div>
  );
}

export function NobodyPicked() {
  const { t } = useTranslation();
  return (
    <main className={css.nobody}>
      <EmptyState icon={<Users size={20} />} title={t('customer.page.title')} text={t('customer.page.pick')} />
    </main>
  );
}
