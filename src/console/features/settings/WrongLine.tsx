import { useTranslation } from 'react-i18next';
import css from './Settings.module.css';
import type { LineError } from './hoursForm.js';

/** Says what is wrong with a line of the opening hours; nothing: it is right. */
export function WrongLine({ error }: { error: LineError | undefined }) {
  const { t } = useTranslation();
  return (
    error && (
      <span className={css.wrong} role="alert">
        {t(`desk.hours.wrong.${error}`)}
      </span>
    )
  );
}
