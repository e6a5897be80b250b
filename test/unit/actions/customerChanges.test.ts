/** Customers who turn out to be one, or two: everything changes hands, and comes back in place. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { newId } from '../../../src/lib/ids.js';
import { buildIdentity } from '../../store/support/build.js';

let desk: InProcessDesk;
beforeEach(async () => {
  desk = await openInProcessDesk();
}, 60_000);
afterEach(() => desk.close());

const write = async (from: string, subject: string) => {
  desk.clock.pass(1);
  const message = await desk.mail(letter({ from, subject, id: `${subject}@mail.example`.replaceAll(' ', '.'), text: subject }));
  if (!message) throw new Error('it became no message');
  return message;
};

/** Everything of these customers that a merge touches, as one can compare it. */
async function picture(ids: string[]) {
  const identities = await desk.store.customers.identities(ids);
  const numbers = new Map((await desk.store.tickets.list({ limit: 100, sort: 'newest' })).items.map(({ id, number }) => [id, number]));
  return Promise.all(
    ids.map(async (id) => {
      const customer = await desk.store.customers.get(id);
      const tickets = await desk.store.tickets.ofCustomer(id, 50);
      const messages = await desk.store.messages.ofCustomer(id, { limit: 100 });
      const planned = await desk.store.followups.plannedOfCustomer(id);
      return {
        id,
        tags: [...(customer?.tags ?? [])].sort(),
        mergedIntoId: customer?.mergedIntoId ?? null,
        claims: (customer?.claims ?? []).map(({ kind, value }) => `${kind} ${value}`).sort(),
        followups: planned.map(({ customerName, text }) => `${customerName}: ${text}`).sort(),
        visitors: (await desk.store.people.visitorsOfCustomer(id)).map((visitor) => visitor.id).sort(),
        identities: (identities.get(id) ?? []).map(({ kind, value, verified }) => `${kind} ${value} ${verified}`).sort(),
        tickets: tickets
          .filter((ticket) => !ticket.mergedIntoId)
          .map((ticket) => `${ticket.number} ${ticket.status} ${ticket.customerName}`)
          .sort(),
        messages: messages.items
          .map((message) => `${message.text.trim()} in ${numbers.get(message.ticketId)} ${message.decision?.undone}`)
          .sort(),
      };
    }),
  );
}

/** Something that is planned to be said to him. */
async function planFor(ticketId: string, text: string) {
  const { customerId, customerName, number } = (await desk.store.tickets.get(ticketId)) ?? { customerId: '', customerName: '', number: 0 };
  const planned = await desk.store.followups.plan({
    id: newId(desk.clock.now.getTime()),
    ruleId: 'r',
    ruleName: 'Seal',
    ticketId,
    ticketNumber: number,
    customerId,
    customerName,
    state: 'planned',
    dueAt: new Date(desk.clock.now.getTime() + 86_400_000),
    text,
    reason: null,
    messageId: null,
    createdAt: desk.clock.now,
    endedAt: null,
    planKey: `r ${ticketId}`,
  });
  if (!planned) throw new Error('it was planned before');
}

test('a merge takes everything along, undoing brings everything back, and redoing takes it again', async () => {
  const mail = await write('Anna <anna@home.example>', 'Lid broken');
  const text = await desk.sms('+12025550111', 'Where is my parcel?');
  const chat = await desk.chat('visitor-anna', 'Hello there');
  const [a, b, c] = [mail.customerId, text?.customerId ?? '', chat?.customerId ?? ''];
  const standing = { addTags: [], dropTags: [], addClaims: [], dropClaims: [] };
  const claim = (value: string) => ({ kind: 'email' as const, value, at: desk.clock.now });
  await desk.store.customerChanges.setStanding(
    a,
    { ...standing, addTags: ['vip', 'press'], addClaims: [claim('a@claims.example'), claim('both@claims.example')] },
    desk.clock.now,
  );
  await desk.store.customerChanges.setStanding(
    b,
    { ...standing, addTags: ['press'], addClaims: [claim('both@claims.example')] },
    desk.clock.now,
  );
  await planFor(mail.ticketId, 'Is the lid on?');
  await planFor(text?.ticketId ?? '', 'Is it there?');
  const before = await picture([a, b, c]);
  expect(before[0]).toMatchObject({ followups: ['Anna: Is the lid on?'] });

  const merged = await desk.actions.desk.identity.merge(desk.admin, a, { intoId: b, reason: 'same person on the phone' });
  expect(merged).toMatchObject({
    kind: 'merge',
    tickets: 1,
    identities: 1,
    by: 'Ada Admin',
    reason: 'same person on the phone',
    undone: false,
  });
  const after = await picture([a, b]);
  expect(after[0]).toMatchObject({ mergedIntoId: b, identities: [], tickets: [], messages: [], followups: [] });
  expect(after[1]).toMatchObject({
    claims: ['email a@claims.example', 'email both@claims.example'],
    followups: ['+1 202 555 0111: Is it there?', '+1 202 555 0111: Is the lid on?'],
    tags: ['press', 'vip'],
    identities: ['email anna@home.example false', 'phone +12025550111 true'],
  });
  expect(after[1]?.tickets).toHaveLength(2);
  desk.clock.pass(1);
  const second = await desk.actions.desk.identity.merge(desk.admin, c, { intoId: b });
  expect((await desk.store.people.visitor('visitor-anna'))?.customerId).toBe(b);
  expect((await desk.actions.desk.customers.list(desk.admin, { limit: 10 })).items.map(({ id }) => id)).toEqual([b]);

  // Backwards, in any order.
  desk.clock.pass(1);
  const undone = await desk.actions.desk.identity.undo(desk.admin, merged.id, 'no, her sister');
  desk.clock.pass(1);
  await desk.actions.desk.identity.undo(desk.admin, second.id);
  expect(await picture([a, b, c])).toEqual(before);
  expect((await desk.store.people.visitor('visitor-anna'))?.customerId).toBe(c);
  await expect(desk.actions.desk.identity.undo(desk.admin, merged.id)).rejects.toMatchObject({ code: 'already_undone' });

  desk.clock.pass(1);
  await desk.actions.desk.identity.undo(desk.admin, undone.id);
  expect(await picture([a, b])).toEqual(after);
  const log = await desk.actions.desk.identity.list(desk.admin, b);
  expect(log.items.map(({ kind, undone: taken }) => [kind, taken])).toEqual(
    [
      ['undo', false],
      ['undo', false],
      ['undo', true],
      ['merge', true],
      ['merge', false],
    ].slice(0, log.items.length),
  );
}, 60_000);

test('what the merged customer writes comes to the other, and goes back with him', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const b = (await write('Anna Work <anna@work.example>', 'Invoice wrong')).customerId;
  const merged = await desk.actions.desk.identity.merge(desk.admin, a, { intoId: b });
  const later = await write('Anna <anna@home.example>', 'Any news');
  expect(later.customerId).toBe(b);
  await desk.actions.desk.identity.undo(desk.admin, merged.id);
  expect((await write('Anna <anna@home.example>', 'And now')).customerId).toBe(a);
  expect((await write('Anna Work <anna@work.example>', 'Me too')).customerId).toBe(b);
}, 60_000);

test("an address that is somebody else's becomes a customer of its own with what was said from there alone", async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const b = (await write('Bob <bob@home.example>', 'Invoice wrong')).customerId;
  const linked = await desk.actions.desk.identity.link(desk.admin, a, {
    kind: 'email',
    value: 'Bob@Home.example',
    verified: true,
    takeFrom: b,
  });
  expect(linked).toMatchObject({ kind: 'link', tickets: 1 });
  expect((await picture([a]))[0]?.tickets).toHaveLength(2);
  await expect(
    desk.actions.desk.identity.link(desk.admin, b, { kind: 'email', value: 'anna@home.example', verified: true }),
  ).rejects.toMatchObject({ code: 'identity_taken' });

  const before = await picture([a]);
  const unlinked = await desk.actions.desk.identity.unlink(desk.admin, a, {
    kind: 'email',
    value: 'bob@home.example',
    reason: 'her brother',
  });
  expect((await picture([a, unlinked.to.id])).map(({ tickets }) => tickets.length)).toEqual([1, 1]);
  expect((await write('Bob <bob@home.example>', 'It is me')).customerId).toBe(unlinked.to.id);
  await desk.actions.desk.identity.undo(desk.admin, unlinked.id);
  expect((await picture([a]))[0]?.identities).toEqual(before[0]?.identities);
  await expect(desk.actions.desk.identity.unlink(desk.admin, b, { kind: 'email', value: 'bob@home.example' })).rejects.toMatchObject({
    code: 'not_found',
  });
}, 60_000);

test('a change that its process did not finish is finished by the next one', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const b = (await write('Anna Work <anna@work.example>', 'Invoice wrong')).customerId;
  const { store } = desk;
  const { carry } = store.customerChanges;
  // It dies in the middle.
  store.customerChanges.carry = () => Promise.reject(new Error('killed'));
  await expect(desk.actions.desk.identity.merge(desk.admin, a, { intoId: b })).rejects.toThrow('killed');
  // Meanwhile she writes: her mark is there, her address not yet.
  expect((await write('Anna <anna@home.example>', 'Still there')).customerId).toBe(b);
  store.customerChanges.carry = carry;
  desk.clock.pass(1);
  await desk.actions.reconcile.sweep();
  expect((await picture([a]))[0]).toMatchObject({ mergedIntoId: b, identities: [], tickets: [] });
  expect(await store.customerChanges.unfinished(desk.clock.now)).toEqual([]);
}, 60_000);

test('who has been merged is asked nothing more once he has written, under whatever name', async () => {
  const a = await write('Anna <anna@home.example>', 'Lid broken');
  const b = await write('Anna Work <anna@work.example>', 'Invoice wrong');
  await planFor(a.ticketId, 'Is the lid on?');
  const merged = await desk.actions.desk.identity.merge(desk.admin, a.customerId, { intoId: b.customerId });
  await write('Anna Work <anna@work.example>', 'The lid came too');
  expect((await desk.store.followups.list({ limit: 10 })).items).toMatchObject([
    { state: 'cancelled', reason: 'customer_wrote', customerId: b.customerId },
  ]);
  await desk.actions.desk.identity.undo(desk.admin, merged.id);
  expect((await desk.store.followups.list({ limit: 10 })).items).toMatchObject([
    { state: 'cancelled', customerId: a.customerId, customerName: 'Anna' },
  ]);
}, 60_000);

test('a merge is taken back after its target was merged itself, from the last to the first', async () => {
  const [a, b, c] = [
    (await write('Anna <anna@home.example>', 'Lid broken')).customerId,
    (await write('Anna Work <anna@work.example>', 'Invoice wrong')).customerId,
    (await write('Ann <ann@club.example>', 'Parcel lost')).customerId,
  ];
  const before = await picture([a, b, c]);
  const { identity } = desk.actions.desk;
  const first = await identity.merge(desk.admin, a, { intoId: b });
  const between = await picture([a, b, c]);
  const second = await identity.merge(desk.admin, b, { intoId: c });
  await expect(identity.undo(desk.admin, first.id)).rejects.toMatchObject({ code: 'conflict', details: { mergedIntoId: c } });
  expect((await picture([c]))[0]?.tickets).toHaveLength(3);
  desk.clock.pass(1);
  await identity.undo(desk.admin, second.id);
  expect(await picture([a, b, c])).toEqual(between);
  desk.clock.pass(1);
  await identity.undo(desk.admin, first.id);
  expect(await picture([a, b, c])).toEqual(before);
}, 60_000);

test('what left the merged customer meanwhile stays where it went when the merge is taken back', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const b = (await write('Bob <bob@work.example>', 'Invoice wrong')).customerId;
  const { identity } = desk.actions.desk;
  const merged = await identity.merge(desk.admin, a, { intoId: b });
  const away = await identity.unlink(desk.admin, b, { kind: 'email', value: 'anna@home.example' });
  const there = await picture([away.to.id]);
  await identity.undo(desk.admin, merged.id);
  expect(await picture([away.to.id])).toEqual(there);
  expect((await picture([a]))[0]).toMatchObject({ mergedIntoId: null, tickets: [], messages: [] });
}, 60_000);

test('an address that nobody had is noted before it is added, and can be taken away and given again', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const { store } = desk;
  const { identity } = desk.actions.desk;
  const before = await picture([a]);
  const { addIdentity } = store.customers;
  store.customers.addIdentity = () => Promise.reject(new Error('killed'));
  await expect(identity.link(desk.admin, a, { kind: 'phone', value: '+12025550123', verified: true })).rejects.toThrow('killed');
  store.customers.addIdentity = addIdentity;
  desk.clock.pass(1);
  await desk.actions.reconcile.sweep();
  const added = await picture([a]);
  expect(added[0]?.identities).toEqual(['email anna@home.example false', 'phone +12025550123 true']);

  const [link] = (await identity.list(desk.admin, a)).items;
  const undone = await identity.undo(desk.admin, link?.id ?? '');
  expect(await picture([a])).toEqual(before);
  desk.clock.pass(1);
  await identity.undo(desk.admin, undone.id);
  expect(await picture([a])).toEqual(added);
  await expect(identity.link(desk.admin, a, { kind: 'phone', value: '+12025550123', verified: true })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await picture([a])).toEqual(added);
}, 60_000);

test('a number without its country is given to nobody; a short code that wrote can be', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const { identity } = desk.actions.desk;
  for (const value of ['0123', '10086'])
    await expect(identity.link(desk.admin, a, { kind: 'phone', value, verified: true })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { kind: 'phone', value },
    });
  expect((await picture([a]))[0]?.identities).toEqual(['email anna@home.example false']);
  const b = (await write('Bob <bob@work.example>', 'Invoice wrong')).customerId;
  const code = buildIdentity({ customerId: b, kind: 'phone', value: '10086', addedAt: desk.clock.now });
  await desk.store.customers.addIdentity(code);
  await identity.link(desk.admin, a, { kind: 'phone', value: '10086', verified: true, takeFrom: b });
  expect((await picture([a]))[0]?.identities).toContain('phone 10086 false');
}, 60_000);

test('of two agents who give one new address to two customers at once one is refused, and nothing of his is noted', async () => {
  const [a, b] = [
    (await write('Anna <anna@home.example>', 'Lid broken')).customerId,
    (await write('Bob <bob@work.example>', 'Invoice wrong')).customerId,
  ];
  const { identity } = desk.actions.desk;
  const link = (id: string) => identity.link(desk.admin, id, { kind: 'phone', value: '+12025550124', verified: true });
  const results = await Promise.allSettled([link(a), link(b)]);
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as { code: string }] : []));
  expect(refused).toMatchObject([{ code: 'identity_taken' }]);
  expect([...(await identity.list(desk.admin, a)).items, ...(await identity.list(desk.admin, b)).items]).toHaveLength(1);
}, 60_000);

test('of two agents who merge two customers into each other at once one is refused, and one customer still stands', async () => {
  const [a, b] = [
    (await write('Anna <anna@home.example>', 'Lid broken')).customerId,
    (await write('Bob <bob@work.example>', 'Invoice wrong')).customerId,
  ];
  const { identity } = desk.actions.desk;
  const results = await Promise.allSettled([identity.merge(desk.admin, a, { intoId: b }), identity.merge(desk.admin, b, { intoId: a })]);
  expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason as { code: string }] : []))).toMatchObject([
    { code: 'conflict' },
  ]);
  const [stands, ...others] = (await picture([a, b])).filter(({ mergedIntoId }) => mergedIntoId === null);
  expect([stands?.tickets.length, others]).toEqual([2, []]);
}, 60_000);

test('a long ticket in which somebody else wrote, too, is not carried off with an address', async () => {
  const a = await write('Anna <anna@home.example>', 'Lid broken');
  const b = (await write('Bob <bob@home.example>', 'Invoice wrong')).customerId;
  await desk.actions.desk.identity.link(desk.admin, a.customerId, {
    kind: 'email',
    value: 'bob@home.example',
    verified: true,
    takeFrom: b,
  });
  // The first 200 of it are Anna's alone; then her other address writes.
  const like = (await desk.store.messages.get(a.id)) ?? a;
  for (let i = 0; i < 205; i++) {
    const at = new Date(desk.clock.now.getTime() + i * 1000);
    await desk.store.messages.insert({ ...like, id: newId(at.getTime()), externalId: null, createdAt: at, occurredAt: at });
  }
  desk.clock.pass(2);
  const last = new Date(desk.clock.now);
  await desk.store.messages.insert({
    ...like,
    id: newId(last.getTime()),
    externalId: null,
    createdAt: last,
    occurredAt: last,
    from: { kind: 'email', value: 'bob@home.example', name: 'Bob' },
  });
  const unlinked = await desk.actions.desk.identity.unlink(desk.admin, a.customerId, { kind: 'email', value: 'anna@home.example' });
  expect(unlinked).toMatchObject({ tickets: 0, identities: 1 });
  expect((await desk.ticket(a.ticketId)).customerId).toBe(a.customerId);
}, 60_000);

test('a message that somebody else wrote leaves with its address for a person of his own, and one undo brings back everything', async () => {
  const mail = await write('Anna <anna@home.example>', 'Lid broken');
  const a = mail.customerId;
  const second = await write('Anna <anna@home.example>', 'Re: Lid broken');
  expect(second.ticketId).toBe(mail.ticketId);
  const ticket = async () => {
    const { status, waitingSince, preview, channels, customerName } =
      (await desk.store.tickets.list({ limit: 10, sort: 'newest' })).items.find(({ id }) => id === mail.ticketId) ?? {};
    return { status, waitingSince, preview, channels, customerName };
  };
  const before = [await picture([a]), await ticket()];

  desk.clock.pass(1);
  const done = await desk.actions.desk.tickets.notThisPerson(desk.admin, second.id);
  const other = done.otherTicket?.customerId ?? '';
  expect(other).not.toBe(a);
  const after = await picture([a, other]);
  expect(after).toMatchObject([
    { identities: [], messages: [`Lid broken in ${done.ticket.number} false`] },
    {
      mergedIntoId: null,
      identities: ['email anna@home.example false'],
      messages: [`Re: Lid broken in ${done.otherTicket?.number} true`],
      tickets: [`${done.otherTicket?.number} open Anna`],
    },
  ]);
  await expect(desk.actions.desk.tickets.notThisPerson(desk.admin, second.id)).rejects.toMatchObject({ code: 'cannot_undo' });

  desk.clock.pass(1);
  const undone = await desk.actions.desk.tickets.undo(desk.admin, done.decisionId);
  expect([await picture([a]), await ticket()]).toEqual(before);
  expect((await picture([other]))[0]).toMatchObject({ mergedIntoId: a, identities: [], tickets: [], messages: [] });
  // Whoever she is taken for, her next mail finds her.
  await expect(desk.actions.desk.tickets.undo(desk.admin, done.decisionId)).rejects.toMatchObject({ code: 'already_undone' });

  desk.clock.pass(1);
  const again = await desk.actions.desk.tickets.undo(desk.admin, undone.decisionId);
  expect(await picture([a, other])).toEqual(after);

  // The same by the log of the customer.
  desk.clock.pass(1);
  const log = (await desk.actions.desk.identity.list(desk.admin, a)).items;
  await desk.actions.desk.identity.undo(desk.admin, log.find(({ undone: taken }) => !taken)?.id ?? '');
  expect([await picture([a]), await ticket()]).toEqual(before);
  expect(again.decisionId).not.toBe(undone.decisionId);
}, 60_000);

test('whoever dies while somebody is made a person of his own: it is finished', async () => {
  const mail = await write('Anna <anna@home.example>', 'Lid broken');
  const second = await write('Anna <anna@home.example>', 'Re: Lid broken');
  const { mutate } = desk.store.tickets;
  desk.store.tickets.mutate = () => Promise.reject(new Error('killed'));
  await expect(desk.actions.desk.tickets.notThisPerson(desk.admin, second.id)).rejects.toThrow('killed');
  desk.store.tickets.mutate = mutate;
  desk.clock.pass(1);
  await desk.actions.reconcile.sweep();
  await desk.actions.reconcile.sweep();
  const moved = (await desk.store.messages.get(second.id)) ?? second;
  expect(moved.customerId).not.toBe(mail.customerId);
  expect(await desk.ticket(moved.ticketId)).toMatchObject({ customerId: moved.customerId, mergedIntoId: null });
  expect((await desk.messages(mail.ticketId)).map(({ id }) => id)).toEqual([mail.id]);
}, 60_000);

test('nobody is merged into himself, into a ghost, or without the right', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const b = (await write('Bob <bob@home.example>', 'Invoice wrong')).customerId;
  const { identity } = desk.actions.desk;
  await expect(identity.merge(desk.admin, a, { intoId: a })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(identity.merge(desk.admin, a, { intoId: 'f'.repeat(24) })).rejects.toMatchObject({ code: 'not_found' });
  await identity.merge(desk.admin, a, { intoId: b });
  await expect(identity.merge(desk.admin, a, { intoId: b })).rejects.toMatchObject({ code: 'conflict' });
  await expect(identity.merge({ ...desk.admin, role: 'nobody' as never }, b, { intoId: a })).rejects.toMatchObject({ code: 'not_allowed' });
}, 60_000);
