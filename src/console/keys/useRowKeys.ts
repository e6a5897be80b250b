import { type RefObject, useEffect } from 'react';
import { useCommands } from './useCommands.js';

/**
 * `j` and `k` on a page that is a list: they go from row to row, and Enter opens what a row is about.
 * @returns what they do, for other keys that do the same
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): (step: 1 | -1) => void {
  const go = (step: 1 | -1): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const row = rows[at < 0 ? (step === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  useCommands({ next: () => go(1), previous: () => go(-1) });
  useEffect(() => {
    const box = list.current;
    const open = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLElement) || !event.target.hasAttribute('data-row'))
        return;
      event.target.querySelector<HTMLElement>('a[data-opens]')?.click();
    };
    box?.addEventListener('keydown', open);
    return () => box?.removeEventListener('keydown', open);
  }, [list]);
  return go;
}
