import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { TFunction } from 'i18next';
import { useWords } from '../i18n/useWords.js';
import css from './Field.module.css';
import { type FieldProblem, fieldProblem } from './fieldProblem.js';

interface Props {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }) => ReactNode;
}

/**
 * A named input with its hint or what is wrong with it. What it requires (`required`, `type`, `min`, `pattern`...) it also
 * says: when its form cannot be sent, here and in the agent's language rather than in a bubble of the browser.
 */
export function Field({ label, hint, error, children }: Props) {
  const { t } = useWords();
  const id = useId();
  const part = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const [loud, setLoud] = useState(false);
  const wrong = error ?? (problem ? problemText(t, problem, hint) : undefined);
  const note = wrong ?? hint;

  useEffect(() => {
    // A form that was emptied after it was sent begins anew.
    const forget = (event: Event): void => void (event.target instanceof Node && event.target.contains(part.current) && setProblem(null));
    document.addEventListener('reset', forget);
    return () => document.removeEventListener('reset', forget);
  }, []);

  const onInvalid = (event: FormEvent): void => {
    event.preventDefault();
    const input = event.target as HTMLInputElement;
    // The browser goes to the first one only where it shows its own bubble.
    const isFirst = input.form?.querySelector(':is(input, textarea, select):invalid') === input;
    if (isFirst) input.focus();
    setLoud(isFirst);
    setProblem(fieldProblem(input));
  };
  const onInput = (event: FormEvent): void => void (problem && setProblem(fieldProblem(event.target as HTMLInputElement)));

  return (
    <div ref={part} className={css.field} onInvalidCapture={onInvalid} onInput={onInput}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': wrong ? true : undefined })}
      {note && (
        <p
          id={`${id}-note`}
          key={wrong ? 'wrong' : 'hint'}
          className={wrong ? css.error : css.hint}
          role={error !== undefined || (wrong && loud) ? 'alert' : undefined}
        >
          {note}
        </p>
      )}
    </div>
  );
}

function problemText(t: TFunction, problem: FieldProblem, hint: string | undefined): string {
  switch (problem.kind) {
    case 'told':
      return problem.words;
    case 'range':
      return t('field.range', { min: problem.min, max: problem.max });
    case 'short':
      return t('field.short', { count: problem.count });
    // What form it wants stands in its hint, if anywhere.
    case 'form':
      return hint ?? t('field.form');
    default:
      return t(`field.${problem.kind}`);
  }
}
