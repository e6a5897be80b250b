/** Words of the pages beside the inbox. */
export const customer = {
  title: 'Customer', panel: 'About the customer', identities: 'Reached at', verified: 'proven', claimed: 'only claimed', bouncedHard: 'mail comes back', bouncedSoft: 'last mail came back', source: 'how we know: {{source}}', claims: 'Says about themselves', saysIs: 'says they are {{value}}', claimHint: 'Typed by the visitor. Nobody has proven it.',
  localTime: '{{time}} in {{place}}', language: 'speaks {{language}}', since: 'with us since {{date}}', tags: 'Tags', tickets: 'Tickets', noOther: 'This is their first ticket.', story: 'Story', storyEmpty: 'Nothing said yet.', allStory: 'Whole story', next: 'Next issue', followups: 'Planned check-ins', cancelFollowup: 'Call off',
  open: 'Open the customer\'s page', wrote: 'wrote', answered: 'answered', noted: 'noted',
  page: {
    title: 'Customers', search: 'Name, address or number', empty: 'No customers yet', emptyText: 'Whoever writes, texts, calls or chats becomes a customer here by itself. You can also add one.', none: 'Nobody fits.', noneText: 'Try part of the name, or the whole address or number.', add: 'Add a customer', pick: 'Pick a customer to see everything they ever said, on all channels.',
    name: 'Name', email: 'Mail address', phone: 'Phone, with country code', external: 'Customer ID in your systems', needOne: 'Give at least one address, number or ID, so that we know them when they write.', taken: 'This address already belongs to {{name}}.', takenOther: 'This address already belongs to somebody else.', openHolder: 'Open them', save: 'Add', notFound: 'This customer is not here',
  },
} as const;

export const queues = {
  title: 'Queue health', asOf: 'as of {{time}}', waiting: 'waiting for us', waitingNone: 'Nobody waits for us', oldest: 'longest wait', late: 'first replies late', dueSoon: 'due within 15 minutes', promise: 'Promised: a first reply within {{span}}', onTime: 'No first reply is late', byChannel: 'By channel', channelNone: 'nobody waits', agents: 'People', online: 'here', away: 'away', openTickets_one: '{{count}} open', openTickets_other: '{{count}} open', agentsNone: 'No agents yet', onlineCount: '{{count}} of {{all}} here',
  tickets: 'Tickets', unassigned: 'unassigned', open: 'open', pending: 'waiting on customer', hold: 'on hold', machine: 'Machine room', intake: 'to be read', intakeSince: 'oldest since {{span}}', quarantined: 'in quarantine', outboxQueued: 'to go out', outboxKept: 'kept in the outbox', outboxFailed: 'not delivered', outboxUncertain: 'may not have arrived', jobs: 'jobs waiting', jobsActive: '{{count}} running', jobsUnknown: 'The queue cannot be asked right now', calm: 'Everything that came in is read, everything we wrote is out.', longest: 'Longest waits', longestNone: 'When somebody waits, they are listed here, longest first.', columns: { customer: 'Customer', subject: 'About', channel: 'Channel', waits: 'Waits' },
  notAllowed: 'This page is for supervisors.',
} as const;

export const outbox = {
  title: 'Outbox', lead: 'What we wrote to customers, and what became of it.', filter: 'Show', empty: 'Nothing has gone out yet', emptyText: 'Replies and check-ins appear here with their state. Without a mail relay or a phone account they are kept here, so that you can see exactly what would be sent.', emptyState: 'Nothing in this state',
  state: { all: 'All', kept: 'Kept', queued: 'To go out', accepted: 'Sent', delivered: 'Delivered', failed: 'Not delivered', uncertain: 'Unsure' },
  to: 'to {{address}}', headers: 'Headers', tries_one: '{{count}} try', tries_other: '{{count}} tries', openTicket: 'Open the ticket',
} as const;

export const intake = {
  title: 'Intake', lead: 'Everything that reached us, before it became a message. Nothing is dropped.', filter: 'Show',
  state: { quarantined: 'In quarantine', pending: 'To be read', ignored: 'Set aside', done: 'Done', all: 'All' },
  empty: { quarantined: 'The quarantine is empty', pending: 'Everything is read', ignored: 'Nothing was set aside', done: 'Nothing has come in yet', all: 'Nothing has come in yet' },
  emptyText: { quarantined: 'What we cannot read is kept here in its raw form, never thrown away. After a fix, read it again with one click.', pending: 'New mails, texts, calls and chats stand here for the moment until they are in a ticket.', ignored: 'Machines that talk to machines, such as delivery reports, rest here with the reason.', done: 'Send a mail to the desk, or say hello in the chat on the demo page.', all: 'Send a mail to the desk, or say hello in the chat on the demo page.' },
  raw: 'Raw form', retry: 'Read again', retried: 'It is being read again', retryFailed: 'Not read again. {{reason}}', tries_one: '{{count}} try', tries_other: '{{count}} tries', openTicket: 'Open the ticket', received: 'came {{time}}', sha: 'fingerprint {{value}}',
  code: { parse_failed: 'We could not read it', parse_timeout: 'Reading took too long', parse_crashed: 'Reading it broke', bad_form: 'The form is incomplete', bad_body: 'The body is not as agreed', no_channel: 'Its channel is not set up', no_sender: 'Nobody can be told as the sender', processing_failed: 'It was read, but could not be filed', worker_died: 'Reading it stopped halfway, more than once', unknown_message: 'A report about a message we do not know', transcription_failed: 'The call could not be written down', loop: 'It would have started a loop', other: '{{code}}' },
} as const;

export const followups = {
  title: 'Follow-ups', lead: 'What customers ask next, answered before they have to ask.', rules: 'Rules', planned: 'Check-ins', newRule: 'New rule', editRule: 'Edit the rule',
  rulesEmpty: 'No rules yet', rulesEmptyText: 'A rule says: after tickets about this, customers often ask that. Agents then see it before they resolve, and a check-in can go out by itself unless the customer writes first.',
  on: 'On', off: 'Off', turnOn: 'Turn on "{{name}}"', turnedOn: '"{{name}}" is on', turnedOff: '"{{name}}" is off', sentence: 'After {{topic}} they ask about {{next}} within {{days}}', anyTopic: 'any topic', days_one: '{{count}} day', days_other: '{{count}} days', odds: '{{percent}} do', noOdds: 'not measured yet', checkInAfter: 'check-in after {{span}}', promptOnly: 'tells the agent only', via: 'on {{channels}}', tagged: 'tagged {{tags}}',
  state: { planned: 'Planned', sent: 'Sent', cancelled: 'Called off', failed: 'Not sent', all: 'All' },
  empty: 'No check-ins', emptyText: 'When a ticket is resolved and a rule fits, its check-in is planned here. It calls itself off when the customer writes first.', due: 'due {{when}}', sentAt: 'sent {{when}}', endedAt: 'ended {{when}}', cancel: 'Call off', cancelled: 'Called off',
  reason: { customer_wrote: 'the customer wrote first', ticket_reopened: 'the ticket was opened again', agent: 'an agent called it off', sent: 'sent', no_address: 'no address to send it to', rule_disabled: 'the rule was turned off', machine_address: 'a machine reads that address', opted_out: 'the customer does not want these', ticket_merged: 'the ticket was merged', ticket_not_solved: 'the ticket is not solved', too_late: 'it would have come too late', no_channel: 'no way to reach the customer', customer_gone: 'the customer is gone', other: '{{reason}}' },
  form: {
    name: 'Name', nameHint: 'How the team calls it', topic: 'After tickets about', expects: 'They then ask about', expectsHint: 'A topic, such as refund_status', days: 'Within days', odds: 'How many do, in percent', oddsHint: 'Empty while you have not measured it', channels: 'Only on these channels', channelsHint: 'None chosen: all', tags: 'Only with these tags', tagsHint: 'Commas between them', prompt: 'What the agent is told', promptHint: 'Only the team reads it', reply: 'Words for the reply', replyHint: 'Written to the customer. The agent adds them to the reply with one click. Empty: no such button.', checkIn: 'Send a check-in', afterHours: 'Hours after resolving', text: 'What the customer is sent', textHint: 'Filled in when it goes out: {{fields}}. For several languages begin each with its own line, such as [en] or [zh].', save: 'Save', create: 'Create the rule', required: 'This is needed', number: 'A number from {{min}} to {{max}}', saved: 'Saved', failed: 'Not saved. {{reason}}',
  },
} as const;
