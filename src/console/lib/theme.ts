import { useSyncExternalStore } from 'react';
import { remember, remembered } from './remembered.js';

/** `system` follows the machine's own setting. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const listeners = new Set<() => void>();
let theme: Theme = THEMES.find((one) => one === remembered('theme')) ?? 'system';

/** Puts what was chosen on the page; to be called before anything is drawn. */
export function startTheme(): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Shown at once, and kept in this browser. */
export function chooseTheme(chosen: Theme): void {
  theme = chosen;
  remember('theme', chosen === 'system' ? null : chosen);
  startTheme();
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => theme,
  );
}
