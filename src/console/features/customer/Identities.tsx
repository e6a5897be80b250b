import { BadgeCheck, Fingerprint, Mail, MessagesSquare, Phone, type LucideIcon } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { en } from '../../i18n/en/index.js';
import type { Customer } from '../../../contract/customers.js';
import type { IdentityKind } from '../../../contract/common.js';
import { testIds } from '../../testids.js';
import css from './CustomerPanel.module.css';

const ICONS: Record<IdentityKind, LucideIcon> = { email: Mail, phone: Phone, external: Fingerprint, chat: MessagesSquare };

/** Where they are reached, what of it is proven, and what they only say. */
export function Identities({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  return (
    <>
      {customer.identities.length > 0 && (
        <section className={css.section}>
          <h3>{t('customer.identities')}</h3>
          <ul>
            {customer.identities.map(({ kind, value, verified, source, bounced }) => {
              const Icon = ICONS[kind];
              return (
                <li key={`${kind} ${value}`} className={css.identity} title={t('customer.source', { source: sourceText(t, source) })} data-testid={testIds.identity} data-kind={kind} data-verified={verified}>
                  <Icon size={14} aria-hidden />
                  <span className="visually-hidden">{t(`identity.${kind}`)}</span>
                  <span className={css.value} title={value}>{kind === 'chat' ? t('identity.chat') : value}</span>
                  {verified ? <BadgeCheck size={14} className={css.verified} role="img" aria-label={t('customer.verified')} /> : <span className={css.claimed}>{t('customer.claimed')}</span>}
                  {bounced && <span className={css.bounced} title={[bounced.status, bounced.reason].filter(Boolean).join(' ')}>{t(bounced.hard ? 'customer.bouncedHard' : 'customer.bouncedSoft')}</span>}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {customer.claims.length > 0 && (
        <section className={css.section}>
          <h3>{t('customer.claims')}</h3>
          <ul>
            {customer.claims.map(({ kind, value, at }) => <li key={`${kind} ${value} ${at}`} className={css.claim} title={t('customer.claimHint')} data-testid={testIds.claim}>{t('customer.saysIs', { value })}</li>)}
          </ul>
        </section>
      )}
    </>
  );
}

function sourceText(t: TFunction, source: string): string {
  const known = en.customer.sources;
  return source in known ? t(`customer.sources.${source as keyof typeof known}`) : t('customer.sources.other');
}
