import { GitMerge } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import { ActionMenu } from '../../components/ActionMenu.js';

const MergeCustomers = lazy(() => import('./MergeCustomers.js').then((module) => ({ default: module.MergeCustomers })));

/** What is done to a customer seldom. */
export function CustomerMenu({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState(false);
  return (
    <>
      <ActionMenu label={t('person.identity.more')} testId="customer-menu" actions={[{ id: 'merge-customer', label: t('person.merge.action'), icon: <GitMerge size={14} aria-hidden />, run: () => setMerging(true) }]} />
      {merging && <Suspense><MergeCustomers customer={customer} onClose={() => setMerging(false)} /></Suspense>}
    </>
  );
}
