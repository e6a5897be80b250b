import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useTicketPages } from '../../api/tickets.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Dialog } from '../../components/Dialog.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { nameText, subjectText } from '../../i18n/machineText.js';
import { useEntered } from '../../lib/useEntered.js';
import { useSettled } from '../../lib/useSettled.js';
import { testIds } from '../../testids.js';
import css from './MergeDialog.module.css';
import { numberedAs } from './numberedAs.js';

/** Finds the ticket that this one goes into, or belongs with. */
export function MergeDialog({
  ticket,
  kind,
  onClose,
  onPick,
}: {
  ticket: Ticket;
  kind: 'merge' | 'link';
  onClose: () => void;
  onPick: (other: Ticket) => void;
}) {
  const { t } = useTranslation();
  const [across, setAcross] = useState<Ticket | null>(null);
  if (across) return <TwoCustomers from={ticket} into={across} onBack={() => setAcross(null)} onClose={onClose} onMerge={onPick} />;
  return kind === 'merge' ? (
    <PickTicket
      title={t('ticket.merge.title')}
      lead={t('ticket.merge.lead', { number: ticket.number })}
      ticket={ticket}
      onClose={onClose}
      onPick={(into) => (into.customerId === ticket.customerId ? onPick(into) : setAcross(into))}
    />
  ) : (
    <PickTicket
      title={t('work.links.title')}
      lead={t('work.links.lead', { number: ticket.number })}
      ticket={ticket}
      without={ticket.links.map(({ ticketId }) => ticketId)}
      onClose={onClose}
      onPick={onPick}
    />
  );
}

/** Two customers' messages would stand in one ticket: what that means is said before it is done. */
function TwoCustomers({
  from,
  into,
  onBack,
  onClose,
  onMerge,
}: {
  from: Ticket;
  into: Ticket;
  onBack: () => void;
  onClose: () => void;
  onMerge: (into: Ticket) => void;
}) {
  const { t } = useTranslation();
  const names = { from: nameText(t, from.customerName), into: nameText(t, into.customerName) };
  const foot = (
    <>
      <Button autoFocus onPress={onBack}>
        {t('ticket.merge.back')}
      </Button>
      <Button look="main" onPress={() => onMerge(into)} testId="merge-across">
        {t('ticket.merge.goAcross', { number: into.number })}
      </Button>
    </>
  );
  return (
    <Dialog title={t('ticket.merge.across')} open onClose={onClose} foot={foot} testId="merge-two-customers">
      <div className={css.across} dir="auto">
        <p>
          <strong>{t('ticket.merge.two', { ...names, fromNumber: from.number, number: into.number })}</strong>
        </p>
        <p>{t('ticket.merge.oneTicket', { number: into.number })}</p>
        <p>{t('ticket.merge.answers', names)}</p>
        <p className={css.aside}>{t('ticket.merge.notThis', { ...names, action: t('work.why.notThem', { name: names.from }) })}</p>
      </div>
    </Dialog>
  );
}

/** Another ticket: the same customer's first, any other by number, name or words. */
export function PickTicket({
  title,
  lead,
  ticket,
  without = [],
  onClose,
  onPick,
}: {
  title: string;
  lead: string;
  ticket: Pick<Ticket, 'id' | 'customerId'>;
  without?: readonly string[];
  onClose: () => void;
  onPick: (into: Ticket) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [words, setWords] = useState('');
  const typed = words.trim().replace(/^#/, '');
  const q = useSettled(typed, 200);
  const same = useTicketPages({ customerId: ticket.customerId });
  const found = useTicketPages({ q }, q !== '');
  const fits = (one: Ticket): boolean => one.id !== ticket.id && one.mergedIntoId === null && !without.includes(one.id);
  const { items, isPending: pending } = q ? found : same;
  const named = numberedAs(items, q);
  const results = items.filter(fits).toSorted((a, b) => Number(b === named) - Number(a === named));
  const meansNumber = named !== undefined || /^\s*#\d+\s*$/.test(words);
  const first = meansNumber && results[0] !== named ? undefined : results[0];

  // The list follows what is typed after a while, and Enter is meant for the list that belongs to it.
  const { enter, forget, taken } = useEntered(typed, q === typed && !pending, () => first && onPick(first));
  const foundNothing = results.length === 0 || (taken && !first);

  return (
    <Dialog title={title} lead={lead} open onClose={onClose} testId={testIds.mergeDialog}>
      <input
        className={css.search}
        type="search"
        autoFocus
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          forget();
        }}
        placeholder={t('ticket.merge.search')}
        aria-label={t('ticket.merge.search')}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.repeat) enter();
        }}
      />
      <p className={css.group}>{q ? t('ticket.merge.found') : t('ticket.merge.same')}</p>
      {pending && <Skeleton rows={3} look="lines" />}
      {!pending && foundNothing && (
        <p className={css.none} role="status">
          {t('ticket.merge.none')}
        </p>
      )}
      <ul>
        {results.slice(0, 30).map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={css.one}
              onClick={() => onPick(one)}
              aria-label={t('pair', {
                name: `#${one.number}`,
                value: format.row([
                  subjectText(t, one),
                  one.customerId === ticket.customerId
                    ? nameText(t, one.customerName)
                    : t('ticket.merge.otherCustomer', { name: nameText(t, one.customerName) }),
                ]),
              })}
              data-testid={testIds.mergeTarget}
              data-id={one.id}
            >
              <span className={css.subject} dir="auto">
                {subjectText(t, one)}
              </span>
              <span className={css.number} data-figures>
                #{one.number}
              </span>
              <span className={css.who} dir="auto">
                {one.customerId === ticket.customerId ? (
                  nameText(t, one.customerName)
                ) : (
                  <strong>{t('ticket.merge.otherCustomer', { name: nameText(t, one.customerName) })}</strong>
                )}{' '}
                · {t(`status.${one.status}`)}
              </span>
              <span className={css.marks}>
                {one.channels.map((channel) => (
                  <ChannelMark key={channel} channel={channel} size={13} />
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
