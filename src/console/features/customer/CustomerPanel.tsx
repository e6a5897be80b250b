import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useCustomer } from '../../api/customers.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import type { Field, FieldValue } from '../../../contract/workspace.js';
import { FieldList } from '../fields/FieldList.js';
import { testIds } from '../../testids.js';
import css from './CustomerPanel.module.css';
import { AboutThem } from './AboutThem.js';
import { CustomerFacts } from './CustomerFacts.js';
import { Identities } from './Identities.js';
import { CustomerMenu } from './CustomerMenu.js';
import { NextIssue } from './NextIssue.js';
import { PastTickets } from './PastTickets.js';
import { PlannedFollowups } from './PlannedFollowups.js';
import { Records } from './Records.js';
import { Story } from './Story.js';
import { Suggestions } from './Suggestions.js';
import { nameText } from '../../i18n/machineText.js';

/** Who writes: everything worth knowing while answering, open and in the order in which it is needed. */
export function CustomerPanel({
  ticket,
  onAdd,
  onField,
}: {
  ticket: TicketDetail;
  onAdd: (text: string) => void;
  onField: (field: Field, value: FieldValue, seen: FieldValue) => void;
}) {
  const { t } = useTranslation();
  const customer = useCustomer(ticket.customerId);
  if (customer.isPending) return <Skeleton rows={4} look="list" />;
  if (customer.isError && !customer.data) return <ErrorNote error={customer.error} onRetry={() => void customer.refetch()} />;
  const { data } = customer;
  const live = ticket.status !== 'solved' && ticket.status !== 'closed';

  return (
    <div className={css.panel} data-testid={testIds.customerPanel}>
      <header className={css.head}>
        <h2 className={css.name} dir="auto">
          <Link to="/customers/$customerId" params={{ customerId: data.id }} title={t('customer.open')}>
            {nameText(t, data.name)}
            <ArrowUpRight size={14} aria-hidden />
          </Link>
          <CustomerMenu customer={data} />
        </h2>
        <CustomerFacts customer={data} />
      </header>
      <Suggestions customer={data} />
      <FieldList
        on="ticket"
        title={t('person.fields.ofTicket')}
        values={ticket.fields}
        onSave={onField}
        disabled={ticket.mergedIntoId !== null}
      />
      <AboutThem customer={data} />
      <Identities customer={data} />
      {live && ticket.anticipations.length > 0 && <NextIssue anticipations={ticket.anticipations} onAdd={onAdd} />}
      <PlannedFollowups ticketId={ticket.id} />
      <PastTickets customer={data} exceptId={ticket.id} />
      <Records customer={data} short />
      <Story customerId={data.id} exceptTicketId={ticket.id} short />
    </div>
  );
}
