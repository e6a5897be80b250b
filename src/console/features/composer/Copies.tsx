import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import css from './ComposerParts.module.css';
import type { Draft } from './draft.js';

interface Props {
  draft: Draft;
  bad: { cc: string | null; bcc: string | null };
  onChange: (next: Partial<Draft>) => void;
  /** Escape: back to the words. */
  onLeave: () => void;
}

/** Who gets a copy of the mail, and who gets one that the others do not see. Left by Escape with nobody in it, it closes. */
export function Copies({ draft, bad, onChange, onLeave }: Props) {
  const { t } = useTranslation();
  function onKeyDown(event: KeyboardEvent): void {
    // An input method takes the first Escape for itself.
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    if (!draft.cc?.trim() && !draft.bcc?.trim()) onChange({ cc: null, bcc: null });
    onLeave();
  }
  return (
    <div className={css.copies} onKeyDown={onKeyDown}>
      {(['cc', 'bcc'] as const).map((kind) => (
        <label key={kind}>
          {t(`work.composer.${kind}`)}
          <input value={draft[kind] ?? ''} autoFocus={kind === 'cc' && draft.cc === ''} onChange={(event) => onChange({ [kind]: event.target.value })} placeholder={t('work.composer.addresses')} aria-invalid={bad[kind] ? true : undefined} title={bad[kind] ? t('work.composer.badAddress', { address: bad[kind] }) : undefined} inputMode="email" data-testid={`composer-${kind}`} />
        </label>
      ))}
    </div>
  );
}
