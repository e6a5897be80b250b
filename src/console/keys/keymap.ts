/** All keys of the console, as the help sheet shows them. `help.*` and `nav.*` name them. */
export const KEYMAP = [
  { group: 'list', keys: [['j', 'next'], ['k', 'previous'], ['/', 'search'], ['1 – 8', 'views'], ['x', 'select'], ['Ctrl ⇧ A', 'selectAll']] },
  {
    group: 'ticket',
    keys: [
      ['r', 'reply'], ['n', 'note'], ['Ctrl ↵', 'send'], ['Ctrl ⇧ ↵', 'sendResolve'], ['Ctrl ;', 'macros'], ['Ctrl ⇧ U', 'attach'],
      ['a', 'assign'], ['i', 'status'], ['p', 'priority'], ['o', 'topic'], ['t', 'tag'], ['s', 'snooze'], ['u', 'unread'], ['m', 'merge'], ['e', 'resolve'], ['z', 'undo'], ['d', 'details'],
    ],
  },
  { group: 'anywhere', keys: [['Ctrl K', 'palette'], ['?', 'sheet'], ['Esc', 'close']] },
] as const;

/** `g`, then this letter. */
export const GO = [
  { key: 'i', to: '/', name: 'inbox' },
  { key: 'c', to: '/customers', name: 'customers' },
  { key: 'q', to: '/queues', name: 'queues' },
  { key: 'o', to: '/outbox', name: 'outbox' },
  { key: 't', to: '/intake', name: 'intake' },
  { key: 'f', to: '/followups', name: 'followups' },
  { key: 'x', to: '/sandbox', name: 'sandbox' },
  { key: 's', to: '/settings', name: 'settings' },
] as const;
