import { Link } from '@tanstack/react-router';
import {
  Activity,
  CalendarClock,
  Command,
  FileInput,
  FlaskConical,
  Inbox,
  Keyboard,
  Search,
  Send,
  Settings,
  SquarePen,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.js';
import { GO } from '../../keys/keymap.js';
import { line } from '../../socket.js';
import { testIds } from '../../testids.js';
import { BrandMark } from '../../components/BrandMark.js';
import { IconButton } from '../../components/IconButton.js';
import { MeMenu } from './MeMenu.js';
import css from './Rail.module.css';

const ICONS: Record<(typeof GO)[number]['name'], LucideIcon> = {
  inbox: Inbox,
  search: Search,
  customers: Users,
  queues: Activity,
  outbox: Send,
  intake: FileInput,
  followups: CalendarClock,
  sandbox: FlaskConical,
  settings: Settings,
};
/** What an agent on a phone needs at hand; the rest is in the menu under "You". */
const ON_PHONE = new Set(['inbox', 'search', 'customers', 'queues']);

/** The way to every page that the signed-in agent may see; the line's state is in his menu. */
export function Rail({
  path,
  onPalette,
  onStart,
  onHelp,
  onNotices,
}: {
  path: string;
  onPalette: () => void;
  onStart: () => void;
  onHelp: () => void;
  onNotices: () => void;
}) {
  const { t } = useTranslation();
  const state = line.use();
  const { rights, production } = useMe();
  const pages = GO.filter(({ name }) => (name !== 'queues' || rights.includes('rules.write')) && (name !== 'sandbox' || !production));
  const inTicket = /^\/inbox\/[^/]+\/./.test(path);

  return (
    <nav className={css.rail} data-foot aria-label={t('nav.label')} data-testid={testIds.rail} data-away={inTicket || undefined}>
      <Link to="/inbox/$view" params={{ view: 'live' }} className={css.brand} aria-label={t('brand')} title={t('brand')}>
        <BrandMark size={24} />
      </Link>
      <div className={css.pages}>
        {pages.map(({ key, to, name }) => {
          const Icon = ICONS[name];
          const here = path.startsWith(name === 'inbox' ? '/inbox' : to);
          return (
            <Link
              key={to}
              to={to}
              className={css.link}
              data-phone={ON_PHONE.has(name) || undefined}
              aria-current={here ? 'page' : undefined}
            >
              <Icon size={20} aria-hidden />
              <span className={css.label}>
                {t(`nav.${name}`)}
                <kbd>g {key}</kbd>
              </span>
            </Link>
          );
        })}
      </div>
      <div className={css.tools}>
        <span className={css.desk}>
          <IconButton label={t('command.start')} keys="c" onPress={onStart}>
            <SquarePen size={18} aria-hidden />
          </IconButton>
          <IconButton label={t('nav.palette')} keys="Ctrl K" onPress={onPalette}>
            <Command size={18} aria-hidden />
          </IconButton>
          <IconButton label={t('nav.help')} keys="?" onPress={onHelp}>
            <Keyboard size={18} aria-hidden />
          </IconButton>
        </span>
        <MeMenu line={state} more={pages.filter(({ name }) => !ON_PHONE.has(name))} onStart={onStart} onNotices={onNotices} />
      </div>
    </nav>
  );
}
