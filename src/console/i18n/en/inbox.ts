export const inbox = {
  title: 'Inbox',
  view: { live: 'Live', mine: 'Mine', unassigned: 'Unassigned', pending: 'Waiting on customer', solved: 'Resolved' },
  pickView: 'View',
  sort: {
    label: 'Order',
    waiting: 'Longest wait first',
    newest: 'Newest first',
    oldest: 'Oldest first',
    due: 'First reply due next',
    priority: 'Most urgent first',
    heard: 'Customer wrote last',
  },
  search: {
    label: 'Search tickets',
    placeholder: 'Name, number, words',
    none: 'No ticket has these words.',
    noneHint: 'Names, ticket numbers and whole words are found, also in Chinese. Fewer words find more.',
  },
  list: { label: 'Tickets', end: 'That is all', loadingMore: 'Loading more' },
  row: {
    ours: 'We: {{words}}',
    waits: 'waiting {{span}}',
    waitsSince: 'Waiting for us since {{time}}',
    last: 'Last message {{time}}',
    late: 'First reply is late',
    soon: 'First reply is due soon',
    unread: 'Unread',
    left: 'no longer in this view',
    name: 'Ticket {{number}}, {{customer}}: {{subject}}',
  },
  fresh_one: '{{count}} new, show',
  fresh_other: '{{count}} new, show',
  empty: {
    live: {
      title: 'Nobody is waiting',
      text: 'When a customer writes, texts, calls or chats, the ticket shows up here by itself. Whatever they send on any channel lands in the same ticket.',
    },
    mine: {
      title: 'Nothing is yours right now',
      text: 'Take a ticket with the key a, or open Unassigned and pick the one that has waited longest.',
    },
    unassigned: { title: 'Every ticket has an owner', text: 'New issues appear here until somebody takes them.' },
    pending: {
      title: 'No customer owes you an answer',
      text: 'Tickets in which you asked something stay here until the customer writes. Then they come back to Live by themselves.',
    },
    solved: {
      title: 'Nothing resolved yet',
      text: 'Resolved tickets rest here. If the customer writes again about the same thing, the ticket opens again with its whole story.',
    },
  },
  pick: {
    title: 'One customer, one story',
    text: 'Pick a ticket on the left. j and k move through the list, r replies, ? shows all keys.',
    sandbox: 'Nothing connected yet? Be a customer in the sandbox',
  },
} as const;
