export const sandbox = {
  title: 'Sandbox', lead: 'Be a customer for a moment. What you send here goes the way of the real thing, and waits for you in the inbox.',
  who: 'Who you are', another: 'Somebody else', kind: 'How you write', mail: 'Mail', text: 'Text', call: 'Call', chat: 'Chat',
  name: 'Name', email: 'Mail address', phone: 'Phone', subject: 'Subject', words: 'What you say', callWords: 'What you say after the tone',
  sendMail: 'Send the mail', sendText: 'Send the text', makeCall: 'Make the call',
  chatLead: 'The chat is on a shop\'s page. Open it in another tab and write there. You answer in the inbox, and the answer shows up in that chat and here.', openChat: 'Open the shop',
  sent: 'It is on its way, and in the inbox in a moment.', open: 'Open the ticket', failed: 'It did not go. {{reason}}', answers: 'What you got back', answersNone: 'Nothing yet. Answer the ticket in the inbox, and the answer shows up here: nothing leaves the house while no mail relay and no number are connected.',
  answer: 'Answer this', sample: 'A desk in full swing', sampleLead: 'Loads three weeks of invented tickets in eight languages: some three hundred of them, on all channels.', load: 'Load sample data', loading: '{{done}} of {{total}} messages', loaded: 'The sample data is loaded. Have a look at the inbox.', loadFailed: 'The sample data could not be loaded. The log of the server says why.',
  first: 'My blender leaks at the bottom', firstText: 'Hello, I have had the blender for three weeks and now it leaks at the bottom when I make soup. Can you help?',
} as const;

export const settings = {
  title: 'Settings', lead: 'Changes take effect at once; nothing has to be restarted.', saved: 'Saved', showTheirs: 'Show theirs', failed: 'Not saved. {{reason}}', removed: 'Removed', readOnly: 'You can see this; an admin can change it.', remove: 'Remove',
  part: { start: 'Getting started', chat: 'Chat', articles: 'Articles', mail: 'Mailboxes', people: 'People and teams', hours: 'Business hours', tags: 'Tags', macros: 'Canned replies', fields: 'Custom fields', import: 'Import' },
  start: {
    lead: 'In this order a desk is ready in a quarter of an hour. Each step can be tried before it counts.', open: 'Set up', openSandbox: 'Go to the sandbox', done: 'done', todo: 'to do',
    mail: 'A mailbox', mailText: 'Mail that comes to your support address becomes tickets. The connection is tried before it is saved.',
    number: 'A phone number', numberText: 'Texts, WhatsApp and calls come through an account at Twilio. It is checked with Twilio before it is saved.', chat: 'Chat on your pages', chatText: 'One line in your page, and its address in the list here.',
    people: 'Your colleagues', peopleText: 'Everybody has a sign-in of their own: the customer sees a name, and so do you.', sandbox: 'Try it first', sandboxText: 'Nothing connected yet? Be a customer in the sandbox and answer yourself.',
  },
  chat: {
    lead: 'How the chat looks and what it asks.', snippet: 'Put this into your page, before </body>', origins: 'Pages that may show the chat', originsHint: 'One origin per line, exactly as the browser shows it, such as https://www.example.com. No paths, no *.', fixed: 'From the environment: {{origins}}', color: 'Colour', colorHint: 'Of the button and the header. Leave empty for ours.',
    titleText: 'Name of the chat', hello: 'Greeting', own: 'Leave empty for the built-in words', preChat: 'Ask before the first sentence', preChatHint: 'Every question can be skipped. Best left off: each one costs you visitors.', askAddress: 'Ask for an address after the first sentence, when there is no other way to reach the visitor', articles: 'Suggest articles', files: 'Let visitors send files', preview: 'See it on the demo page',
    field: { name: 'Name', email: 'Mail address', phone: 'Phone' },
  },
  articles: { lead: 'Shown in the chat before and while somebody asks.', none: 'No articles yet', noneText: 'Write down what is asked most. Whoever finds it need not wait.', add: 'New article', edit: 'Edit the article', name: 'Title', body: 'Text', bodyHint: 'Markdown: # heading, - list, **bold**, [link](https://...)', language: 'Language', public: 'Shown to customers', draft: 'Draft', shown: 'Public' },
  mail: {
    lead: 'Mailboxes of yours on a mail server. Their mail is fetched by IMAP.', none: 'No mailbox yet', noneText: 'Without one, mail can still come by SMTP: point your MX or a forwarding rule here.', add: 'New mailbox', name: 'Name', address: 'Mail address', host: 'Mail server (IMAP)', port: 'Port', security: 'Encryption', user: 'User name', password: 'Password', test: 'Try the connection', testing: 'Trying', works: 'It works. Mails in the folder: {{count}}.', first: 'Try it first; it is saved once it works.', original: 'What the server said',
    securities: { tls: 'TLS', starttls: 'STARTTLS', none: 'None' }, state: { off: 'Off', waiting: 'Waiting', connected: 'Connected', failing: 'Not working' }, fetched: '{{count}} fetched', environment: 'set in the environment',
    problem: {
      unknown_host: 'There is no server of that name. Check how it is written.', refused: 'The server takes no connection on that port. For TLS it is mostly 993, for STARTTLS 143.', unreachable: 'The server cannot be reached from here. A firewall may be in the way.', timeout: 'The server did not answer in time. Check name and port.', not_imap: 'Something answers there, but it is no mail server. Check the port.',
      no_starttls: 'The server offers no STARTTLS. Choose TLS with port 993.', tls_failed: 'Encryption could not be set up. TLS belongs to port 993, STARTTLS to port 143.', bad_certificate: 'The certificate of the server is not for this name, or has expired.', wrong_credentials: 'User name or password is not right. Many providers want an app password here.', oauth_refused: 'The provider refused the access token.',
      no_folder: 'There is no such folder in the mailbox.', no_move_folder: 'The folder to move to cannot be created.', connection_lost: 'The connection broke off.', server_error: 'The mail server has a problem of its own.', secret_unreadable: 'The kept password can no longer be read; the key has changed. Type it again.', cannot_store: 'The mail could not be stored here.',
    },
  },
  people: { lead: 'Who works here, and in which team.', add: 'Add colleague', name: 'Name', email: 'Mail address', role: 'Role', deactivate: 'Deactivate', activate: 'Activate', inactive: 'Deactivated', teams: 'Teams', teamAdd: 'Add team', teamName: 'Name of the team', members_one: '{{count}} member', members_other: '{{count}} members', noTeams: 'No teams yet. A handful of people needs none.' },
  hours: { lead: 'Outside these hours the chat says when you are back.', zone: 'Time zone', from: 'From', to: 'To', closed: 'closed', openNow: 'Open now', opens: 'Opens {{when}}', neverOpens: 'Never opens', always: 'Open around the clock' },
  tags: { lead: 'Prepared tags; agents can add more as they go.', add: 'Add tag', name: 'Name', none: 'No tags yet', archive: 'Archive', archived: 'archived' },
  macros: { add: 'New canned reply', name: 'Name', text: 'Text', textHint: 'Variables such as {{example}} are filled in; what stands after | is used when nothing is known.', none: 'No canned replies yet', noneText: 'What is written more than twice a day belongs here.' },
} as const;
