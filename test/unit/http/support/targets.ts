/** What each call of the table is about, made anew for whom it is asked: his own, or somebody else's. */
import type { Viewer } from '../../../../src/actions/desk.js';
import { letter } from '../../../../src/cli/inProcess/letter.js';
import { buildFollowup, buildSuggestion } from '../../../store/support/build.js';
import { BODIES } from './bodies.js';
import { AGENT_PASSWORD, type RealDesk } from './realDesk.js';

/** The path's `:id`, what else the address or body needs; nothing for what stands in BODIES. */
export interface Target {
  id?: string;
  recordId?: string;
  query?: string;
  body?: unknown;
  bytes?: Buffer;
}
type Make = (owner: Viewer, me: Viewer) => Promise<Target>;

let count = 0;
/** Another text each time. */
export const another = (): string => `t${Date.now().toString(36)}${(count++).toString(36)}`;

/** By `method path`, and behind it a word for another case of the same route. */
export function targetsOf({ desk, other, agent }: RealDesk): Record<string, Make> {
  const {
    store,
    actions: { desk: ask },
    admin,
  } = desk;
  const mail = async (words: string[] = []): Promise<{ ticketId: string; messageId: string; customerId: string }> => {
    desk.clock.pass(0.01);
    const name = another();
    const got = await desk.mail(
      letter({
        from: `${name} <${name}@customer.example>`,
        subject: `A question ${name}`,
        id: `${name}@mail.example`,
        date: desk.clock.now,
        text: 'It leaks.',
      }).replace('MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nIt leaks.', words.length ? words.join('\n') : '$&'),
    );
    if (!got?.ticketId) throw new Error('the mail has no ticket');
    return { ticketId: got.ticketId, messageId: got.id, customerId: got.customerId };
  };
  const fresh = async (owner: Viewer, words: string[] = []): ReturnType<typeof mail> => {
    const made = await mail(words);
    await ask.tickets.change(admin, made.ticketId, { assigneeId: owner.id });
    return made;
  };
  const kept = new Map<string, ReturnType<typeof fresh>>();
  const lasting = (owner: Viewer): ReturnType<typeof fresh> => {
    const made = kept.get(owner.id) ?? fresh(owner);
    kept.set(owner.id, made);
    return made;
  };
  const ticket: Make = async (owner) => ({ id: (await lasting(owner)).ticketId });
  const customer: Make = async (owner) => ({ id: (await lasting(owner)).customerId });
  const written = async (owner: Viewer): Promise<string> =>
    (await ask.tickets.write(owner, (await lasting(owner)).ticketId, { kind: 'reply', text: 'It will be here soon.', delaySeconds: 600 }))
      .id;
  const address = (): { kind: 'email'; value: string } => ({ kind: 'email', value: `${another()}@link.example` });
  const linked = (owner: Viewer, customerId: string, added = address()): ReturnType<typeof ask.identity.link> =>
    ask.identity.link(owner, customerId, { ...added, verified: true });
  const order = { kind: 'order', title: 'A lamp', at: '2026-11-01T10:00:00.000Z', status: 'sent', url: null, amount: null, lines: [] };
  const record = async (owner: Viewer): Promise<Target> => {
    const { customerId } = await lasting(owner);
    return { id: customerId, recordId: (await ask.customers.records.put(owner, customerId, { ...order, externalId: another() })).id };
  };
  const suggested =
    (state: 'open' | 'dismissed'): Make =>
    async (owner) => {
      const [one, two] = [await fresh(owner), await fresh(owner)];
      const suggestion = buildSuggestion({ customerId: one.customerId, otherId: two.customerId, state });
      await store.linkSuggestions.add([suggestion]);
      return { id: suggestion.id };
    };
  const quarantined: Make = async () => {
    const { intakeId } = await actions().accept({
      channel: 'email',
      channelAccount: 'mail',
      externalKey: another(),
      raw: Buffer.from('From: x'),
      meta: {},
    });
    await store.intake.finish(intakeId, { state: 'quarantined', code: 'parse_failed', message: 'x' }, desk.clock.now);
    return { id: intakeId };
  };
  const actions = (): typeof desk.actions => desk.actions;
  const { filter } = BODIES['post /api/v1/views'] as { filter: Parameters<typeof ask.workspace.views.create>[1]['filter'] };
  const passwords = new Map<string, string>();
  const view =
    (scope: 'own' | 'team' | 'shared') =>
    async (owner: Viewer): Promise<Target> => ({
      id: (
        await ask.workspace.views.create(scope === 'shared' ? admin : owner, {
          name: another(),
          filter,
          sort: 'waiting',
          position: 0,
          scope,
          teamId: scope === 'team' ? await teamOf(owner) : null,
        })
      ).id,
    });
  const macro =
    (scope: 'own' | 'team' | 'shared') =>
    async (owner: Viewer): Promise<Target> => ({
      id: (
        await ask.workspace.macros.create(scope === 'shared' ? admin : owner, {
          name: another(),
          text: 'Hello',
          html: null,
          kind: 'reply',
          language: null,
          actions: {},
          scope,
          teamId: scope === 'team' ? await teamOf(owner) : null,
        })
      ).id,
    });
  const teams = new Map<string, Promise<string>>();
  const teamOf = (owner: Viewer): Promise<string> => {
    const made = teams.get(owner.id) ?? ask.workspace.teams.create(admin, { name: another(), memberIds: [owner.id] }).then(({ id }) => id);
    teams.set(owner.id, made);
    return made;
  };
  const upload = async (owner: Viewer): Promise<string> => {
    const { Readable } = await import('node:stream');
    return (await ask.uploads.add(owner, { filename: 'a.txt', contentType: 'text/plain', bytes: Readable.from([Buffer.from('x')]) })).id;
  };
  const made = (id: Promise<{ id: string }>): Promise<Target> => id.then(({ id: of }) => ({ id: of }));
  const mailAccount = (): Promise<Target> =>
    made(
      ask.mailAccounts.create(admin, {
        ...(BODIES['post /api/v1/mail-accounts'] as Parameters<typeof ask.mailAccounts.create>[1]),
        user: another(),
        port: 993,
        security: 'tls',
        folder: 'INBOX',
        afterFetch: 'mark_seen',
        moveTo: null,
        startAt: 'beginning',
        enabled: false,
      }),
    );
  const mailbox = (): Promise<Target> =>
    made(
      ask.mailboxes.create(admin, {
        address: `${another()}@desk.example`,
        name: 'Shop',
        signature: '',
        language: null,
        signedEnvelope: true,
        relayUrl: 'smtp://127.0.0.1:9',
      }),
    );
  const article = (): Promise<Target> => made(ask.articles.create(admin, { title: 'Seal', body: 'Pull', language: 'en', public: true }));
  const twoTickets = async (owner: Viewer): Promise<[string, string]> => [(await fresh(owner)).ticketId, (await fresh(owner)).ticketId];
  const phone = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-token-of-theirs', number: '+12025550123' };
  const IMAGE = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html',
    '',
    '<p>Look</p><img src="https://track.example/x.png">',
    '--b',
    'Content-Type: text/plain; name=a.txt',
    'Content-Disposition: attachment; filename=a.txt',
    '',
    'words',
    '--b--',
  ];

  return {
    'get /api/v1/tickets/changes': async () => ({}),
    'get /api/v1/tickets/:id': ticket,
    'get /api/v1/tickets/:id/story': ticket,
    'get /api/v1/tickets/:id/messages': ticket,
    'get /api/v1/tickets/:id/events': ticket,
    'patch /api/v1/tickets/:id': async (owner) => ({ id: (await lasting(owner)).ticketId, body: { priority: 'high', tags: [another()] } }),
    'post /api/v1/tickets': async (owner) => ({
      body: { customerId: (await lasting(owner)).customerId, subject: 'Your order', text: 'It is ready.' },
    }),
    'post /api/v1/tickets/:id/messages': ticket,
    'post /api/v1/tickets/:id/messages with a file': async (owner) => ({
      id: (await lasting(owner)).ticketId,
      body: { kind: 'reply', text: 'See the file.', attachments: [await upload(owner)] },
    }),
    'post /api/v1/tickets/:id/forward': ticket,
    'post /api/v1/tickets/:id/snooze': ticket,
    'post /api/v1/tickets/:id/read': ticket,
    'delete /api/v1/tickets/:id/snooze': async (owner) => {
      const { ticketId } = await lasting(owner);
      await ask.tickets.snooze(owner, ticketId, null);
      return { id: ticketId };
    },
    'post /api/v1/tickets/:id/merge': async (owner, me) => ({
      id: (await fresh(owner)).ticketId,
      body: { intoId: (await fresh(me)).ticketId },
    }),
    'post /api/v1/tickets/:id/merge into another': async (owner, me) => ({
      id: (await fresh(me)).ticketId,
      body: { intoId: (await fresh(owner)).ticketId },
    }),
    'post /api/v1/tickets/:id/link': async (owner, me) => ({
      id: (await fresh(me)).ticketId,
      body: { ticketId: (await lasting(owner)).ticketId },
    }),
    'post /api/v1/tickets/:id/unlink': async (owner) => {
      const [id, ticketId] = await twoTickets(owner);
      await ask.tickets.link(owner, id, ticketId);
      return { id, body: { ticketId } };
    },
    'post /api/v1/tickets/:id/split': async (owner) => {
      const { ticketId, messageId } = await fresh(owner);
      await ask.tickets.write(owner, ticketId, { kind: 'note', text: 'stays' });
      return { id: ticketId, body: { messageIds: [messageId] } };
    },
    'post /api/v1/tickets/bulk': async (owner) => ({
      body: { ticketIds: [(await lasting(owner)).ticketId], change: { addTags: [another()] } },
    }),
    'post /api/v1/bulk/:id/undo': async (owner) => ({
      id: (await ask.tickets.changeMany(owner, { ticketIds: [(await lasting(owner)).ticketId], change: { addTags: [another()] } })).batchId,
    }),
    'post /api/v1/decisions/:id/undo': async (owner) => {
      const [one, two] = await twoTickets(owner);
      return { id: (await ask.tickets.link(owner, one, two)).decisionId };
    },
    'post /api/v1/messages/:id/not-this-person': async (owner) => {
      const { ticketId, messageId } = await fresh(owner);
      await ask.tickets.write(owner, ticketId, { kind: 'note', text: 'stays' });
      return { id: messageId };
    },
    'post /api/v1/messages/:id/cancel': async (owner) => ({ id: await written(owner) }),
    'post /api/v1/messages/:id/retry': async (owner) => {
      const id = await written(owner);
      await ask.tickets.cancelMessage(owner, id);
      return { id };
    },
    'get /api/v1/messages/:id/attachments/:index': async (owner) => ({ id: (await fresh(owner, IMAGE)).messageId }),
    'post /api/v1/messages/:id/pictures': async (owner) => ({ id: (await fresh(owner, IMAGE)).messageId }),
    'post /api/v1/mentions/read': async (owner) => {
      const { ticketId } = await lasting(owner);
      await ask.tickets.write(admin, ticketId, { kind: 'note', text: 'Look', mentions: [owner.id] });
      return { body: { ids: (await ask.mentions.list(owner, { limit: 1, unread: true })).items.map(({ id }) => id) } };
    },

    'get /api/v1/customers/:id': customer,
    'get /api/v1/customers/:id/timeline': customer,
    'get /api/v1/customers/:id/changes': customer,
    'get /api/v1/customers/:id/records': customer,
    'get /api/v1/customers/:id/suggestions': customer,
    'post /api/v1/customers': async () => ({ body: { name: 'Cy', identities: [address()] } }),
    'post /api/v1/customers/import': async () => ({ query: '?dryRun=1', bytes: Buffer.from('name,email\nCy,cy@table.example\n') }),
    'patch /api/v1/customers/:id': async (owner) => ({ id: (await lasting(owner)).customerId, body: { notes: another() } }),
    'put /api/v1/customers/:id/records': async (owner) => ({
      id: (await lasting(owner)).customerId,
      body: { ...order, externalId: another() },
    }),
    'delete /api/v1/customers/:id/records/:recordId': record,
    'post /api/v1/customers/:id/merge': async (owner, me) => ({
      id: (await fresh(owner)).customerId,
      body: { intoId: (await fresh(me)).customerId },
    }),
    'post /api/v1/customers/:id/link': async (owner) => ({ id: (await lasting(owner)).customerId, body: address() }),
    'post /api/v1/customers/:id/unlink': async (owner) => {
      const [{ customerId }, added] = [await lasting(owner), address()];
      await linked(owner, customerId, added);
      return { id: customerId, body: added };
    },
    'post /api/v1/customer-changes/:id/undo': async (owner) => ({ id: (await linked(owner, (await lasting(owner)).customerId)).id }),
    'post /api/v1/customer-edits/:id/undo': async (owner) => ({
      id: (await ask.customers.edit(owner, (await fresh(owner)).customerId, { notes: another() })).editId ?? '',
    }),
    'post /api/v1/link-suggestions/:id/accept': suggested('open'),
    'post /api/v1/link-suggestions/:id/dismiss': suggested('open'),
    'post /api/v1/link-suggestions/:id/reopen': suggested('dismissed'),

    'get /api/v1/intake/:id/raw': quarantined,
    'post /api/v1/intake/:id/retry': quarantined,
    'post /api/v1/inbound': async () => ({ body: { externalId: another(), from: { kind: 'external', value: another() }, text: 'Hi' } }),
    'patch /api/v1/followup-rules/:id': () =>
      made(
        ask.followups.createRule(admin, {
          ...(BODIES['post /api/v1/followup-rules'] as Parameters<typeof ask.followups.createRule>[1]),
          enabled: true,
          reply: null,
        }),
      ),
    'post /api/v1/followups/:id/cancel': async (owner) => {
      const { ticketId, customerId } = await lasting(owner);
      const planned = buildFollowup({ ticketId, customerId });
      await store.followups.plan(planned);
      return { id: planned.id };
    },

    ...Object.fromEntries(
      (['own', 'team', 'shared'] as const).flatMap((scope) => {
        const word = scope === 'own' ? '' : scope === 'team' ? ' of a team' : ' of all';
        return (['views', 'macros'] as const).flatMap((what): [string, Make][] => {
          const make = what === 'views' ? view(scope) : macro(scope);
          const given = what === 'views' ? { filter } : { text: 'Hello' };
          return [
            [
              `post /api/v1/${what}${word}`,
              async (owner) => ({
                body: { name: another(), ...given, scope, ...(scope === 'team' ? { teamId: await teamOf(owner) } : {}) },
              }),
            ],
            [`patch /api/v1/${what}/:id${word}`, make],
            [`delete /api/v1/${what}/:id${word}`, make],
          ];
        });
      }),
    ),
    'patch /api/v1/views/:id to all': async (owner) => ({ ...(await view('own')(owner)), body: { scope: 'shared' } }),
    'post /api/v1/macros/:id/render': async (owner) => ({
      ...(await macro('own')(owner)),
      body: { ticketId: (await lasting(owner)).ticketId },
    }),
    'post /api/v1/macros/:id/render for a ticket': async (owner, me) => ({
      ...(await macro('own')(me)),
      body: { ticketId: (await lasting(owner)).ticketId },
    }),
    'post /api/v1/fields': async () => ({ body: { on: 'ticket', key: another(), name: 'Order', type: 'text' } }),
    'patch /api/v1/fields/:id': () =>
      made(
        ask.workspace.fields.create(admin, {
          on: 'ticket',
          key: another(),
          name: 'Order',
          type: 'text',
          about: '',
          choices: [],
          position: 0,
        }),
      ),
    'post /api/v1/tags': async () => ({ body: { name: another() } }),
    'patch /api/v1/tags/:id': () => made(ask.workspace.tags.create(admin, { name: another(), color: null })),
    'patch /api/v1/teams/:id': () => made(ask.workspace.teams.create(admin, { name: another(), memberIds: [] })),
    'delete /api/v1/teams/:id': () => made(ask.workspace.teams.create(admin, { name: another(), memberIds: [] })),

    'post /api/v1/agents': async () => ({ body: { email: `${another()}@new.example`, name: 'New', role: 'admin' } }),
    'patch /api/v1/agents/:id': async (owner) => ({ id: owner.id, body: { name: owner.name } }),
    'patch /api/v1/agents/:id to another role': async (owner) => ({
      id: owner === other ? (await agent('agent')).id : owner.id,
      body: { role: 'supervisor' },
    }),
    'post /api/v1/agents/:id/free-tickets': async (owner) => {
      const gone = await agent('agent');
      const { ticketId } = await fresh(owner);
      await ask.tickets.change(owner, ticketId, { assigneeId: gone.id });
      await ask.agents.change(admin, gone.id, { active: false });
      return { id: gone.id };
    },
    'post /api/v1/agents/:id/password': async (owner) => ({ id: owner === other ? (await agent('agent')).id : owner.id }),
    'post /api/v1/tokens': async () => ({ body: { name: another(), role: 'admin' } }),
    'delete /api/v1/tokens/:id': () => made(ask.apiTokens.create(admin, { name: another(), role: 'agent' })),
    'post /api/v1/me/email': async (_owner, me) => ({
      body: { email: `${another()}@me.example`, password: passwords.get(me.id) ?? AGENT_PASSWORD },
    }),
    'post /api/v1/me/password': async (_owner, me) => {
      const [current, next] = [passwords.get(me.id) ?? AGENT_PASSWORD, `a new one ${another()}`];
      passwords.set(me.id, next);
      return { body: { current, next } };
    },

    'post /api/v1/mail-accounts': async () => ({
      body: {
        name: 'Support',
        host: 'mail.example.com',
        user: another(),
        credentials: { kind: 'password', password: 'pw' },
        enabled: false,
      },
    }),
    'patch /api/v1/mail-accounts/:id': mailAccount,
    'delete /api/v1/mail-accounts/:id': mailAccount,
    'post /api/v1/mail-accounts/test': async () => ({
      body: { host: '127.0.0.1', port: 9, name: 'Support', user: 'x', credentials: { kind: 'password', password: 'pw' } },
    }),
    'post /api/v1/mailboxes': async () => ({ body: { address: `${another()}@desk.example`, name: 'Shop' } }),
    'patch /api/v1/mailboxes/:id': mailbox,
    'delete /api/v1/mailboxes/:id': mailbox,
    'post /api/v1/mailboxes/:id/test': mailbox,
    'patch /api/v1/articles/:id': article,
    'delete /api/v1/articles/:id': article,
    'post /api/v1/setup/mail': async () => ({ body: { mailboxId: (await mailbox()).id, to: 'ada@example.com' } }),
    'patch /api/v1/settings/phone': async () => ({ body: phone }),
    'post /api/v1/settings/phone/test': async () => ({ body: phone }),
    'post /api/v1/settings/phone/hooks': async () => {
      await ask.phone.save(admin, phone);
      return {};
    },
    'post /api/v1/topics': async () => ({ body: { name: { en: another() }, keywords: [] } }),
    'patch /api/v1/topics/:id': async () => ({ id: (await ask.topics.create(admin, { name: { en: another() }, keywords: [] })).key }),
  };
}
