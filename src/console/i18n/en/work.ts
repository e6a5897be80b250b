/** Words of what an agent works with: views, many tickets at once, the reply box, macros, snoozing, notices. */
export const work = {
  view: {
    breaching: 'Late or due soon', mentions: 'Mentions', snoozed: 'Put aside', saved: 'Saved views', add: 'New view', edit: 'Change this view', addLead: 'Tickets that fit appear by themselves; how many stands beside the name.', name: 'Name', scope: 'Who sees it',
    own: 'Only me', team: 'A team', shared: 'Everybody', match: 'Show tickets that fit', all: 'all of these', any: 'any of these', condition: 'Add a condition', removeCondition: 'Remove this condition', field: 'What', value: 'Which', save: 'Save the view', remove: 'Remove the view', removed: 'View removed', done: 'View saved', failed: 'Not saved. {{reason}}', needOne: 'Add at least one condition, and choose a value in each.',
    status: 'Status', priority: 'Priority', channel: 'Channel', assignee: 'Assigned to', teamField: 'Team', topic: 'Topic', tag: 'Tag', waiting: 'The customer is waiting for us', snoozedField: 'Put aside', olderThan: 'Last message older than (hours)', dueWithin: 'First reply due within (minutes)', yes: 'Yes', no: 'No', me: 'Me, whoever is looking', nobody: 'Nobody', myTeams: 'My teams', tagHint: 'Tags, separated by commas',
    emptySaved: { title: 'Nothing fits this view now', text: 'Tickets appear here by themselves as soon as they fit its conditions.' },
    emptyBreaching: { title: 'Every promise is kept', text: 'Tickets whose first reply is late, or due within 15 minutes, show up here.' },
    emptyMentions: { title: 'Nobody has mentioned you', text: 'When a colleague writes @ and your name in a note, it shows up here.' },
    emptySnoozed: { title: 'Nothing is put aside', text: 'Press s in a ticket to put it aside until a time that suits, or until the customer writes.' },
  },
  mention: { by: '{{name}} mentioned you', unread: 'not read yet', all: 'Mark all as read' },
  bulk: {
    label: 'Several tickets', select: 'Select ticket {{number}}', selected_one: '{{count}} selected', selected_other: '{{count}} selected', all: 'Select all that are loaded', none: 'Select none', assign: 'Assign', status: 'Status', priority: 'Priority', tag: 'Tag', tagPlaceholder: 'Add a tag, then Enter', me: 'Me',
    done_one: '{{count}} ticket changed', done_other: '{{count}} tickets changed', refused_one: '{{count}} was left as it is', refused_other: '{{count}} were left as they are', undone_one: '{{count}} ticket as before', undone_other: '{{count}} tickets as before', failed: 'Not changed. {{reason}}',
  },
  snooze: {
    action: 'Put aside', title: 'Put aside until', later: 'In three hours', evening: 'This evening', tomorrow: 'Tomorrow morning', monday: 'Monday morning', customer: 'Until the customer writes', pick: 'Another time', go: 'Put aside', done: 'Put aside until {{time}}', doneCustomer: 'Put aside until the customer writes', wake: 'Take it up again', woken: 'Taken up again', until: 'Put aside until {{time}}', untilCustomer: 'Put aside until the customer writes', hint: 'If the customer writes first, it is back at once.', failed: 'Not done. {{reason}}', past: 'That time has passed.',
  },
  unread: { mark: 'Mark as unread', done: 'Unread again' },
  tags: { label: 'Tags', add: 'Add a tag', remove: 'Remove {{tag}}', done: 'Tags: {{tags}}', none: 'No tags', rest: '+{{more}}: show all tags', fewer: 'Show fewer', all: 'Show all' },
  fields: { label: 'Details', none: 'not said', done: '{{name}} changed' },
  teamOf: { label: 'Team', none: 'No team', done: 'Team: {{name}}' },
  composer: {
    bold: 'Bold', italic: 'Italic', bullets: 'List', numbers: 'Numbered list', quote: 'Quotation', link: 'Link', linkAddress: 'Address of the link', linkHint: 'Of a page, or of somebody\'s mail', linkBad: 'That is not the address of a page or of mail. It looks like https://example.com or ann@example.com.', linkSet: 'Set the link', linkRemove: 'Remove the link', format: 'Format', attach: 'Attach files', attached: 'Attached files', drop: 'Drop the files here', removeFile: 'Remove {{name}}', uploading: '{{percent}}', uploadFailed: 'not uploaded', tooLarge: '{{name}} is larger than {{size}}.', tooMany_one: 'At most {{count}} file in one message.', tooMany_other: 'At most {{count}} files in one message.', noFiles: 'Files cannot go on this channel.', tooMuch: 'On this channel the files of a message may be {{size}} together.',
    macros: 'Canned replies', macroSearch: 'Find a canned reply', macroNone: 'No canned reply fits.', macroHow: 'Type an answer first, and you can keep it here as one of your own.', macroSave: 'Save these words as a canned reply', macroName: 'Name of the canned reply', macroSaved: 'Canned reply saved', macroMissing: 'Not known here: {{names}}. Fill it in before sending.', macroFailed: 'Not put in. {{reason}}', macroActs: 'also changes the ticket',
    others: 'Also on the mail: {{names}}', othersTake: 'Add to Cc', othersOn_one: 'Somebody else is on the mail', othersOn_other: '{{count}} others are on the mail',
    cc: 'Cc', bcc: 'Bcc', copies: 'Add Cc or Bcc', addresses: 'Addresses, separated by commas', badAddress: 'Not a mail address: {{address}}', schedule: 'Send later', scheduled: 'Goes out {{time}}', unschedule: 'Send at once instead', scheduleTitle: 'Send when?', scheduleGo: 'Choose this time', morning: 'Tomorrow at 09:00', afternoon: 'Today at 16:00', nextWeek: 'Monday at 09:00',
    wroteMeanwhile: '{{name}} wrote while you were writing. Read it before you send.', answeredMeanwhile: '{{name}} answered while you were writing. Read it before you send.', notYet: 'Not sent yet. Send again once you have read it.', wroteShow: 'Show', wroteOk: 'I have read it', agentTyping: '{{names}} is writing here', more: 'More ways to send', mentionNone: 'Nobody by that name',
  },
  forward: { nobody: 'Give at least one mail address.', action: 'Forward', title: 'Forward this message', lead: 'It goes by mail to somebody else. The customer is not told, and goes on waiting for your answer.', to: 'To', words: 'Your words, placed above it', send: 'Forward', done: 'Forwarded', failed: 'Not forwarded. {{reason}}' },
  message: { menu: 'More for this message', original: 'Show the original', originalTitle: 'As it came in', originalLead: 'The untouched bytes, with all headers. Nothing in them is run.', download: 'Download', copyText: 'Copy the text', tooLong: 'Only the beginning is shown; the download has all of it.' },
  why: {
    menu: 'Not right here?', move: 'Move to another ticket', moveTitle: 'Move this message', moveLead: 'It moves with its attachments. You can undo it.', split: 'Split off into a ticket of its own', notThem: 'This is not {{name}}', notThemDone: 'A customer of its own now, in a ticket of its own', moved: 'Moved to #{{number}}', failed: 'Not done. {{reason}}',
  },
  links: { label: 'Linked tickets', previous: 'follows on from', split: 'split off', claims: 'named by', undone: 'was joined with', next: 'led to', other: 'linked', linked: 'linked', action: 'Link to another ticket', title: 'Link to another ticket', lead: 'Both keep their messages; each shows the other. You can undo it.', unlink: 'Remove the link', done: 'Linked to #{{number}}', taken: 'Link removed', failed: 'Not done. {{reason}}' },
  conflict: { title: '{{name}} changed this at the same moment', titleSomebody: 'Somebody changed this at the same moment', yours: 'Yours', theirs: 'Theirs', keepYours: 'Use mine', keepTheirs: 'Leave theirs' },
  notice: {
    label: 'Notices', desktop: 'Show browser notices', sound: 'Play a sound', quiet: 'Quiet hours', quietFrom: 'from', quietTo: 'to', blocked: 'The browser does not allow notices for this page. Allow them in its settings for this address.', newTicket: 'New: {{name}}', wrote: '{{name}} wrote', mention: '{{name}} mentioned you in #{{number}}', settings: 'Notices and sound', lead: 'You hear of new tickets that nobody has, of customers who write in yours, and of notes that mention you. Only while this page is not in front of you.', test: 'Try it', testText: 'This is how it sounds.',
  },
  customer: {
    likes: 'Likes', dislikes: 'Dislikes', notes: 'About this customer', addLike: 'What they like', addDislike: 'What they dislike', notesPlaceholder: 'What the next colleague should know', noteSaved: 'Saved', records: 'Orders and products', best: 'Best reached {{from}} to {{to}}', bestLocal: 'their time', save: 'Save', edit: 'Change', failed: 'Not saved. {{reason}}', remove: 'Remove {{value}}', add: 'Add',
    order: 'Order', product: 'Product', subscription: 'Subscription', other: 'Record', openTickets: 'Open tickets', pastTickets: 'Earlier tickets', recordsNone: 'Your shop or CRM can put orders and products here through the API.',
  },
} as const;
