import { useTranslation } from 'react-i18next';
import css from './ComposerParts.module.css';
import type { Draft } from './draft.js';

/** Who gets a copy of the mail, and who gets one that the others do not see. */
export function Copies({ draft, bad, onChange }: { draft: Draft; bad: { cc: string | null; bcc: string | null }; onChange: (next: Partial<Draft>) => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.copies}>
      {(['cc', 'bcc'] as const).map((kind) => (
        <label key={kind}>
          {t(`work.composer.${kind}`)}
          <input value={draft[kind] ?? ''} autoFocus={kind === 'cc' && draft.cc === ''} onChange={(event) => onChange({ [kind]: event.target.value })} placeholder={t('work.composer.addresses')} aria-invalid={bad[kind] ? true : undefined} title={bad[kind] ? t('work.composer.badAddress', { address: bad[kind] }) : undefined} inputMode="email" data-testid={`composer-${kind}`} />
        </label>
      ))}
    </div>
  );
}
