import { Fragment, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { readAddresses, writeAddress } from './addresses.js';
import css from './ComposerParts.module.css';
import type { Draft } from './draft.js';

interface Props {
  draft: Draft;
  bad: { cc: string | null; bcc: string | null };
  /** Who else is on the customer's mail. */
  others: TicketDetail['othersOnMail'];
  /** How many they are: of a long list, only the first are there. */
  othersCount: number;
  onChange: (next: Partial<Draft>) => void;
  /** Escape: back to the words. */
  onLeave: () => void;
}

/**
 * Who gets a copy of the mail, and who gets one that the others do not see. Left by Escape with nobody in it, it closes.
 * Those who are on the customer's mail are offered, and taken by a click: he who wrote it says who they are.
 */
export function Copies({ draft, bad, others, othersCount, onChange, onLeave }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const taken = [...readAddresses(draft.cc ?? '').addresses, ...readAddresses(draft.bcc ?? '').addresses].map(({ address }) =>
    address.toLowerCase(),
  );
  const offered = others.filter(({ address }) => !taken.includes(address.toLowerCase()));
  const left = othersCount - others.length;
  function whoElse(): string {
    const names = format.list(offered.map(({ name, address }) => name ?? address));
    if (left === 0) return t('work.composer.others', { names });
    if (offered.length === 0) return t('work.composer.othersLeft', { count: left });
    return t('work.composer.othersSome', { shown: offered.length, count: othersCount, names });
  }
  const take = (): void =>
    onChange({ cc: [draft.cc?.trim().replace(/[,;]$/, ''), ...offered.map(writeAddress)].filter(Boolean).join(', ') });
  function onKeyDown(event: KeyboardEvent): void {
    // An input method takes the first Escape for itself.
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    if (!draft.cc?.trim() && !draft.bcc?.trim()) onChange({ cc: null, bcc: null });
    onLeave();
  }
  return (
    <div className={css.copies} onKeyDown={onKeyDown}>
      {(['cc', 'bcc'] as const).map((kind) => (
        <Fragment key={kind}>
          <label>
            {t(`work.composer.${kind}`)}
            <input
              value={draft[kind] ?? ''}
              autoFocus={kind === 'cc' && draft.cc === ''}
              onChange={(event) => onChange({ [kind]: event.target.value })}
              placeholder={t('work.composer.addresses')}
              aria-invalid={bad[kind] ? true : undefined}
              aria-describedby={bad[kind] ? `bad-${kind}` : undefined}
              inputMode="email"
              data-testid={`composer-${kind}`}
            />
          </label>
          {bad[kind] && (
            <p className={css.bad} id={`bad-${kind}`} dir="auto">
              {t('work.composer.badAddress', { address: bad[kind] })}
            </p>
          )}
        </Fragment>
      ))}
      {(offered.length > 0 || left > 0) && (
        <p data-testid="others-on-mail">
          <span dir="auto">{whoElse()}</span>
          {offered.length > 0 && (
            <button type="button" onClick={take} title={offered.map(({ address }) => address).join(', ')} data-testid="others-take">
              {left > 0 ? t('work.composer.othersTakeSome', { count: offered.length }) : t('work.composer.othersTake')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
