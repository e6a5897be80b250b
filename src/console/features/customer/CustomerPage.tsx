import { useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { useCustomer } from '../../api/customers.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { IconButton } from '../../components/IconButton.js';
import { Skeleton } from '../../components/Skeleton.js';
import { CustomerFacts } from './CustomerFacts.js';
import css from './CustomersPage.module.css';
import panel from './CustomerPanel.module.css';
import { Identities } from './Identities.js';
import { PastTickets } from './PastTickets.js';
import { Story } from './Story.js';

export function CustomerPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { customerId } = useParams({ from: '/customers/$customerId' });
  const customer = useCustomer(customerId);
  if (customer.isPending) return <main className={css.customer}><Skeleton look="messages" rows={3} /></main>;
  if (!customer.data) {
    const gone = customer.error instanceof ApiError && customer.error.status === 404;
    return <main className={css.customer}>{gone ? <EmptyState title={t('customer.page.notFound')} text={t('error.notFound')} /> : <ErrorNote error={customer.error} onRetry={() => void customer.refetch()} />}</main>;
  }
  return (
    <main className={css.customer} key={customerId}>
      <div className={css.inner}>
        <header className={panel.head}>
          <h1 className={css.title} dir="auto">
            <span className={css.back}><IconButton label={t('action.back')} onPress={() => void navigate({ to: '/customers' })}><ArrowLeft size={20} aria-hidden /></IconButton></span>
            {customer.data.name}
          </h1>
          <CustomerFacts customer={customer.data} />
        </header>
        <h2 className="visually-hidden">{t('customer.title')}</h2>
        <Identities customer={customer.data} />
        <PastTickets customer={customer.data} />
        <Story customerId={customerId} />
      </div>
    </main>
  );
}
