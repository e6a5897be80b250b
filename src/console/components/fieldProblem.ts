/** What is wrong with an input, as the browser sees it; said in our words, as its own come in its own language and look. */
export type FieldProblem =
  | { kind: 'missing' | 'email' | 'number' | 'form' }
  | { kind: 'range'; min: string; max: string }
  | { kind: 'short'; count: number }
  /** The form itself says what it wants. */
  | { kind: 'told'; words: string };

type Input = Pick<HTMLInputElement, 'validity' | 'type' | 'title' | 'min' | 'max' | 'minLength'>;

/** Null: nothing. */
export function fieldProblem({ validity, type, title, min, max, minLength }: Input): FieldProblem | null {
  if (validity.valid) return null;
  if (validity.valueMissing) return { kind: 'missing' };
  if (title) return { kind: 'told', words: title };
  if (validity.badInput && type === 'number') return { kind: 'number' };
  if (validity.rangeUnderflow || validity.rangeOverflow) return min && max ? { kind: 'range', min, max } : { kind: 'form' };
  if (validity.tooShort) return { kind: 'short', count: minLength };
  if (validity.typeMismatch && type === 'email') return { kind: 'email' };
  return { kind: 'form' };
}
