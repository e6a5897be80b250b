import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import { ApiError } from '../../api/http.js';
import { useCustomer } from '../../api/customers.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { IconButton } from '../../components/IconButton.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useTitle } from '../../lib/useTitle.js';
import { AboutThem } from './AboutThem.js';
import { CustomerChanges } from './CustomerChanges.js';
import { CustomerFacts } from './CustomerFacts.js';
import { CustomerMenu } from './CustomerMenu.js';
import css from './CustomersPage.module.css';
import panel from './CustomerPanel.module.css';
import { EditableText } from './EditableText.js';
import { Identities } from './Identities.js';
import { PastTickets } from './PastTickets.js';
import { Records } from './Records.js';
import { Story } from './Story.js';
import { Suggestions } from './Suggestions.js';
import { useCustomerActions } from './useCustomerActions.js';

export function CustomerPage() {
  const { t } = useTranslation();
  const { customerId } = useParams({ from: '/customers/$customerId' });
  const customer = useCustomer(customerId);
  if (customer.isPending)
    return (
      <main className={css.customer}>
        <ToList />
        <Skeleton look="messages" rows={3} />
      </main>
    );
  if (!customer.data) {
    const gone = customer.error instanceof ApiError && customer.error.status === 404;
    return (
      <main className={css.customer}>
        <ToList />
        {gone ? (
          <EmptyState title={t('customer.page.notFound')} text={t('error.notFound')} />
        ) : (
          <ErrorNote error={customer.error} onRetry={() => void customer.refetch()} />
        )}
      </main>
    );
  }
  return <Shown key={customerId} customer={customer.data} />;
}

function Shown({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const actions = useCustomerActions(customer);
  useTitle(customer.name);
  const { mergedIntoId } = customer;
  return (
    <main className={css.customer}>
      <div className={css.inner}>
        <header className={panel.head}>
          <div className={css.titleRow}>
            <ToList />
            <h1 className={css.title}>
              <EditableText
                label={t('person.nameEdit')}
                value={customer.name}
                empty={customer.name}
                max={200}
                id={`${customer.id}/name`}
                onSave={async (draft) => draft.words === '' || actions.write('name', draft)}
                testId="customer-name"
                bare
              />
            </h1>
            <CustomerMenu customer={customer} />
          </div>
          {mergedIntoId && (
            <p role="status" className={css.merged}>
              {t('person.merge.mergedInto')}{' '}
              <Link to="/customers/$customerId" params={{ customerId: mergedIntoId }}>
                {t('person.merge.openOther')}
              </Link>
            </p>
          )}
          <CustomerFacts customer={customer} />
        </header>
        <h2 className="visually-hidden">{t('customer.title')}</h2>
        <Suggestions customer={customer} />
        <div className={css.pair}>
          <div className={css.column}>
            <AboutThem customer={customer} />
            <Records customer={customer} />
          </div>
          <div className={css.column}>
            <Identities customer={customer} />
            <PastTickets customer={customer} />
          </div>
        </div>
        <CustomerChanges customerId={customer.id} />
        <Story customerId={customer.id} onUndo={actions.undo} />
      </div>
    </main>
  );
}

/** The way back, where the list is not beside. */
function ToList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <span className={css.back}>
      <IconButton label={t('action.back')} onPress={() => void navigate({ to: '/customers' })}>
        <ArrowLeft size={20} aria-hidden />
      </IconButton>
    </span>
  );
}
