/** Words of one's own account, of the first run, and of the newer parts of the settings. */
export const account = {
  title: 'Your profile', lead: 'What customers and colleagues see of you, and how you sign in.', about: 'About you', name: 'Name', nameHint: 'Customers see it beside your answers.', signature: 'Signature', signatureHint: 'Below every mail you write.',
  signIn: 'Sign-in', emailHint: 'You sign in with it. Customers do not see it.', changeEmail: 'Change the address', current: 'Current password', oneTime: 'The one-time password you were given', next: 'New password', nextHint: 'At least {{count}} characters. A few words that you can remember are best.', again: 'The new one again',
  changePassword: 'Change the password', passwordLead: 'Changing it signs you out of all other browsers.', passwordDone: 'Your password is changed. Other browsers are signed out.', differ: 'The two are not the same.', same: 'Choose a password that you have not had here.', wrong: 'That is not your current password.', taken: 'Somebody else signs in with this address.',
  welcome: 'Welcome, {{name}}', firstLead: 'Somebody else has seen the password you were given. Choose one that only you know; then the desk opens.', choose: 'Choose this password', noticesLead: 'For this browser only. In quiet hours nothing is shown and nothing sounds.', noCopy: 'The browser does not allow copying. Mark the text and copy it.',
} as const;

export const welcome = {
  title: 'Set up your desk', lead: 'Seven short steps. Try each one before it counts, or skip it: everything is in the settings, too.', steps: 'Steps', next: 'Continue', leave: 'Leave the set-up', toInbox: 'Go to the inbox', again: 'Go through the set-up', unsaved: 'What you typed here is not saved yet.', without: 'Continue without it',
  step: { account: 'You', mail: 'Mail in', mailOut: 'Mail out', phone: 'Phone number', chat: 'Chat on your pages', people: 'Colleagues', try: 'Your first ticket' },
  whyAccount: { printed: 'Customers are answered by a person: give your name, and put a password of your own in place of the one that the terminal printed.', environment: 'Customers are answered by a person: give your name, and put a password of your own in place of the one that the server was started with.', own: 'Customers are answered by a person: give your name. Your password can be changed here, too.' },
  why: {
    mail: 'Mail to your support address becomes tickets. Fetch it from a mailbox you have, or let your mail server deliver it here.', mailOut: 'Your answers leave by your own mail server. Until one is set up nothing leaves the house: they are kept in the outbox, where you can read them.',
    phone: 'A number at Twilio that customers can text and call. The account is kept encrypted. None yet? Skip this step.', chat: 'One line in your page, and visitors can write to you.', people: 'Everybody signs in with an address of their own. You give a new colleague a one-time password, to be replaced at the first sign-in.', try: 'See how it works before the first customer does.',
  },
  otherAddress: 'You sign in as {{address}}. Use another address',
  try: { send: 'Be a customer for a moment: a ready-made one writes you a mail about a leaking blender. Nothing leaves the house.', sandbox: 'Be a customer in the sandbox', answer: 'Then open the ticket in the inbox and answer it. The answer shows up in the sandbox.', later: 'What you skipped is here:' },
} as const;

export const desk = {
  part: { phone: 'Phone number', topics: 'Topics', tokens: 'API tokens' },
  tokens: {
    lead: 'Your shop, your phone system or a script calls the API with a token. It may do what its role may, but cannot create agents or tokens, and what it does shows under its name.', none: 'No tokens yet', noneText: 'A token is good until it is revoked here.', name: 'Name of the system', add: 'Create the token', revoke: 'Revoke', revokeSure: 'Revoke for good',
    made: 'made by {{name}}, {{date}}', used: 'last used {{time}}', unused: 'never used', shown: 'The token of {{name}}; it is shown only now:',
  },
  people: {
    made: 'Pass this one-time password on to {{name}}; it is shown only now: {{password}}', roleOf: 'Role of {{name}}', reset: 'New password',
    does: { agent: 'Answers customers.', supervisor: 'Leads the agents: shared views and replies, rules, articles.', operations: 'Looks for the weak link: queues, intake, mailboxes, rules.', success: 'Heads off what customers ask next: rules and articles.', admin: 'May do everything, including setting up the desk.' },
  },
  hours: {
    week: 'Open', allDay: 'all day', openAllDay: 'Open all day on {{day}}', addSpan: 'Add hours on {{day}}', removeSpan: 'Remove these hours of {{day}}', midnight: 'For a lunch break, add a second line to the day. Until midnight is 00:00.', holidays: 'Holidays, closed all day', noHolidays: 'None yet.', addHoliday: 'Add a holiday', removeHoliday: 'Remove {{name}}', date: 'Date', holidayName: 'Name', yearly: 'every year', mend: 'Nothing was saved. Correct the marked lines.',
    wrong: { incomplete: 'Both times are needed.', order: 'It has to end after it begins.', overlap: 'It overlaps the hours before it.', noDate: 'A date is needed.', twice: 'This day is listed already.' },
  },
  view: { fixed: 'This view asks for more than this form can show: conditions inside conditions, or custom fields. They stay as they are; you can change its name and who sees it.', waitingOver: 'Has waited for us longer than (hours)', createdOver: 'Opened longer ago than (hours)', movedWithin: 'Last message within (hours)', createdWithin: 'Opened within (hours)' },
  topics: {
    lead: 'What issues are about. A new ticket gets the topic whose words its customer uses most; of two that fit equally, the one higher up.', add: 'New topic', edit: 'Edit the topic', name: 'Name', nameHint: 'One language is enough; the others then say the same.', words: 'Words that show it', wordsHint: 'Separated by commas, in all languages your customers write. {{example}} stands for any ending.', noWords: 'no words: agents choose it by hand', needName: 'Give it a name in one language at least.', up: 'Move {{name}} up', down: 'Move {{name}} down', back: 'Use again',
  },
  macros: {
    lead: 'Words you write more than twice a day. Ctrl ; puts them into a reply.', edit: 'Edit the canned reply', scope: { own: 'Only yours', team: 'Your teams', shared: 'Everybody' }, kind: 'What it becomes', reply: 'A reply', note: 'A note for the team', placeholder: 'Hello {{example}}, ...', actions: 'What it does to the ticket', leave: 'Leave as it is', whoever: 'Whoever uses it', somebody: 'As set before', tags: 'Add tags', empty: 'Write words, or choose what it does.',
  },
  phone: {
    lead: 'Texts, WhatsApp and calls come through an account at Twilio. It is kept encrypted and takes effect at once.', fixed: 'Set by the environment (TWILIO_ACCOUNT_SID and its like): {{number}}. Change it there.', sid: 'Account SID', sidHint: 'On the first page of Twilio\'s console.', sidForm: 'AC and 32 letters and digits', token: 'Auth token', tokenHint: 'Beside the account SID. It is never shown again.', tokenKept: 'Kept. Type one only to replace it.', number: 'Number', numberHint: 'With + and country code, as the account has it.', save: 'Try it and save', works: 'Twilio knows the account "{{name}}" and the number.', forget: 'Forget this account',
    problem: { wrong_credentials: 'Account SID and token do not belong together. Copy both again.', suspended: 'The account is not active. Look in Twilio\'s console.', no_number: 'The account has no such number. Buy one there, or check how it is written.', no_sms: 'This number cannot send texts. Choose one that can.', unreachable: 'Twilio cannot be reached from here. A firewall may be in the way.', server_error: 'Twilio has a problem of its own. Try again in a while.', secret_unreadable: 'The kept token can no longer be read; the key has changed. Type it again.' },
    hooks: 'Where texts and calls go', hooksHint: 'Twilio has to be told these two addresses, in the settings of the number.', hook: { sms: 'Texts', voice: 'Calls' }, unreachable: 'Twilio cannot reach this desk yet: PUBLIC_URL is not an https address on the internet. You can send texts, but not receive any.', point: 'Tell Twilio for me', pointed: 'Twilio sends texts and calls here now.', notPointed: 'Twilio still sends them elsewhere.',
    waiting: 'Waiting for the first text or call. Send one to the number, and it shows here.', seen: 'It works: a signed request came {{time}}.', refused: 'A request came {{time}} that was not signed by this account: the token is another one, or PUBLIC_URL is not the address that Twilio calls.',
  },
  chat: { notSeen: 'No page has asked for the chat yet. Put the line below into your page and open it: it shows up here.', seen: '{{origin}} shows the chat. Last asked for {{time}}.', notListed: '{{origin}} asked for the chat {{time}}, but is not in the list below: there the chat stays closed. Add it and save.' },
  mailOut: {
    title: 'Mail out', lead: 'Addresses of yours that answers come from, each with its mail server.', add: 'New sender address', edit: 'Edit the sender address', none: 'Nothing sends mail yet. Answers by mail are kept in the outbox.', fixed: 'Sends by SMTP_URL, as the environment says.', default: 'By its own mail server; also for everything that came in by no address of yours.', own: 'By its own mail server.', shared: 'By the mail server of the desk.', to: 'Send a mail to', try: 'Try it', gone: 'Handed over for {{to}}. Check whether it arrived. ({{answer}})', refused: 'It did not go. {{answer}}',
    address: 'Mail address', name: 'Name that customers see', hasRelay: 'It has a mail server of its own', relay: 'Mail server (SMTP)', kept: 'The kept one stays unless you type another.', host: 'Server', language: 'Language of quotations', languageHint: 'Such as de. Empty: the customer\'s own.',
  },
  door: { title: 'Delivered here', open: 'Point your MX record, or a forwarding rule of your mail provider, at this server.', closed: 'The door for mail is shut: the settings name no address that it takes (INBOUND_ADDRESSES).', server: 'Server', address: 'To try it', waiting: 'Waiting for a mail. Send one to {{address}}, or to a mailbox above, and it shows here.', reading: 'A mail is here and being read.', came: 'A mail came {{time}}. It works.', aside: 'A mail came, but was set aside. The intake page says why.' },
} as const;
