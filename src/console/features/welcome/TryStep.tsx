import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.js';
import { useFinishSetup } from '../../api/setup.js';
import css from './Welcome.module.css';

/** The way to a first answered ticket. */
export function TryStep() {
  const { t } = useTranslation();
  const { production } = useMe();
  const finish = useFinishSetup();
  const done = (): void => finish.mutate(undefined);
  return (
    <ol className={css.tries}>
      {!production && (
        <li>
          <p>{t('welcome.try.send')}</p>
          <Link className={css.go} to="/sandbox" onClick={done} data-testid="welcome-sandbox">
            {t('welcome.try.sandbox')}
          </Link>
        </li>
      )}
      <li>
        <p>{t('welcome.try.answer')}</p>
        <Link to="/inbox/$view" params={{ view: 'live' }} onClick={done}>
          {t('nav.inbox')}
        </Link>
      </li>
      <li>
        <p>{t('welcome.try.later')}</p>
        <Link to="/settings" onClick={done}>
          {t('nav.settings')}
        </Link>
      </li>
    </ol>
  );
}
