import { GitMerge } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { Called } from '../../components/Called.js';
import { lazily } from '../../components/lazily.js';

const MergeCustomers = lazily(() => import('./MergeCustomers.js').then((module) => module.MergeCustomers));

/** What is done to a customer seldom. */
export function CustomerMenu({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState(false);
  return (
    <>
      <ActionMenu
        label={t('person.identity.more')}
        testId="customer-menu"
        actions={[
          { id: 'merge-customer', label: t('person.merge.action'), icon: <GitMerge size={14} aria-hidden />, run: () => setMerging(true) },
        ]}
      />
      {merging && (
        <Called onGone={() => setMerging(false)}>
          <MergeCustomers customer={customer} onClose={() => setMerging(false)} />
        </Called>
      )}
    </>
  );
}
