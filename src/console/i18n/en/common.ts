/** Words of the frame and of everything that many pages share. */
export const common = {
  brand: 'SayOnce',
  loading: 'Loading',
  pair: '{{name}}: {{value}}', bracketed: '{{words}} ({{more}})',
  action: {
    cancel: 'Cancel', close: 'Close', save: 'Save', undo: 'Undo', retry: 'Try again', more: 'More', edit: 'Edit', show: 'Show', hide: 'Hide',
    loadMore: 'Show more', back: 'Back', add: 'Add', search: 'Search', clear: 'Clear', copy: 'Copy', copied: 'Copied', download: 'Download',
  },
  nav: {
    label: 'Main', inbox: 'Inbox', search: 'Search', customers: 'Customers', queues: 'Queue health', outbox: 'Outbox', intake: 'Intake', followups: 'Follow-ups', sandbox: 'Sandbox', settings: 'Settings',
    palette: 'Find or do', help: 'Keys', me: 'You', more: 'More pages', skip: 'Skip to the conversation',
  },
  channel: { email: 'Mail', sms: 'Text', whatsapp: 'WhatsApp', voice: 'Call', chat: 'Chat', api: 'Other' },
  status: { open: 'Open', pending: 'Waiting on customer', hold: 'On hold', solved: 'Resolved', closed: 'Closed' },
  priority: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
  role: { agent: 'Agent', supervisor: 'Service manager', operations: 'Operations manager', success: 'Customer success manager', admin: 'Admin' },
  identity: { email: 'Mail', phone: 'Phone', external: 'Customer ID', chat: 'Chat visitor' },
  delivery: {
    queued: 'Waiting to go out', sending: 'Going out', kept: 'Kept in the outbox', accepted: 'Sent', delivered: 'Delivered', failed: 'Not delivered',
    uncertain: 'May not have arrived', cancelled: 'Cancelled',
    why: { later: 'The other server asks to wait; it is tried again.', login: 'Our account there is refused. An admin has to look at it.', unreachable: 'The other side cannot be reached; it is tried again.', address: 'This address or number does not take messages.', optedOut: 'The customer does not want messages there.', blocked: 'The other side refused it.', full: 'There is no room on the other side.', tooLong: 'It is too long or too large.', unsure: 'Sending broke off; it may have gone out.', copies: 'Some copies were refused.', notSetUp: 'This channel is not set up.', window: 'WhatsApp takes free text only within 24 hours of the customer\'s last message.', other: 'The other side gave its reason in its own words.' },
  },
  machine: {
    visitor: 'Visitor {{id}}', noNumber: 'Caller without number', noText: '(no text)', phoneCall: 'Phone call', voicemail: 'Voicemail', voicemailOf: 'Voicemail, {{seconds}} s',
    ruleDelivery: 'Delivery problem: refund or return comes next', ruleDamaged: 'Damaged item replaced: how to fit it comes next', ruleLogin: 'Login fixed: locked out again comes next',
  },
  time: { today: 'Today', yesterday: 'Yesterday', now: 'now', none: 'no time known', before: 'in {{span}}', ago: '{{span}} ago' },
  theme: { label: 'Look', system: 'Same as the system', light: 'Light', dark: 'Dark' },
  language: { label: 'Language' },
  session: {
    title: 'Sign in', lead: 'Your customers say it once. Pick up where they left off.', email: 'Mail address', password: 'Password', submit: 'Sign in', busy: 'Signing in',
    wrong: 'That address and password do not belong together. Check both; nothing was locked.', tooMany: 'Too many tries from here. Wait a minute, then try again.',
    signOut: 'Sign out', signedInAs: 'Signed in as {{name}}', unreachable: 'The desk does not answer',
    unreachableHint: 'Your network or the server is down. Nothing you wrote is lost; we try again as soon as you do.',
  },
  live: {
    offline: 'Not connected. You can go on reading and writing; replies go out once the line is back.', connecting: 'Connecting again', back: 'Connected again',
    state: { online: 'Live', connecting: 'Connecting', offline: 'Not connected' },
  },
  error: {
    title: 'This could not be loaded', generic: 'Something went wrong on our side.', offline: 'No answer from the server. Try again when the line is back.',
    notAllowed: 'Your role may not do this. A service manager or admin can.', notFound: 'It is not there any more, or it is not yours to see.', conflict: 'Somebody changed this at the same moment. Look again, then repeat it.',
    nameTaken: 'This name is in use already. Choose another one.', alreadyUndone: 'This was undone before.', cannotUndo: 'This can no longer be undone: too much happened since.', noAddress: 'We have no address of this customer on that channel. Pick another channel.',
    tooLarge: 'That is too large to send.', tooMany: 'A little too fast. Wait a moment and try again.', invalid: 'The server did not accept this: {{message}}', check: 'The server did not accept this. Look at what you entered, then try again.', crashed: 'This part of the page broke',
    crashedHint: 'The rest still works. What you wrote is kept in this browser.', reload: 'Load again',
  },
  field: { missing: 'Fill this in.', email: 'This is not a mail address yet, such as name@example.com.', number: 'A number belongs here.', range: 'From {{min}} to {{max}}.', short_one: 'At least {{count}} character.', short_other: 'At least {{count}} characters.', form: 'This does not look right yet.' },
  help: {
    title: 'Keys', lead: 'They rest while you type.', go: 'Go to', list: 'In a list', ticket: 'In a ticket', message: 'One message', write: 'Writing', anywhere: 'Anywhere',
  },
  command: {
    next: 'Next', previous: 'Previous', search: 'Search the list', views: 'Views', order: 'Order of the list', newView: 'New view', editView: 'Change this view', select: 'Select this ticket', selectAll: 'Select all',
    reply: 'Write a reply', note: 'Leave a note', assign: 'Assign', assignMe: 'Assign to me', unassign: 'Unassign', team: 'Team', status: 'Status', pend: 'Mark as waiting on customer', priority: 'Priority', topic: 'Topic', tag: 'Tag',
    snooze: 'Put aside', unread: 'Mark as unread', resolve: 'Resolve, or open again', merge: 'Merge into another ticket', link: 'Link to another ticket', split: 'Split off messages', details: 'Customer', copyLink: 'Copy the link', up: 'Back to the list',
    nextMessage: 'Next message', previousMessage: 'Previous message', move: 'Move it to another ticket', notThem: 'It is from somebody else', undoDecision: 'Undo how it got here', forward: 'Forward it', original: 'Show the original',
    send: 'Send', sendResolve: 'Send and resolve', channel: 'Channel', macros: 'Canned replies', attach: 'Attach files', copies: 'Cc and Bcc', schedule: 'Send later',
    start: 'New message', palette: 'Find or do anything', everything: 'Search everything', sheet: 'Keys', undo: 'Undo the last thing', notices: 'Notices and sound', signOut: 'Sign out',
  },
  palette: {
    title: 'Find or do anything', placeholder: 'A ticket, a customer, an action...', empty: 'Nothing fits. Try a name, a number or a word from the message.', searching: 'Searching', tickets: 'Tickets', customers: 'Customers',
    pages: 'Go to', settings: 'Settings',
  },
} as const;
