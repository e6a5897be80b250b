import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { useAutoHeight } from '../composer/useAutoHeight.js';
import { type Draft, unsaved, giveBack, setDraft } from './unsaved.js';
import css from './EditableText.module.css';

interface Props {
  /** What it is, for the eye and for screen readers. */
  label: string;
  value: string;
  /** Asked while nothing is said. */
  empty: string;
  max: number;
  /** Whose part of what it is: what is being written waits under this name. */
  id: string;
  /** @returns false when it could not be saved */
  onSave: (draft: Draft) => Promise<boolean>;
  testId: string;
  /** The label stands elsewhere. */
  bare?: boolean;
}

/**
 * Words that are changed where they stand: press, write, and leave. Escape leaves them as they were. What somebody else
 * wrote there meanwhile is shown below, and nothing is saved by leaving until one has chosen.
 */
export function EditableText({ label, value, empty, max, id, onSave, testId, bare = false }: Props) {
  const { t } = useTranslation();
  const draft = unsaved.use()[id];
  /** An editor that comes back by itself takes the focus from nobody. */
  const [pressed, setPressed] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useAutoHeight(area, draft?.words ?? '');
  const contested = draft !== undefined && draft.seen !== value;

  const close = (back: boolean): void => {
    setPressed(false);
    setDraft(id, null);
    if (back) requestAnimationFrame(() => button.current?.focus());
  };
  const save = (written: Draft, back: boolean): void => {
    close(back);
    const words = written.words.trim();
    if (words === written.seen || words === value) return;
    void onSave({ ...written, words }).then((saved) => {
      if (saved) return;
      // Whoever has stayed here goes on writing.
      if (document.activeElement === button.current) setPressed(true);
      giveBack(id, written);
    });
  };
  const leave = (back: boolean): void => {
    if (!draft || (contested && draft.words !== draft.seen)) return;
    save(draft, back);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      leave(true);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    }
  };
  return (
    <div className={css.part} data-testid={testId}>
      {!bare && <span className={css.label}>{label}</span>}
      {draft === undefined ? (
        <button
          ref={button}
          type="button"
          className={css.words}
          data-empty={!value || undefined}
          aria-label={t('pair', { name: label, value: value || empty })}
          onClick={() => {
            setPressed(true);
            setDraft(id, { words: value, seen: value });
          }}
          dir="auto"
        >
          {value || empty}
        </button>
      ) : (
        <textarea
          ref={area}
          className={css.area}
          rows={1}
          autoFocus={pressed}
          value={draft.words}
          maxLength={max}
          aria-label={label}
          title={t('person.editHint')}
          dir="auto"
          onChange={(event) => setDraft(id, { ...draft, words: event.target.value })}
          onBlur={() => {
            setPressed(false);
            leave(false);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      {contested && (
        <div className={css.theirs} role="status" data-testid={`${testId}-theirs`}>
          <span className={css.label}>{t('person.changed')}</span>
          <p dir="auto">{value || t('person.empty')}</p>
          <Button size="small" onPress={() => close(true)}>
            {t('work.conflict.keepTheirs')}
          </Button>
          <Button size="small" onPress={() => save({ ...draft, seen: value }, true)}>
            {t('person.mine')}
          </Button>
        </div>
      )}
    </div>
  );
}
