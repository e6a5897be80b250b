/** What is wrong with an input, as the browser sees it; said in our words, as its own come in its own language and look. */
export type FieldProblem =
  | { kind: 'missing' | 'email' | 'number' | 'form' }
  | { kind: 'range'; min: string; max: string }
  | { kind: 'short'; count: number }
  /** The form itself says what it wants. */
  | { kind: 'told'; words: string };

type Input = Pick<HTMLInputElement, 'validity' | 'type' | 'title' | 'value' | 'min' | 'max' | 'minLength'>;

/** The pattern of an input that blanks alone do not fill. */
export const NOT_BLANK = String.raw`.*\S.*`;

/** Null: nothing. */
export function fieldProblem({ validity, type, title, value, min, max, minLength }: Input): FieldProblem | null {
  if (validity.valid) return null;
  if (validity.valueMissing || (validity.patternMismatch && value.trim() === '')) return { kind: 'missing' };
  if (title) return { kind: 'told', words: title };
  if (validity.badInput && type === 'number') return { kind: 'number' };
  if (validity.rangeUnderflow || validity.rangeOverflow) return min && max ? { kind: 'range', min, max } : { kind: 'form' };
  if (validity.tooShort) return { kind: 'short', count: minLength };
  if (validity.typeMismatch && type === 'email') return { kind: 'email' };
  return { kind: 'form' };
}
