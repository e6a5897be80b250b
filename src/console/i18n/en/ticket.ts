export const ticket = {
  notFound: { title: 'This ticket is not here', text: 'It may never have existed, or it is not yours to see. If it was moved, a search for its number finds it.' },
  number: '#{{number}}',
  untitled: '(no subject)',
  waiting: 'waiting {{span}}', notWaiting: 'not waiting for us', dueIn: 'first reply due in {{span}}', lateBy: 'first reply late by {{span}}',
  merged: 'This ticket was merged. Its messages are in another one now.', mergedWords: 'Your words wait in the reply box of #{{number}}.', openMerged: 'Open it',
  linked: { previous: 'Earlier ticket', claims: 'Says it belongs to', split: 'Split from', undone: 'Was joined with', other: 'Linked' },
  control: { status: 'Status', assignee: 'Assigned to', nobody: 'Nobody', me: 'Me', priority: 'Priority', topic: 'Topic', noTopic: 'No topic', resolve: 'Resolve', reopen: 'Open again', more: 'More for this ticket', details: 'Customer', list: 'Back to the list' },
  more: { merge: 'Merge into another ticket', split: 'Split off messages', copyLink: 'Copy the link', copied: 'Link copied' },
  done: {
    status: 'Status: {{status}}', assigned: 'Assigned to {{name}}', unassigned: 'Nobody has it now', priority: 'Priority: {{priority}}', topic: 'Topic: {{topic}}', resolved: 'Resolved', merged: 'Merged into #{{number}}', split: 'Split off as #{{number}}',
    undone: 'Undone', sent: 'On its way', takeBack: 'Take back', tookBack: 'Taken back, the words are in the box again', heldBack: 'Taken back, it will not go out', again: 'Sent once more', followupCancelled: 'The check-in will not go out',
  },
  failed: { change: 'Not changed. {{reason}}', undo: 'Not undone. {{reason}}', merge: 'Not merged. {{reason}}', split: 'Not split. {{reason}}', takeBack: 'Too late, it is out. {{reason}}', again: 'Not sent. {{reason}}' },
  stream: { label: 'Conversation', empty: 'No words yet', fresh_one: '{{count}} new below', fresh_other: '{{count}} new below', typing: '{{name}} is typing', viewers_one: '{{names}} is here too', viewers_other: '{{names}} are here too', earlier: 'Earlier', earlierLoading: 'Loading what was before' },
  message: {
    you: 'You', us: 'Us', unknown: 'Unknown', note: 'Note', to: 'to {{address}}', cc: 'Cc {{address}}', bcc: 'Bcc {{address}}', unverified: 'sender not proven', other: 'not known as this customer', auto_reply: 'automatic reply', bounce: 'bounce', list: 'mailing list', feedback_report: 'complaint report', ticket_system: 'another ticket system', notice: 'automatic notice', system: 'written by SayOnce', full: 'Show all of it', less: 'Show less',
    quoted: 'Show quotation and signature', unquoted: 'Hide quotation and signature', asSent: 'Show as it was sent', asText: 'Show as text', html: 'The mail as it was sent', images: 'Pictures from outside are off so that the sender does not learn that you read it.', showImages: 'Show pictures', select: 'Select this message', waitsForLine: 'Goes out when the line is back', notSent: 'Not sent', mergedFirst: 'The ticket was merged into another one before this went out.', retry: 'Try again', discard: 'Put back into the box', sending: 'Sending', again: 'Send again', againUnsure: 'Send again, it may arrive twice',
  },
  attachment: { label: 'Attachments', pending: 'being fetched', failed: 'could not be fetched', open: 'Open {{name}}', fromMail: 'Picture in the text', of: '{{at}} of {{count}}', previous: 'Previous file', next: 'Next file', fetch: 'Fetch {{name}}', page: 'Page {{number}}:', morePages: '{{count}} more pages are in the download.', unreadable: 'This file cannot be shown here. The download has all of it.' },
  why: {
    label: 'Why it is here', guess: 'a guess, {{percent}}', undo: 'undo', undone: 'undone', undoName: 'Undo: take this message out of the ticket again', details: 'What we saw',
    rule: {
      envelope_token: 'joined: came back to our signed sender', reply_token: 'joined: our reply token', own_message_id: 'joined: answers our mail', reference: 'joined: answers a mail in here', chat_session: 'joined: the same chat', text_answer: 'joined: answers our text to the number they left', live_ticket: 'joined: their open ticket',
      best_live_ticket: 'joined: the likeliest of their open tickets', shared_mailbox: 'joined: a shared mailbox', reopened: 'joined and opened again: goes on about it', thanks: 'joined: says thanks', machine_mail: 'joined: a machine answered', after_closed: 'opened this ticket: the one it names is closed',
      another_issue: 'opened this ticket: clearly another issue', likely_another_issue: 'opened this ticket: likely another issue', answered: 'joined: a mail in here answers it', agent_mail: 'an agent answered by mail', agent_forward: 'opened this ticket: an agent passed the mail on', moved: 'moved here by an agent', stranger_with_known_id: 'kept apart: the sender is not the customer it names', copy: 'the same mail, to another mailbox of ours', new_ticket: 'opened this ticket', merged: 'merged in by an agent', split: 'split off by an agent', other: 'joined: {{rule}}',
    },
    evidence: {
      held_elsewhere: '{{value}} belongs to another customer',
      envelope_token: 'returned mail {{value}}', reply_token: 'token {{value}}', own_message_id: 'our mail {{value}}', reference: 'mail {{value}}', chat_session: 'chat {{value}}', text_answer: 'our text to {{value}}', ticket: 'ticket {{value}}', live_tickets: 'open tickets: {{value}}', participant: 'we wrote to {{value}} before', sender: 'from {{value}}', sender_doubt: 'sender in doubt: {{value}}',
      names_ticket_of_somebody_else: 'names somebody else\'s {{value}}', solved_days_ago: 'days since it was resolved: {{value}}', subject: 'about "{{value}}"', subject_changed: 'another subject, maybe another issue: "{{value}}"', agent: 'written by {{value}}', wrote_to: 'to {{value}}', forwarded_by: 'passed on by {{value}}', topic: 'topic {{value}}', number: 'number {{value}}', answered: 'mail {{value}}', sender_check: 'mail server: {{value}}', form: 'filled in a form that sends as {{value}}', refuted: 'says it is from {{value}}, its domain denies it', proven: '{{value}}, proven', claimed: 'from {{value}}', known: '{{value}}', other: '{{kind}} {{value}}',
    },
  },
  event: {
    'ticket.created': 'Ticket opened', 'ticket.changed': 'Changed', 'ticket.solved': 'Resolved', 'ticket.reopened': 'Opened again', 'ticket.merged': 'Merged', 'ticket.split': 'Messages split off', 'ticket.linked': 'Linked to another ticket', 'decision.undone': 'A decision was undone', 'ticket.unlinked': 'Link to another ticket removed', 'ticket.snoozed': 'Put aside', 'ticket.woken': 'Taken up again', 'message.forwarded': 'Forwarded', otherEvent: 'Something changed',
    'message.amended': 'A message was completed', 'followup.planned': 'Check-in planned', 'followup.sent': 'Check-in sent', 'followup.cancelled': 'Check-in called off', 'customer.changed': 'Customer changed', 'customer.created': 'New customer', 'identity.linked': 'An address was added to the customer', 'ticket.auto_closed': 'Closed automatically', 'message.delivery_changed': 'Delivery changed', 'message.received': 'Message came in', 'message.sent': 'Reply written', 'message.noted': 'Note left',
    snoozedUntil: 'Put aside until {{time}}', snoozedCustomer: 'Put aside until the customer writes',
    order: 'what who', by: 'by {{name}}', byYou: 'by you', byRule: 'by the rule "{{name}}"', byCustomer: 'by the customer', undone: 'undone',
    movedOut_one: '{{count}} message moved out', movedOut_other: '{{count}} messages moved out', movedIn_one: '{{count}} message moved in', movedIn_other: '{{count}} messages moved in',
    status: 'Status: {{value}}', assigned: 'Assigned to {{value}}', unassigned: 'Unassigned', priority: 'Priority: {{value}}', topic: 'Topic: {{value}}', topicNone: 'Topic removed', tags: 'Tags: {{value}}', tagsNone: 'Tags removed', subject: 'Subject: {{value}}', someone: 'somebody',
    where: { into: 'into', from: 'from', with: 'concerning' }, otherTicket: 'another ticket',
    rule: ' "{{value}}"', due: ', due {{value}}', reason: ' ({{value}})',
  },
  merge: { title: 'Merge into another ticket', lead: 'Everything in #{{number}} moves there. You can undo it.', search: 'Number, name or subject', same: 'From the same customer', found: 'Found', none: 'No other ticket fits. Try its number.', go: 'Merge into #{{number}}' },
  split: { selected_one: '{{count}} message selected', selected_other: '{{count}} messages selected', hint: 'Select the messages that belong to another issue', go: 'Split off into a new ticket' },
  composer: {
    label: 'Write', reply: 'Reply', note: 'Note', to: 'to', placeholder: 'Write to {{name}}...', placeholderNote: 'A note for your team. The customer never sees it.', channel: 'Channel', send: '{{channel}} to {{name}}', sendNote: 'Leave the note', sendResolve: 'Send and resolve', noAddress: 'We know no address of this customer that we could answer. A note is possible.', draft: 'Draft kept', merged: 'Write in the ticket that this one was merged into.', smsLength_one: '{{count}} text', smsLength_other: '{{count}} texts', options: 'More ways to send', longText: 'Long for this channel',
  },
  before: {
    title: 'Before you resolve', lead: 'After this, customers often ask:', within_one: 'within {{count}} day', within_other: 'within {{count}} days', odds: '{{percent}} come back with it', noOdds: 'no history to measure it yet', add: 'Add to reply', added: 'Added to reply', checkIn: 'If nothing comes, this goes out {{when}}:', onlyPrompt: 'Nothing is sent by itself.', resolve: 'Resolve', resolveAnyway: 'Resolve without it', sendsNothing: 'No check-in is planned.', close: 'Not yet', solvedElsewhere: 'This ticket is already resolved',
  },
} as const;
