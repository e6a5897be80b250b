import { Link } from '@tanstack/react-router';
import { Suspense, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.js';
import { Crash } from '../../components/Crash.js';
import fading from '../../components/FadingRow.module.css';
import { Leaving } from '../../components/Leaving.js';
import { lazily } from '../../components/lazily.js';
import { Page } from '../../components/Page.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useUnsaved } from '../../components/useUnsaved.js';
import css from './Settings.module.css';
import { CHANGE_RIGHTS, type Part, PARTS, PART_RIGHTS } from './parts.js';

/** The forms come in a file of their own; what stands around them is there at once. */
export const SettingsPart = lazily(() => import('./SettingsPart.js').then((module) => module.SettingsPart));

const PART_NAMES = {
  start: 'settings.part.start',
  mail: 'settings.part.mail',
  phone: 'desk.part.phone',
  chat: 'settings.part.chat',
  people: 'settings.part.people',
  tokens: 'desk.part.tokens',
  hours: 'settings.part.hours',
  topics: 'desk.part.topics',
  tags: 'settings.part.tags',
  fields: 'settings.part.fields',
  macros: 'settings.part.macros',
  import: 'settings.part.import',
  articles: 'settings.part.articles',
} as const;

/** Everything that is set up in the browser, one part at a time. */
export function SettingsPage({ part }: { part: Part }) {
  const { t } = useTranslation();
  const { rights } = useMe();
  const parts = PARTS.filter((one) => rights.includes(PART_RIGHTS[one]));
  // A link to what one may not see leads to what one may.
  const shown = parts.includes(part) ? part : (parts[0] ?? part);
  const unsaved = useUnsaved();
  const row = useRef<HTMLElement>(null);
  // On a phone the parts are a row that scrolls: the one that is shown stands in its middle.
  useLayoutEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && chosen) row.current.scrollLeft = chosen.offsetLeft - (row.current.clientWidth - chosen.offsetWidth) / 2;
  }, [shown]);
  return (
    <Page
      title={t('settings.title')}
      part={t(PART_NAMES[shown])}
      lead={rights.includes(CHANGE_RIGHTS[shown]) ? t('settings.lead') : t('settings.readOnly')}
      wide
      testId="settings"
    >
      <div className={css.columns}>
        <nav ref={row} className={`${css.parts} ${fading.row}`} aria-label={t('settings.title')}>
          {parts.map((one) => (
            <Link
              key={one}
              to="/settings/$part"
              params={{ part: one }}
              aria-current={one === shown ? 'page' : undefined}
              data-testid={`settings-${one}`}
            >
              {t(PART_NAMES[one])}
            </Link>
          ))}
        </nav>
        <section className={css.part} {...unsaved.parts} onSubmit={unsaved.submitted}>
          <h2 className={css.name}>{t(PART_NAMES[shown])}</h2>
          <Crash>
            <Suspense fallback={<Skeleton rows={4} />}>
              <SettingsPart part={shown} />
            </Suspense>
          </Crash>
        </section>
        <Leaving isUnsaved={unsaved.isUnsaved} />
      </div>
    </Page>
  );
}
