import { CloudOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../components/toasts.js';
import { line } from '../../socket.js';
import { testIds } from '../../testids.js';
import css from './OfflineBanner.module.css';

/** Says so when the page no longer hears the server, and when it does again. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const state = line.use();
  const was = useRef(state);
  useEffect(() => {
    if (was.current === 'offline' && state === 'online') say(t('live.back'));
    was.current = state;
  }, [state, t]);
  if (state !== 'offline') return null;
  return (
    <p className={css.banner} role="status" data-testid={testIds.offline}>
      <CloudOff size={16} aria-hidden /> {t('live.offline')}
    </p>
  );
}
