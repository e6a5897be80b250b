import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAutoHeight } from '../composer/useAutoHeight.js';
import css from './EditableText.module.css';

interface Props {
  /** What it is, for the eye and for screen readers. */
  label: string;
  value: string;
  /** Asked while nothing is said. */
  empty: string;
  max: number;
  onSave: (value: string) => void;
  testId: string;
  /** The label stands elsewhere. */
  bare?: boolean;
}

/** Words that are changed where they stand: press, write, and leave. Escape leaves them as they were. */
export function EditableText({ label, value, empty, max, onSave, testId, bare = false }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useAutoHeight(area, draft ?? '');
  const close = (save: boolean, back: boolean): void => {
    if (draft === null) return;
    setDraft(null);
    if (save && draft.trim() !== value) onSave(draft.trim());
    if (back) requestAnimationFrame(() => button.current?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      close(true, true);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close(false, true);
    }
  };
  return (
    <div className={css.part} data-testid={testId}>
      {!bare && <span className={css.label}>{label}</span>}
      {draft === null ? (
        <button ref={button} type="button" className={css.words} data-empty={!value || undefined} aria-label={`${label}: ${value || empty}`} onClick={() => setDraft(value)} dir="auto">{value || empty}</button>
      ) : (
        <textarea ref={area} className={css.area} rows={1} autoFocus value={draft} maxLength={max} aria-label={label} title={t('person.editHint')} dir="auto" onChange={(event) => setDraft(event.target.value)} onBlur={() => close(true, false)} onKeyDown={onKeyDown} />
      )}
    </div>
  );
}
