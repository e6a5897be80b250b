import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HeldDialog } from './heldDialog.js';
import { dismiss, say } from './toasts.js';

interface Held<T> {
  id: number;
  of: T;
  shown: boolean;
}

let last = 0;

/**
 * Dialogs with forms, each about something: one that is closed by Escape, its cross or a press beside it while what was typed is not saved
 * can be opened again as it stood, for as long as a toast offers it.
 */
export function useDialogs<T>() {
  const { t } = useTranslation();
  const [all, setAll] = useState<readonly Held<T>[]>([]);
  /** The way back to each that is hidden. */
  const ways = useRef(new Map<number, number>());
  useEffect(() => {
    const { current } = ways;
    return () => current.forEach(dismiss);
  }, []);

  const show = (id: number, shown: boolean): void => setAll((before) => before.map((one) => (one.id === id ? { ...one, shown } : one)));
  const close = (id: number): void => {
    const way = ways.current.get(id) ?? 0;
    ways.current.delete(id);
    dismiss(way);
    setAll((before) => before.filter((one) => one.id !== id));
  };
  const hide = (id: number): void => {
    show(id, false);
    const openAgain = (): void => {
      ways.current.delete(id);
      show(id, true);
    };
    // Nobody can reach it without its toast: what was typed, a password maybe, is not kept any longer.
    const way = say(t('unsaved.closed'), { action: { label: t('unsaved.openAgain'), run: openAgain, unused: () => close(id) } });
    ways.current.set(id, way);
  };

  return {
    open: (of: T): void => setAll((before) => [...before, { id: ++last, of, shown: true }]),
    draw: (draw: (of: T, onClose: () => void) => ReactNode): ReactNode =>
      all.map(({ id, of, shown }) => (
        <HeldDialog.Provider key={id} value={{ shown, hide: () => hide(id) }}>
          {draw(of, () => close(id))}
        </HeldDialog.Provider>
      )),
  };
}
