/**
 * Everything that can be done by a command: its key, and where the help sheet and the palette list it. Without a key it is
 * in the palette alone. `command.*` are the words.
 */
export const COMMANDS = {
  next: ['list', 'j'],
  previous: ['list', 'k'],
  search: ['list', '/'],
  views: ['list', '1'],
  order: ['list', 'shift+o'],
  newView: ['list', 'shift+v'],
  editView: ['list', 'shift+e'],
  select: ['list', 'x'],
  selectAll: ['list', 'mod+shift+a'],
  reply: ['ticket', 'r'],
  note: ['ticket', 'n'],
  assign: ['ticket', 'a'],
  assignMe: ['ticket', null],
  unassign: ['ticket', null],
  team: ['ticket', 'shift+a'],
  status: ['ticket', 'i'],
  pend: ['ticket', null],
  priority: ['ticket', 'p'],
  topic: ['ticket', 'o'],
  tag: ['ticket', 't'],
  snooze: ['ticket', 's'],
  unread: ['ticket', 'u'],
  resolve: ['ticket', 'e'],
  merge: ['ticket', 'm'],
  link: ['ticket', 'l'],
  split: ['ticket', 'shift+s'],
  details: ['ticket', 'd'],
  copyLink: ['ticket', null],
  up: ['ticket', 'Escape'],
  nextMessage: ['message', 'shift+j'],
  previousMessage: ['message', 'shift+k'],
  move: ['message', 'v'],
  notThem: ['message', 'w'],
  undoDecision: ['message', 'y'],
  forward: ['message', 'f'],
  original: ['message', null],
  send: ['write', 'mod+Enter'],
  sendResolve: ['write', 'mod+shift+Enter'],
  channel: ['write', 'h'],
  macros: ['write', 'mod+;'],
  attach: ['write', 'mod+shift+u'],
  copies: ['write', 'mod+shift+c'],
  schedule: ['write', 'mod+shift+l'],
  start: ['anywhere', 'c'],
  palette: ['anywhere', 'mod+k'],
  everything: ['anywhere', 'mod+shift+f'],
  sheet: ['anywhere', '?'],
  undo: ['anywhere', 'z'],
  notices: ['anywhere', null],
  signOut: ['anywhere', null],
} as const satisfies Record<string, readonly [CommandGroup, string | null]>;

type CommandGroup = 'list' | 'ticket' | 'message' | 'write' | 'anywhere';
export type Command = keyof typeof COMMANDS;

/** In the order of the table, which is that of the help sheet. */
export const commandNames = Object.keys(COMMANDS) as Command[];
const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
const SIGNS: Record<string, string> = { mod: isMac ? '⌘' : 'Ctrl', shift: '⇧', Enter: '↵', Escape: 'Esc' };

/** The key of a command as people read it, such as `Ctrl ⇧ U`; undefined: it has none. */
export function keyOf(command: Command): string | undefined {
  const [, key] = COMMANDS[command];
  if (command === 'views') return '1 – 8';
  return key
    ?.split('+')
    .map((part) => SIGNS[part] ?? (key.includes('+') ? part.toUpperCase() : part))
    .join(' ');
}

/** `g`, then this key. */
export const GO = [
  { key: 'i', to: '/', name: 'inbox' },
  { key: '/', to: '/search', name: 'search' },
  { key: 'c', to: '/customers', name: 'customers' },
  { key: 'q', to: '/queues', name: 'queues' },
  { key: 'o', to: '/outbox', name: 'outbox' },
  { key: 't', to: '/intake', name: 'intake' },
  { key: 'f', to: '/followups', name: 'followups' },
  { key: 'x', to: '/sandbox', name: 'sandbox' },
  { key: 's', to: '/settings', name: 'settings' },
] as const;
