import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { Crash } from '../../components/Crash.js';
import { GO } from '../../keys/keymap.js';
import { undoLast } from '../../keys/lastDone.js';
import { useCommands } from '../../keys/useCommands.js';
import { useKeys } from '../../keys/useKeys.js';
import { useSignOut } from '../../api/session.js';
import { HelpSheet } from './HelpSheet.js';
import { NoticesDialog, useNotices } from './Notices.js';
import { OfflineBanner } from './OfflineBanner.js';
import { Rail } from './Rail.js';
import css from './Shell.module.css';

const StartDialog = lazy(() => import('../start/StartDialog.js').then((module) => ({ default: module.StartDialog })));
const Palette = lazy(() => import('../palette/Palette.js').then((module) => ({ default: module.Palette })));

/** The frame around every page: rail, banner, and what can be called up from anywhere. */
export function Shell() {
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [sheet, setSheet] = useState<'help' | 'palette' | 'notices' | 'start' | null>(null);
  const signOut = useSignOut();
  useNotices();

  useKeys(Object.fromEntries(GO.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])));
  useCommands({ palette: () => setSheet('palette'), everything: () => void navigate({ to: '/search' }), sheet: () => setSheet('help'), start: () => setSheet('start'), undo: undoLast, notices: () => setSheet('notices'), signOut: () => signOut.mutate() });

  return (
    <div className={css.shell}>
      <Rail path={path} onPalette={() => setSheet('palette')} onStart={() => setSheet('start')} onHelp={() => setSheet('help')} onNotices={() => setSheet('notices')} />
      <div className={css.page}>
        <OfflineBanner />
        <div className={css.content}>
          <Crash resetKey={path}>
            <Outlet />
          </Crash>
        </div>
      </div>
      <HelpSheet open={sheet === 'help'} onClose={() => setSheet(null)} />
      {sheet === 'notices' && <NoticesDialog onClose={() => setSheet(null)} />}
      {sheet === 'start' && <Suspense><StartDialog onClose={() => setSheet(null)} /></Suspense>}
      {sheet === 'palette' && (
        <Suspense>
          <Palette onClose={() => setSheet(null)} />
        </Suspense>
      )}
    </div>
  );
}
