import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { Switch } from '../../components/Switch.js';
import { allowDesktop, noticeSettings, playSound, setNotices } from '../../lib/notices.js';
import css from './NoticesForm.module.css';

/** How this browser tells of news, and when it keeps quiet. Each change counts at once. */
export function NoticesForm() {
  const { t } = useTranslation();
  const settings = noticeSettings.use();
  const [blocked, setBlocked] = useState(false);
  const desktop = (on: boolean): void => {
    if (!on) return setNotices({ desktop: false });
    void allowDesktop().then((allowed) => {
      setBlocked(!allowed);
      setNotices({ desktop: allowed });
    });
  };
  return (
    <div className={css.form}>
      <div className={css.line}>
        <span>{t('work.notice.desktop')}</span>
        <Switch label={t('work.notice.desktop')} on={settings.desktop} onChange={desktop} />
      </div>
      {blocked && (
        <p className={css.blocked} role="alert">
          {t('work.notice.blocked')}
        </p>
      )}
      <div className={css.line}>
        <span>{t('work.notice.sound')}</span>
        <Button size="small" look="quiet" onPress={playSound}>
          {t('work.notice.test')}
        </Button>
        <Switch label={t('work.notice.sound')} on={settings.sound} onChange={(sound) => setNotices({ sound })} />
      </div>
      <fieldset className={css.quiet}>
        <legend>{t('work.notice.quiet')}</legend>
        <label>
          {t('work.notice.quietFrom')}{' '}
          <input
            type="time"
            value={settings.quietFrom}
            onChange={(event) => event.target.value && setNotices({ quietFrom: event.target.value })}
          />
        </label>
        <label>
          {t('work.notice.quietTo')}{' '}
          <input
            type="time"
            value={settings.quietTo}
            onChange={(event) => event.target.value && setNotices({ quietTo: event.target.value })}
          />
        </label>
      </fieldset>
    </div>
  );
}
