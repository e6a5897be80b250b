/** What a window shows of a list whose rows are all of one height, in pixels. */
export interface Seen {
  /** The first row of which something shows. */
  from: number;
  /** So many rows are at most in the window, the cut ones too. */
  fits: number;
}

/** @param top how far the list is scrolled. @param room the height of the window. All in pixels */
export function seenRows(top: number, room: number, height: number): Seen {
  return { from: Math.max(0, Math.floor(top / height)), fits: Math.ceil(room / height) + 1 };
}

/** The rows to draw: those that are seen and `spare` more on either side. `end` is not among them. */
export function drawnRows({ from, fits }: Seen, count: number, spare: number): { start: number; end: number } {
  const end = Math.min(count, from + fits + spare);
  return { start: Math.max(0, Math.min(from - spare, end)), end };
}

/** Where to scroll so that a row is wholly seen: nowhere when it is, to the nearer edge when it is cut, else as asked. */
export function topToShow(row: number, top: number, room: number, height: number, far: 'edge' | 'middle'): number {
  const [start, end] = [row * height, (row + 1) * height];
  if (start >= top && end <= top + room) return top;
  const cut = end > top && start < top + room;
  if (far === 'middle' && !cut) return Math.max(0, start - (room - height) / 2);
  return start < top ? start : end - room;
}
