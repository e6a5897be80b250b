import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HeldDialog } from './heldDialog.js';
import { dismiss, say } from './toasts.js';

interface Held<T> {
  id: number;
  of: T;
  shown: boolean;
}

/** As many ways back as are ever offered at once. */
const MOST = 3;
let last = 0;

/** Dialogs with forms, each about something: one that is closed by Escape, its cross or a press beside it while what was typed is not saved can be opened again as it stood. */
export function useDialogs<T>() {
  const { t } = useTranslation();
  const [all, setAll] = useState<readonly Held<T>[]>([]);
  /** The way back to each that is hidden. */
  const ways = useRef(new Map<number, number>());
  useEffect(() => {
    const { current } = ways;
    return () => current.forEach(dismiss);
  }, []);

  const forget = (id: number): void => {
    dismiss(ways.current.get(id) ?? 0);
    ways.current.delete(id);
  };
  const show = (id: number, shown: boolean): void => setAll((before) => before.map((one) => (one.id === id ? { ...one, shown } : one)));
  const close = (id: number): void => {
    forget(id);
    setAll((before) => before.filter((one) => one.id !== id));
  };
  const hide = (id: number): void => {
    show(id, false);
    ways.current.set(id, say(t('unsaved.closed'), { action: { label: t('unsaved.openAgain'), run: () => openAgain(id) } }));
  };
  const openAgain = (id: number): void => {
    forget(id);
    // Of two at once neither could be read.
    setAll((before) => before.map((one) => ({ ...one, shown: one.id === id })));
  };

  return {
    open: (of: T): void => setAll((before) => [...before.slice(1 - MOST), { id: ++last, of, shown: true }]),
    draw: (draw: (of: T, onClose: () => void) => ReactNode): ReactNode =>
      all.map(({ id, of, shown }) => (
        <HeldDialog.Provider key={id} value={{ shown, hide: () => hide(id) }}>
          {draw(of, () => close(id))}
        </HeldDialog.Provider>
      )),
  };
}
