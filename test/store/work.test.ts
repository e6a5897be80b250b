/** What agents do around tickets, on the real store: put aside, change many, read, be named, share, upload. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../src/cli/inProcess/desk.js';
import { letter } from '../../src/cli/inProcess/letter.js';
import type { Viewer } from '../../src/actions/desk.js';
import { hashPassword } from '../../src/actions/sessions.js';
import { newId } from '../../src/lib/ids.js';
import { DeliveryFailure } from '../../src/ports/channel.js';
import { newPlace, SERVER } from './support/testStore.js';

describe(`the work of agents on ${SERVER}`, () => {
  const place = newPlace();
  let desk: InProcessDesk;
  let ann: Viewer;
  let bo: Viewer;
  let cy: Viewer;
  const told: { agentId: string; event: string; payload: unknown }[] = [];
  const cut: string[] = [];
  let mails = 0;

  beforeAll(async () => {
    desk = await openInProcessDesk({
      opened: await place.open(),
      bus: {
        toAgent: (agentId, event, payload) => void told.push({ agentId, event, payload }),
        cutAgent: (agentId) => void cut.push(agentId),
      },
    });
    const passwordHash = await hashPassword('correct horse battery');
    const add = async (name: string, role: Viewer['role']): Promise<Viewer> => {
      const agent = {
        id: newId(),
        name,
        email: `${name.toLowerCase()}@desk.example`,
        role,
        passwordHash,
        active: true,
        createdAt: desk.clock.now,
      };
      await desk.store.people.addAgent(agent);
      return { id: agent.id, name, email: agent.email, role };
    };
    [ann, bo, cy] = [await add('Ann', 'admin'), await add('Bo', 'agent'), await add('Cy', 'supervisor')];
  }, 30_000);
  afterAll(() => place.remove());

  const ticketOf = async (from = `kim${++mails}@example.org`, text = 'My lamp is broken.'): Promise<string> => {
    const message = await desk.mail(letter({ from: `Kim Doe <${from}>`, subject: `Lamp ${++mails}`, id: `m${mails}@example.org`, text }));
    return message?.ticketId ?? '';
  };
  const file = (text: string, name = 'bill.txt', type = 'text/plain') => ({
    filename: name,
    contentType: type,
    bytes: Readable.from([Buffer.from(text)]),
  });
  const api = (): InProcessDesk['actions']['desk'] => desk.actions.desk;

  test('a ticket sleeps until its time, and wakes once', async () => {
    const id = await ticketOf();
    const until = new Date(desk.clock.now.getTime() + 3_600_000);
    expect(await api().tickets.snooze(bo, id, until)).toMatchObject({ snooze: { until: until.toISOString(), byId: bo.id } });
    const listed = async (snoozed: 'without' | 'only'): Promise<boolean> =>
      (await api().tickets.list(bo, { snoozed, sort: 'newest', limit: 200 })).items.some((ticket) => ticket.id === id);
    expect([await listed('without'), await listed('only')]).toEqual([false, true]);
    expect((await api().tickets.counts(bo)).snoozed).toBe(1);
    await desk.actions.reconcile.sweep();
    expect((await desk.ticket(id)).snooze).not.toBeNull();
    desk.clock.pass(2);
    await Promise.all([desk.actions.wakeTicket(id), desk.actions.reconcile.sweep(), desk.actions.wakeTicket(id)]);
    expect((await desk.ticket(id)).snooze).toBeNull();
    const events = await api().tickets.events(bo, id, { limit: 100 });
    expect(events.items.filter((event) => event.type === 'ticket.woken')).toHaveLength(1);
    await expect(api().tickets.snooze(bo, id, new Date(desk.clock.now.getTime() - 1))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('the customer wakes it by writing, whatever was set', async () => {
    const from = `eve${++mails}@example.org`;
    const id = await ticketOf(from);
    await api().tickets.snooze(bo, id, null);
    await desk.mail(letter({ from, subject: 'Re: Lamp', id: `again${mails}@example.org`, text: 'And now?' }));
    expect(await desk.ticket(id)).toMatchObject({ snooze: null });
    await api().tickets.change(bo, id, { status: 'closed' });
    await expect(api().tickets.snooze(bo, id, null)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('many tickets change at once, one line for each, and all of it is taken back', async () => {
    const ids = [await ticketOf(), await ticketOf(), await ticketOf()];
    await api().tickets.change(bo, ids[1] ?? '', { tags: ['vip'], priority: 'low' });
    await api().tickets.merge(ann, ids[2] ?? '', ids[0] ?? '');
    const done = await api().tickets.changeMany(bo, {
      ticketIds: [...ids, newId(), ids[0] ?? ''],
      change: { priority: 'urgent', addTags: ['late', 'vip'], assigneeId: 'me', status: 'closed' },
    });
    expect(done.results.map((line) => [line.outcome, line.code])).toEqual([
      ['changed', null],
      ['changed', null],
      ['refused', 'conflict'],
      ['refused', 'not_found'],
    ]);
    expect(done.changed).toBe(2);
    expect(await desk.ticket(ids[1] ?? '')).toMatchObject({
      priority: 'urgent',
      tags: ['vip', 'late'],
      assigneeId: bo.id,
      status: 'closed',
    });
    expect((await api().workspace.tags.list(bo)).items.map((tag) => tag.name)).toEqual(expect.arrayContaining(['late', 'vip']));

    // What somebody changed meanwhile stays as he wanted it.
    await api().tickets.change(ann, ids[1] ?? '', { priority: 'high' });
    expect(await api().tickets.undoMany(bo, done.batchId)).toMatchObject({ changed: 2 });
    expect(await desk.ticket(ids[0] ?? '')).toMatchObject({
      priority: 'normal',
      tags: [],
      assigneeId: null,
      status: 'open',
      closedAt: null,
      waitingSince: expect.any(Date),
    });
    expect(await desk.ticket(ids[1] ?? '')).toMatchObject({ priority: 'high', tags: ['vip'], assigneeId: null, status: 'open' });
    await expect(api().tickets.undoMany(bo, done.batchId)).rejects.toMatchObject({ code: 'already_undone' });
    await expect(api().tickets.undoMany({ ...bo, id: newId() }, done.batchId)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('one change is taken back by its event, once', async () => {
    const id = await ticketOf();
    const { topic } = await desk.ticket(id);
    await api().tickets.change(bo, id, { status: 'solved', topic: 'refund' });
    const event = (await api().tickets.events(bo, id, { limit: 100 })).items.find((one) => one.type === 'ticket.solved');
    expect(event?.undoable).toBe(true);
    const undone = await Promise.allSettled([api().tickets.undo(bo, event?.id ?? ''), api().tickets.undo(cy, event?.id ?? '')]);
    expect(undone.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await desk.ticket(id)).toMatchObject({ status: 'open', topic, solvedAt: null });
  });

  test("unread is each agent's own", async () => {
    const id = await ticketOf();
    const readAt = async (viewer: Viewer): Promise<string | null | undefined> => (await api().tickets.get(viewer, id)).readAt;
    expect(await readAt(bo)).toBeNull();
    await api().tickets.markRead(bo, id, true);
    expect([await readAt(bo), await readAt(cy)]).toEqual([desk.clock.now.toISOString(), null]);
    expect(told.at(-1)).toMatchObject({ agentId: bo.id, event: 'ticket:read' });
    await api().tickets.markRead(bo, id, false);
    expect(await readAt(bo)).toBeNull();
  });

  test('who is named in a note is told once, and nobody else', async () => {
    const id = await ticketOf();
    told.length = 0;
    const body = {
      kind: 'note' as const,
      text: 'Look here, @Cy',
      mentions: [cy.id, bo.id, cy.id],
      clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    };
    const note = await api().tickets.write(bo, id, body);
    expect(note.mentions).toEqual([cy.id, bo.id]);
    expect((await api().tickets.write(bo, id, body)).id).toBe(note.id);
    expect(told.map(({ agentId, event }) => [agentId, event])).toEqual([[cy.id, 'mention:new']]);
    const mine = await api().mentions.list(cy, { limit: 10, unread: true });
    expect(mine.items).toMatchObject([{ ticketId: id, messageId: note.id, by: 'Bo', readAt: null }]);
    expect((await api().tickets.counts(cy)).mentions).toBe(1);
    expect(await api().mentions.read(bo, {})).toEqual({ unread: 0 });
    expect((await api().tickets.counts(cy)).mentions).toBe(1);
    await api().tickets.markRead(cy, id, true);
    expect((await api().mentions.list(cy, { limit: 10, unread: true })).items).toEqual([]);
    await expect(api().tickets.write(bo, id, { ...body, clientId: undefined, mentions: [newId()] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(api().tickets.write(bo, id, { kind: 'reply', text: 'x', mentions: [cy.id] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('a view or a macro is not written over by who has not seen it as it is', async () => {
    const { views, macros } = api().workspace;
    const made = {
      views: await views.create(cy, {
        name: 'Urgent',
        filter: { field: 'priority', in: ['urgent'] },
        sort: 'waiting',
        position: 0,
        scope: 'shared',
        teamId: null,
      }),
      macros: await macros.create(cy, {
        name: 'Hello',
        text: 'Hello',
        html: null,
        kind: 'reply',
        language: null,
        actions: {},
        scope: 'shared',
        teamId: null,
      }),
    };
    for (const [list, { id, version }] of [
      [views, made.views],
      [macros, made.macros],
    ] as const) {
      expect(version).toBe(0);
      expect(await list.change(cy, id, { name: 'First', version })).toMatchObject({ name: 'First', version: 1 });
      await expect(list.change(cy, id, { name: 'Second', version })).rejects.toMatchObject({
        code: 'conflict',
        details: { overtaken: true },
      });
      expect(await list.change(cy, id, { name: 'Second', version: 1 })).toMatchObject({ name: 'Second', version: 2 });
      // Who says no version means it.
      expect(await list.change(cy, id, { name: 'Third' })).toMatchObject({ name: 'Third', version: 3 });
      await list.remove(cy, id);
      await expect(list.change(cy, id, { name: 'Fourth', version: 3 })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test("views are one's own, a team's or everybody's", async () => {
    const view = {
      name: 'Mine',
      filter: { field: 'assignee' as const, in: ['me' as const] },
      sort: 'waiting' as const,
      position: 0,
      scope: 'own' as const,
      teamId: null,
    };
    const own = await api().workspace.views.create(bo, view);
    await expect(api().workspace.views.create(bo, { ...view, scope: 'shared' })).rejects.toMatchObject({ code: 'not_allowed' });
    const shared = await api().workspace.views.create(cy, { ...view, scope: 'shared' });
    const seen = async (viewer: Viewer): Promise<string[]> =>
      (await api().workspace.views.list(viewer)).items.map((item) => item.id).toSorted();
    expect([await seen(bo), await seen(cy)]).toEqual([[own.id, shared.id].toSorted(), [shared.id]]);
    for (const act of [
      () => api().workspace.views.change(cy, own.id, { name: 'x' }),
      () => api().workspace.views.remove(ann, own.id),
      () => api().tickets.list(cy, { view: own.id, sort: 'newest', limit: 10 }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(api().workspace.views.remove(bo, shared.id)).rejects.toMatchObject({ code: 'not_allowed' });

    const team = await api().workspace.teams.create(ann, { name: 'Returns', memberIds: [bo.id] });
    const teams = await api().workspace.views.create(bo, { ...view, scope: 'team', teamId: team.id });
    await expect(api().workspace.teams.remove(ann, team.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await seen({ ...bo, id: newId() })).toEqual([shared.id]);
    expect(await seen(bo)).toContain(teams.id);

    const id = await ticketOf();
    await api().tickets.change(bo, id, { assigneeId: bo.id });
    const shownTo = async (viewer: Viewer): Promise<string[]> =>
      (await api().tickets.list(viewer, { view: shared.id, sort: 'newest', limit: 10 })).items.map((ticket) => ticket.id);
    expect([await shownTo(bo), await shownTo(cy)]).toEqual([[id], []]);
    expect((await api().workspace.views.counts(bo)).items.find((item) => item.viewId === shared.id)).toEqual({
      viewId: shared.id,
      count: 1,
      more: false,
    });
    expect((await api().tickets.list(bo, { view: shared.id, status: 'solved', sort: 'newest', limit: 10 })).items).toEqual([]);
    await expect(
      api().tickets.list(bo, { filter: '{"field":"passwordHash","in":["x"]}', sort: 'newest', limit: 10 }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(api().tickets.list(bo, { filter: '{"$where":"1"}', sort: 'newest', limit: 10 })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('a macro is filled in for a ticket, and its HTML is clean', async () => {
    const id = await ticketOf();
    const macro = await api().workspace.macros.create(bo, {
      name: 'Hello',
      text: 'Dear {{customer.firstName|you}}, ticket {{ticket.number}} is with {{agent.name}}. {{ticket.fields.order}}',
      html: '<p onclick="x()">Dear {{customer.firstName}}<script>1</script></p>',
      kind: 'reply',
      language: null,
      actions: { addTags: ['greeted'] },
      scope: 'own',
      teamId: null,
    });
    expect(macro.html).toBe('<p>Dear {{customer.firstName}}</p>');
    expect(await api().workspace.macros.render(bo, macro.id, id)).toMatchObject({
      text: expect.stringMatching(/^Dear Kim, ticket \d+ is with Bo\. $/),
      html: '<p>Dear Kim</p>',
      actions: { addTags: ['greeted'] },
      missing: ['ticket.fields.order'],
    });
    await expect(api().workspace.macros.render(cy, macro.id, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('own fields hold what their type allows', async () => {
    await expect(
      api().workspace.fields.create(bo, {
        on: 'ticket',
        key: 'size',
        name: 'Size',
        type: 'choice',
        choices: ['S', 'L'],
        about: '',
        position: 0,
      }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    const field = await api().workspace.fields.create(cy, {
      on: 'ticket',
      key: 'size',
      name: 'Size',
      type: 'choice',
      choices: ['S', 'L'],
      about: '',
      position: 0,
    });
    await expect(
      api().workspace.fields.create(cy, { on: 'ticket', key: 'size', name: 'Size', type: 'text', choices: [], about: '', position: 0 }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const id = await ticketOf();
    expect(await api().tickets.change(bo, id, { fields: { size: 'L' } })).toMatchObject({ fields: { size: 'L' } });
    await expect(api().tickets.change(bo, id, { fields: { size: 'XL' } })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(api().tickets.change(bo, id, { fields: { nothing: 1 } })).rejects.toMatchObject({ code: 'invalid_input' });
    const found = await api().tickets.list(bo, {
      filter: JSON.stringify({ field: 'custom', key: 'size', in: ['L'] }),
      sort: 'newest',
      limit: 10,
    });
    expect(found.items.map((ticket) => ticket.id)).toEqual([id]);
    await api().workspace.fields.change(cy, field.id, { archived: true });
    await expect(api().tickets.change(bo, id, { fields: { size: 'S' } })).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await api().tickets.get(bo, id)).fields).toEqual({ size: 'L' });
  });

  test('an upload is of use to its uploader, for one message', async () => {
    const id = await ticketOf();
    const upload = await api().uploads.add(bo, file('Bill: 5 €', '../../<b>ill.txt'));
    expect(upload).toMatchObject({ filename: expect.not.stringMatching(/[/\\<>]/), size: 11 });
    expect(upload.id).toMatch(/^[\w-]{43}$/);
    await expect(api().tickets.write(cy, id, { kind: 'reply', text: 'Here', attachments: [upload.id] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const body = { kind: 'reply' as const, text: 'Here', attachments: [upload.id], clientId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
    const sent = await api().tickets.write(bo, id, body);
    expect(sent.attachments).toMatchObject([{ filename: upload.filename, size: 11, state: 'stored', inline: false }]);
    expect((await api().tickets.write(bo, id, body)).id).toBe(sent.id);
    expect((await buffer((await api().tickets.attachment(cy, sent.id, 0)).bytes)).toString()).toBe('Bill: 5 €');
    await expect(api().tickets.write(bo, id, { kind: 'reply', text: 'Again', attachments: [upload.id] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(api().tickets.write(bo, id, { kind: 'reply', text: 'Again', attachments: ['x'.repeat(43)] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('the files of a reply that was taken back go with the next one', async () => {
    const id = await ticketOf();
    const bill = await api().uploads.add(bo, file('bill'));
    const first = await api().tickets.write(bo, id, { kind: 'reply', text: 'Here', attachments: [bill.id], delaySeconds: 172_800 });
    desk.clock.pass(23);
    await api().tickets.cancelMessage(bo, first.id);
    desk.clock.pass(2);
    await desk.actions.reconcile.sweep();
    const second = await api().tickets.write(bo, id, { kind: 'reply', text: 'Here it is', attachments: [bill.id], delaySeconds: 60 });
    expect(second.attachments).toMatchObject([{ filename: bill.filename, size: 4 }]);
    await expect(api().tickets.write(bo, id, { kind: 'reply', text: 'Twice', attachments: [bill.id] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test.each([
    ['setup.exe', 'application/octet-stream'],
    ['photo.jpg.scr', 'image/jpeg'],
    ['run.JS .', 'text/plain'],
    ['x', 'application/x-msdownload'],
  ])('%s is not taken', async (name, type) => {
    await expect(api().uploads.add(bo, file('x', name, type))).rejects.toMatchObject({ code: 'unsupported_media_type' });
  });

  test('an upload that no message takes is forgotten after a day', async () => {
    const id = await ticketOf();
    const upload = await api().uploads.add(bo, file('forgotten'));
    desk.clock.pass(23);
    await desk.actions.reconcile.sweep();
    await api().tickets.write(bo, id, { kind: 'note', text: 'x', attachments: [upload.id] });
    const second = await api().uploads.add(bo, file('forgotten too'));
    desk.clock.pass(25);
    await desk.actions.reconcile.sweep();
    await expect(api().tickets.write(bo, id, { kind: 'note', text: 'x', attachments: [second.id] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test('HTML is cleaned, its plain form made from it, and pictures stand where they were put', async () => {
    const id = await ticketOf();
    const picture = await api().uploads.add(bo, file('png', 'p.png', 'image/png'));
    const sent = await api().tickets.write(bo, id, {
      kind: 'reply',
      text: 'something else',
      html: `<p>Hello <b>Kim</b></p><img src="cid:${picture.id}" onerror="x()"><script>1</script>`,
      attachments: [picture.id],
    });
    expect(sent.html).toBe(`<p>Hello <b>Kim</b></p><img src="cid:${sent.attachments[0]?.contentId}" />`);
    expect(sent.text).toBe('Hello Kim');
    expect(sent.attachments).toMatchObject([{ inline: true, contentId: `1.${sent.id}@inline` }]);
    await expect(api().tickets.write(bo, id, { kind: 'reply', text: '', html: '<script>1</script>' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  test("a link that a provider gets leads to a file of a reply until it ends, and never to a note's", async () => {
    const id = await ticketOf();
    const [bill, secret] = [await api().uploads.add(bo, file('bill')), await api().uploads.add(bo, file('secret'))];
    const reply = await api().tickets.write(bo, id, { kind: 'reply', text: 'Here it is', attachments: [bill.id] });
    const note = await api().tickets.write(bo, id, { kind: 'note', text: 'x', attachments: [secret.id] });
    const tokenOf = (messageId: string, index: number): string =>
      desk.deps.fileLinks.pathOf({ messageId, index }, desk.clock.now).replace('/media/', '');
    const token = tokenOf(reply.id, 0);
    expect((await buffer((await api().media(token)).bytes)).toString()).toBe('bill');
    for (const other of [tokenOf(note.id, 0), tokenOf(reply.id, 7), tokenOf(newId(), 0), token.slice(1)])
      await expect(api().media(other)).rejects.toMatchObject({ code: 'not_found' });
    desk.clock.pass(14);
    await expect(api().media(token)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what a visitor reads is settled only once it has gone out', async () => {
    const { visitorId } = await api().chat.open({});
    const visitor = { id: visitorId, externalId: null, name: null };
    const id = (await desk.chat(visitorId, 'Is somebody there?'))?.ticketId ?? '';
    const state = async (messageId: string) => (await desk.store.messages.get(messageId))?.delivery?.state;
    const first = await api().tickets.write(bo, id, { kind: 'reply', channel: 'chat', text: 'Yes' });
    await desk.actions.sendMessage(first.id);
    const second = await api().tickets.write(bo, id, { kind: 'reply', channel: 'chat', text: 'How can I help?' });
    await api().chat.read(visitor);
    expect([await state(first.id), await state(second.id)]).toEqual(['delivered', 'queued']);
    await desk.actions.sendMessage(second.id);
    expect(await state(second.id)).toBe('accepted');
    await api().chat.read(visitor);
    expect(await state(second.id)).toBe('delivered');
  });

  test('a forward answers nobody', async () => {
    const id = await ticketOf();
    const before = await desk.ticket(id);
    const sent = await api().tickets.forward(bo, id, {
      to: [{ address: 'Shop@Partner.example', name: 'Shop' }],
      cc: [{ address: 'boss@partner.example' }],
      text: 'Can you help?',
      withFiles: true,
    });
    expect(sent).toMatchObject({
      forwarded: true,
      subject: expect.stringMatching(/^Fwd: Lamp/),
      to: [{ value: 'shop@partner.example' }],
      cc: [{ value: 'boss@partner.example' }],
      text: expect.stringContaining('My lamp is broken.'),
    });
    expect(await desk.ticket(id)).toMatchObject({ status: 'open', waitingSince: before.waitingSince, firstRepliedAt: null });
    const reply = await api().tickets.write(bo, id, { kind: 'reply', text: 'We have asked our shop.' });
    expect((await desk.store.messages.get(reply.id))?.mail?.references).not.toContain(sent.externalId);
    await expect(
      api().tickets.forward(bo, id, { to: [{ address: 'a@b.example' }], text: '', withFiles: false, subject: 'x\r\nBcc: evil@x' }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(
      api().tickets.forward(bo, id, { to: [{ address: 'a@b.example' }], text: '', withFiles: false, messageIds: [newId()] }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('a reply waits for its moment, can be taken back until then, and is tried as long as the relay says later', async () => {
    const relays = { answer: 'later', sent: 0 };
    const sender = desk.channels.email.sender as { configured: unknown; send: unknown; attempts: number };
    const real = { configured: sender.configured, send: sender.send };
    Object.assign(sender, {
      configured: () => true,
      send: async () => {
        relays.sent++;
        if (relays.answer !== 'ok')
          throw new DeliveryFailure(
            relays.answer === 'later' ? 'retry' : 'final',
            relays.answer,
            relays.answer === 'later' ? '451' : '550',
          );
        return { state: 'accepted', providerId: 'x' };
      },
    });
    const state = async (messageId: string) => (await desk.store.messages.get(messageId))?.delivery;
    try {
      const id = await ticketOf();
      const sendAt = new Date(desk.clock.now.getTime() + 3_600_000).toISOString();
      const later = await api().tickets.write(bo, id, { kind: 'reply', text: 'In an hour', sendAt });
      const never = await api().tickets.write(bo, id, { kind: 'reply', text: 'Never', delaySeconds: 10 });
      await desk.actions.sendMessage(later.id);
      expect([later.delivery, relays.sent]).toMatchObject([{ state: 'queued', nextAt: sendAt }, 0]);
      expect((await api().tickets.cancelMessage(bo, never.id)).delivery?.state).toBe('cancelled');
      desk.clock.pass(1);
      await Promise.all([desk.actions.sendMessage(later.id), desk.actions.sendMessage(later.id), desk.actions.sendMessage(never.id)]);
      expect([relays.sent, await state(later.id)]).toMatchObject([1, { state: 'queued', attempts: 1, reason: 'later' }]);
      await expect(api().tickets.cancelMessage(bo, never.id)).rejects.toMatchObject({ code: 'conflict' });

      // For two days, at growing distances, and then no more.
      const waits: number[] = [];
      for (let delivery = await state(later.id); delivery?.state === 'queued' && delivery.nextAt; delivery = await state(later.id)) {
        waits.push(delivery.nextAt.getTime() - desk.clock.now.getTime());
        desk.clock.now = delivery.nextAt;
        await desk.actions.sendMessage(later.id);
      }
      expect(waits.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000]);
      expect(Math.max(...waits)).toBe(3_600_000);
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(44 * 3_600_000);
      expect(await state(later.id)).toMatchObject({ state: 'failed', attempts: 55 });

      // A person says: once more. Refused for good, it is not tried again.
      relays.answer = 'no such address';
      await api().tickets.retryMessage(bo, later.id);
      await desk.actions.sendMessage(later.id);
      expect(await state(later.id)).toMatchObject({ state: 'failed', attempts: 1, reason: 'no such address' });

      // The worker dies between the relay's yes and our note of it: the same mail goes again, under the same Message-ID.
      relays.answer = 'ok';
      const cut = await api().tickets.write(bo, id, { kind: 'reply', text: 'Once' });
      const claimed = await desk.store.messages.claim(cut.id, desk.clock.now);
      desk.clock.pass(1);
      await desk.actions.reconcile.sweep();
      const again = await state(cut.id);
      expect(again).toMatchObject({ state: 'queued', attempts: 1 });
      await desk.actions.sendMessage(cut.id);
      const sent = await desk.store.messages.get(cut.id);
      expect([sent?.delivery?.state, sent?.externalId]).toEqual(['accepted', claimed?.externalId]);
      // The first worker comes back to life: what it has to say counts no more.
      expect(await desk.store.messages.recordDelivery(cut.id, claimed?.delivery?.claim ?? 0, { state: 'failed' })).toBe(false);
    } finally {
      Object.assign(sender, real);
    }
  });

  test('an agent is made with a one-time password, which he has to change', async () => {
    await expect(api().agents.create(cy, { email: 'x@desk.example', name: 'X', role: 'admin' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const made = await api().agents.create(ann, { email: 'Di@desk.example', name: 'Di', role: 'agent' });
    const { token } = await api().sessions.signIn('di@desk.example', made.oneTimePassword ?? '');
    const other = await api().sessions.signIn('di@desk.example', made.oneTimePassword ?? '');
    const di = await api().sessions.find(token);
    expect(di).toMatchObject({ mustChangePassword: true });
    const viewer = di as Viewer;
    await expect(api().agents.changePassword(viewer, { current: 'wrong', next: 'a new password' })).rejects.toMatchObject({
      code: 'wrong_credentials',
    });
    const fresh = await api().agents.changePassword(viewer, { current: made.oneTimePassword ?? '', next: 'a new password' });
    expect(await api().sessions.find(fresh.token)).not.toHaveProperty('mustChangePassword');
    expect([await api().sessions.find(token), await api().sessions.find(other.token), cut]).toEqual([null, null, [made.id]]);

    // A name is no right; another role ends what was opened with the old one.
    await api().agents.change(ann, made.id, { name: 'Diana', role: 'agent' });
    expect(await api().sessions.find(fresh.token)).toMatchObject({ role: 'agent' });
    await api().agents.change(ann, made.id, { role: 'success' });
    expect([await api().sessions.find(fresh.token), cut.length]).toEqual([null, 2]);
    const promoted = await api().sessions.signIn('di@desk.example', 'a new password');
    expect((await api().agents.me((await api().sessions.find(promoted.token)) as Viewer)).rights).toContain('articles.write');

    await expect(api().agents.changeEmail(viewer, { email: 'diana@desk.example', password: 'wrong' })).rejects.toMatchObject({
      code: 'wrong_credentials',
    });
    await expect(api().agents.changeEmail(viewer, { email: 'Bo@desk.example', password: 'a new password' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await api().agents.changeEmail(viewer, { email: 'Diana@desk.example', password: 'a new password' })).agent.email).toBe(
      'diana@desk.example',
    );

    await api().agents.change(ann, made.id, { active: false });
    expect([await api().sessions.find(promoted.token), cut.length]).toEqual([null, 3]);
    await expect(api().sessions.signIn('diana@desk.example', 'a new password')).rejects.toMatchObject({ code: 'wrong_credentials' });
    expect((await api().agents.list(bo, false)).items.map((agent) => agent.id)).not.toContain(made.id);
    expect((await api().agents.list(bo, true)).items.find((agent) => agent.id === made.id)).toMatchObject({ active: false });
  });

  test('nobody takes the last admin away', async () => {
    await expect(api().agents.change(ann, ann.id, { role: 'agent' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(api().agents.change(desk.admin, ann.id, { active: false })).rejects.toMatchObject({ code: 'conflict' });
    await expect(api().agents.change(bo, cy.id, { role: 'agent' })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('hours are set by an admin and say when the desk opens', async () => {
    const hours = { timeZone: 'Europe/Berlin', week: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })), holidays: [] };
    await expect(api().workspace.hours.change(cy, hours)).rejects.toMatchObject({ code: 'not_allowed' });
    const state = await api().workspace.hours.change(ann, hours);
    expect(state.openNow).toBe(state.opensAt === null);
    expect(await api().workspace.hours.get(bo)).toMatchObject(hours);
  });

  test('a mailbox signs its mails and keeps its relay to itself', async () => {
    await expect(
      api().mailboxes.create(cy, {
        address: 'shop@desk.example',
        name: 'Shop',
        signature: '',
        language: null,
        signedEnvelope: true,
        relayUrl: null,
      }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    const mailbox = await api().mailboxes.create(ann, {
      address: 'shop@desk.example',
      name: 'Shop',
      signature: 'Your shop',
      language: 'de',
      signedEnvelope: false,
      relayUrl: 'smtp://user:s3cret@127.0.0.1:1',
    });
    expect(mailbox).toMatchObject({ ownRelay: true, signedEnvelope: false });
    expect(JSON.stringify([mailbox, await desk.store.mailboxes.all()])).not.toContain('s3cret');
    await expect(
      api().mailboxes.create(ann, {
        address: 'shop@desk.example',
        name: 'Shop',
        signature: '',
        language: null,
        signedEnvelope: true,
        relayUrl: null,
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await api().mailboxes.test(ann, mailbox.id)).toMatchObject({ ok: false });

    await api().agents.changeMe(bo, { signature: 'Bo\nReturns' });
    const inbound = await desk.mail(
      letter({ from: 'Uwe <uwe@example.org>', to: 'shop@desk.example', subject: 'Lampe', id: 'u1@example.org', text: 'Kaputt.' }),
      'shop@desk.example',
    );
    const reply = await api().tickets.write(bo, inbound?.ticketId ?? '', {
      kind: 'reply',
      text: 'Hallo Uwe',
      cc: [{ address: 'eva@example.org' }],
      bcc: [{ address: 'uwe@example.org' }, { address: 'chef@example.org' }],
    });
    const stored = await desk.store.messages.get(reply.id);
    expect(stored).toMatchObject({
      from: { value: 'shop@desk.example' },
      channelAccount: 'mail:shop@desk.example',
      cc: [{ value: 'eva@example.org' }],
      bcc: [{ value: 'chef@example.org' }],
      trailer: { signature: 'Bo\nReturns\nYour shop', quote: { intro: expect.stringMatching(/^Am 20.* schrieb Uwe:$/), text: 'Kaputt.' } },
    });
  });
});
