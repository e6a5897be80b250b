/** What this browser keeps for one visitor. Where storage is refused, it lasts as long as the page. */
const memory = new Map<string, string>();

/** @param value null: forgets it */
export function keep(name: string, value: string | null): void {
  if (value === null) memory.delete(name);
  else memory.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Refused or full: the memory has it.
  }
}

/** Null when nothing was kept under this name. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

/** The names of what is kept that begin so. */
export function keptNames(start: string): string[] {
  let stored: string[] = [];
  try {
    stored = Object.keys(localStorage);
  } catch {
    // Refused: the memory has it.
  }
  return [...new Set([...stored, ...memory.keys()])].filter((name) => name.startsWith(start));
}

/** Where things of one visitor are kept: each thing's name begins with its drawer's. */
export interface Drawers {
  /** Of whoever the page says that he is; the anonymous one when it says nothing. */
  own: string;
  /** For a page that names somebody and cannot prove it: apart from his own, and from the anonymous one. */
  unproven: string;
}

/** Two people may share a browser: what one of them says is kept apart from the other, and from the anonymous. */
export function drawersOf(userToken: string | null): Drawers {
  const subject = subjectOf(userToken);
  return subject === null ? { own: 'sayonce:', unproven: 'sayonce:' } : { own: `sayonce:${subject}`, unproven: `sayonce?:${subject}` };
}

/** The `sub` of a JWT, unproven: it only names a drawer. The server is who checks. */
function subjectOf(token: string | null): string | null {
  try {
    const payload = token?.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/');
    if (!payload) return null;
    const { sub } = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (char) => char.charCodeAt(0)))) as { sub?: unknown };
    // The server takes no number, and two of them are two people all the same.
    return typeof sub === 'string' || typeof sub === 'number' ? String(sub) : null;
  } catch {
    return null; // Not a JWT: anonymous.
  }
}
