/** Words of where messages go: what else it could have been, what people put right, what is tried again, what we begin. */
export const placing = {
  other: { or: 'or #{{number}}?', orWith: 'or #{{number}} {{subject}}?', why: '{{rule}} ({{percent}}). A click moves it there; you can undo it.' },
  corrections: {
    title: 'Corrections', none: 'No corrections yet', noneText: 'When somebody moves a message that was placed automatically, it is counted here under the rule that had placed it.',
    lead_one: '{{count}} placed automatically in 30 days, {{share}} of it put right by hand', lead_other: '{{count}} placed automatically in 30 days, {{share}} of them put right by hand',
    rule: 'Rule', decisions: 'Placed', corrected: 'Put right', share: 'Share', download: 'Download as test cases', failed: 'Not loaded. {{reason}}',
  },
  retryAll: { action_one: 'Read {{count}} again', action_other: 'Read all {{count}} again', started_one: '{{count}} is being read again', started_other: '{{count}} are being read again', label: 'By what was wrong', failed: 'Not tried again. {{reason}}' },
  start: {
    title: 'New message', lead: 'It opens a ticket. What the customer answers comes into it.', to: 'To', toHint: 'Name, mail address or phone number', found: 'Customers', nobody: 'Nobody is known by that. Type a whole mail address, or a number with its country code.', fresh: 'New customer: {{address}}',
    pickOne: 'Choose who it goes to.', change: 'Somebody else', name: 'Name', channel: 'Send by', subject: 'Subject', text: 'What you want to say', send: 'Send', sent: 'Message to {{name}} on its way', failed: 'Not sent. {{reason}}', unreachable: 'We know no address of this customer that we could write to.',
  },
} as const;
