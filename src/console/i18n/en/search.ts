/** Words of the search over everything. */
export const search = {
  title: 'Search', label: 'Search everything', placeholder: 'Search everything', everything: 'Search everything for "{{words}}"',
  kind: { label: 'What', all: 'All', customer: 'Customers', ticket: 'Tickets', message: 'Messages', note: 'Notes' }, one: { customer: 'Customer', ticket: 'Ticket', note: 'Note' },
  sort: { label: 'Order', best: 'Best match', newest: 'Newest' },
  filter: {
    label: 'Filters', status: 'Status', anyStatus: 'Any status', live: 'Not resolved', channel: 'Channel', anyChannel: 'Any channel', assignee: 'Assigned to', anybody: 'Anybody or nobody', me: 'Me', nobody: 'Nobody', tag: 'Tag', anyTag: 'Any tag',
    time: 'Time', anyTime: 'Any time', today: 'Today', days_one: 'Last {{count}} day', days_other: 'Last {{count}} days', between: 'From one day to another', from: 'From', to: 'to', clear: 'Remove the filter: {{name}}', clearAll: 'Remove all',
  },
  showAll: 'Show all', ours: 'We:', found_one: '{{count}} found', found_other: '{{count}} found', foundMore_one: '{{count}} found, and there is more', foundMore_other: '{{count}} found, and there is more',
  empty: {
    title: 'Everything that was ever said', text: 'Mails, texts, calls and chats, notes, subjects and customers, in any language.',
    words: { type: 'blender leaks', finds: 'both words, in any order' }, half: { type: 'refu', finds: 'the last word may be half typed' }, phrase: { type: '"cold water"', finds: 'exactly these words, side by side' }, number: { type: '#1042', finds: 'a ticket by its number' }, address: { type: 'ann@shop.example', finds: 'whoever has this address or number' },
  },
  none: { title: 'Nothing has all of "{{words}}"', text: 'Fewer words find more. Check the spelling, or try the beginning of a word, an address or a ticket number.', narrowed: 'There may be more without the filters.', widen: 'Look everywhere' },
} as const;
