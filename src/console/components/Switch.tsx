import { changed } from './changed.js';
import css from './Switch.module.css';

/** On or off as `on` says: it does not change by itself. */
export function Switch({
  label,
  on,
  onChange,
  disabled = false,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      disabled={disabled}
      className={css.switch}
      onClick={(event) => {
        changed(event.currentTarget);
        onChange(!on);
      }}
    >
      <span />
    </button>
  );
}
