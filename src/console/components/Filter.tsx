import css from './Filter.module.css';

interface Props<Id extends string> {
  label: string;
  options: readonly { id: Id; label: string }[];
  value: Id;
  onPick: (id: Id) => void;
}

/** A few ways to look at one list. */
export function Filter<Id extends string>({ label, options, value, onPick }: Props<Id>) {
  return (
    <div className={css.filter} role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.id} type="button" className={css.option} aria-pressed={option.id === value} onClick={() => onPick(option.id)}>
          {option.label}
        </button>
      ))}
    </div>
  );
}
