import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.js';
import { Page } from '../../components/Page.js';
import { ArticlesPart } from './ArticlesPart.js';
import { ChatPart } from './ChatPart.js';
import { FieldsPart } from './FieldsPart.js';
import { HoursPart } from './HoursPart.js';
import { ImportPart } from './ImportPart.js';
import { MacrosPart } from './MacrosPart.js';
import { MailPart } from './MailPart.js';
import { PeoplePart } from './PeoplePart.js';
import css from './Settings.module.css';
import { StartPart } from './StartPart.js';
import { TagsPart } from './TagsPart.js';
import { type Part, PARTS } from './parts.js';

const PAGES: Record<Part, () => ReactElement> = { start: StartPart, mail: MailPart, chat: ChatPart, articles: ArticlesPart, people: PeoplePart, hours: HoursPart, tags: TagsPart, fields: FieldsPart, macros: MacrosPart, import: ImportPart };

/** Everything that is set up in the browser, one part at a time. */
export function SettingsPage({ part }: { part: Part }) {
  const { t } = useTranslation();
  const { agent } = useMe();
  const Shown = PAGES[part];
  return (
    <Page title={t('settings.title')} lead={agent.role === 'admin' ? t('settings.lead') : t('settings.readOnly')} wide testId="settings">
      <div className={css.columns}>
        <nav className={css.parts} aria-label={t('settings.title')}>
          {PARTS.map((one) => (
            <Link key={one} to="/settings/$part" params={{ part: one }} aria-current={one === part ? 'page' : undefined} data-testid={`settings-${one}`}>{t(`settings.part.${one}`)}</Link>
          ))}
        </nav>
        <section className={css.part}>
          <h2 className={css.name}>{t(`settings.part.${part}`)}</h2>
          <Shown />
        </section>
      </div>
    </Page>
  );
}
