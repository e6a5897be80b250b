import css from './Skeleton.module.css';
import { useWords } from '../i18n/useWords.js';

/** The shape of what comes. It shows itself after 200 ms only, so that quick answers do not flicker. */
export function Skeleton({ rows = 6, look = 'list' }: { rows?: number; look?: 'list' | 'messages' | 'lines' }) {
  const { t } = useWords();
  return (
    <div className={`${css.skeleton} ${css[look]}`} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={css.row} aria-hidden>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
