import { BadgeCheck, Copy, Fingerprint, Mail, MessagesSquare, Phone, Plus, Unlink, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, Identity } from '../../../contract/customers.js';
import type { IdentityKind } from '../../../contract/common.js';
import { ActionMenu } from '../../components/ActionMenu.js';
import { Button } from '../../components/Button.js';
import { en } from '../../i18n/en/index.js';
import { useFormat } from '../../i18n/format.js';
import { copyText } from '../../lib/copyText.js';
import { testIds } from '../../testids.js';
import { AddIdentity } from './AddIdentity.js';
import css from './CustomerPanel.module.css';
import { useWhoIsWhoActions } from './useWhoIsWhoActions.js';

const ICONS: Record<IdentityKind, LucideIcon> = { email: Mail, phone: Phone, external: Fingerprint, chat: MessagesSquare };

/** Where they are reached, what of it is proven, how we know it, and what they only say. */
export function Identities({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <section className={css.section}>
        <h3>{t('customer.identities')}</h3>
        <ul>
          {customer.identities.map((identity) => (
            <IdentityLine key={`${identity.kind} ${identity.value}`} identity={identity} customer={customer} />
          ))}
        </ul>
        {adding ? (
          <AddIdentity customerId={customer.id} onClose={() => setAdding(false)} />
        ) : (
          <Button size="small" look="quiet" onPress={() => setAdding(true)} testId="identity-add">
            <Plus size={13} aria-hidden />
            {t('person.identity.add')}
          </Button>
        )}
      </section>
      {customer.claims.length > 0 && (
        <section className={css.section}>
          <h3>{t('customer.claims')}</h3>
          <ul>
            {customer.claims.map(({ kind, value, at }) => (
              <li key={`${kind} ${value} ${at}`} className={css.claim} title={t('customer.claimHint')} data-testid={testIds.claim}>
                {t('customer.saysIs', { value })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function IdentityLine({ identity, customer }: { identity: Identity; customer: Customer }) {
  const { t } = useTranslation();
  const { unlink } = useWhoIsWhoActions();
  const howKnown = useHowKnown();
  const { kind, value, verified, bounced } = identity;
  const Icon = ICONS[kind];
  const shown = kind === 'chat' ? t('identity.chat') : value;
  const copy = (): void => void copyText(t, value, t('person.identity.copied'));
  return (
    <li className={css.identity} title={howKnown(identity)} data-testid={testIds.identity} data-kind={kind} data-verified={verified}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{t(`identity.${kind}`)}</span>
      <span className={css.value} title={`${shown}\n${howKnown(identity)}`}>
        {shown}
      </span>
      {verified ? (
        <BadgeCheck size={14} className={css.verified} role="img" aria-label={t('customer.verified')} />
      ) : (
        <span className={css.claimed}>{t('customer.claimed')}</span>
      )}
      {bounced && (
        <span className={css.bounced} title={[bounced.status, bounced.reason].filter(Boolean).join(' ')}>
          {t(bounced.hard ? 'customer.bouncedHard' : 'customer.bouncedSoft')}
        </span>
      )}
      <span className="visually-hidden">{howKnown(identity)}</span>
      <ActionMenu
        label={t('person.identity.menu', { value: shown })}
        testId="identity-menu"
        actions={[
          { id: 'copy', label: t('person.identity.copy'), icon: <Copy size={14} aria-hidden />, run: copy },
          {
            id: 'unlink',
            label: t('person.identity.unlink'),
            icon: <Unlink size={14} aria-hidden />,
            disabled: customer.identities.length < 2,
            run: () => unlink(customer.id, { kind, value }),
          },
        ]}
      />
    </li>
  );
}

type How = keyof typeof en.customer.sources;
const isHow = (source: string): source is How => Object.hasOwn(en.customer.sources, source);

function useHowKnown(): (identity: Identity) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ source, addedAt, optedOut }) => {
    return [
      t('customer.source', { source: t(`customer.sources.${isHow(source) ? source : 'other'}`) }),
      t('person.source.since', { date: format.date(addedAt) }),
      ...(optedOut ? [t('person.source.optedOut')] : []),
    ].join(' · ');
  };
}
