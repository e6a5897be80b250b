import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Called } from '../../components/Called.js';
import { Crash } from '../../components/Crash.js';
import { lazily } from '../../components/lazily.js';
import { COMMANDS, GO } from '../../keys/keymap.js';
import { undoLast } from '../../keys/lastDone.js';
import { useCommands } from '../../keys/useCommands.js';
import { useKeys } from '../../keys/useKeys.js';
import { useSignOut } from '../../api/session.js';
import { writeIn } from '../composer/writeAhead.js';
import { HelpSheet } from './HelpSheet.js';
import { NoticesDialog, useNotices } from './Notices.js';
import { OfflineBanner } from './OfflineBanner.js';
import { Rail } from './Rail.js';
import css from './Shell.module.css';
import { TypedAhead } from './TypedAhead.js';

const StartDialog = lazily(() => import('../start/StartDialog.js').then((module) => module.StartDialog));
const Palette = lazily(() => import('../palette/Palette.js').then((module) => module.Palette));
const SHEETS = { start: StartDialog, palette: Palette };
/** When a desk has long shown what it was opened for. */
const IDLE_MS = 1500;

/** The frame around every page: rail, banner, and what can be called up from anywhere. */
export function Shell() {
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [sheet, setSheet] = useState<'help' | 'palette' | 'notices' | 'start' | null>(null);
  const [typed, setTyped] = useState('');
  const signOut = useSignOut();
  const open = (which: keyof typeof SHEETS): void => {
    setTyped('');
    setSheet(which);
  };
  const close = (): void => setSheet(null);
  useNotices();
  // They are asked for by a key, and the line may be gone by then.
  useEffect(() => {
    const timer = setTimeout(() => Object.values(SHEETS).forEach((part) => part.fetch()), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);

  useKeys(Object.fromEntries(GO.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])));
  // Heard also while the ticket is on its way, and no page of it is there to hear them.
  useKeys({ [COMMANDS.reply[1]]: () => writeIn('reply'), [COMMANDS.note[1]]: () => writeIn('note') });
  useCommands({
    palette: () => open('palette'),
    everything: () => void navigate({ to: '/search' }),
    sheet: () => setSheet('help'),
    start: () => open('start'),
    undo: undoLast,
    notices: () => setSheet('notices'),
    signOut: () => signOut.mutate(),
  });

  return (
    <div className={css.shell}>
      <Rail
        path={path}
        onPalette={() => open('palette')}
        onStart={() => open('start')}
        onHelp={() => setSheet('help')}
        onNotices={() => setSheet('notices')}
      />
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
      {(sheet === 'start' || sheet === 'palette') && (
        <Called key={sheet} onGone={close} waiting={<TypedAhead onType={(key) => setTyped((before) => before + key)} onClose={close} />}>
          {sheet === 'start' ? <StartDialog typed={typed} onClose={close} /> : <Palette typed={typed} onClose={close} />}
        </Called>
      )}
    </div>
  );
}
