/** Customers who turn out to be one, or two: everything changes hands, and comes back in place. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

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
  return Promise.all(
    ids.map(async (id) => {
      const customer = await desk.store.customers.get(id);
      const tickets = await desk.store.tickets.ofCustomer(id, 50);
      const messages = await desk.store.messages.ofCustomer(id, { limit: 100 });
      return {
        id, tags: [...(customer?.tags ?? [])].sort(), mergedIntoId: customer?.mergedIntoId ?? null,
        identities: (identities.get(id) ?? []).map(({ kind, value, verified }) => `${kind} ${value} ${verified}`).sort(),
        tickets: tickets.map((ticket) => `${ticket.number} ${ticket.status} ${ticket.customerName}`).sort(),
        messages: messages.items.map((message) => message.text.trim()).sort(),
      };
    }),
  );
}

test('a merge takes everything along, undoing brings everything back, and redoing takes it again', async () => {
  const mail = await write('Anna <anna@home.example>', 'Lid broken');
  const text = await desk.sms('+12025550111', 'Where is my parcel?');
  const chat = await desk.chat('visitor-anna', 'Hello there');
  const [a, b, c] = [mail.customerId, text?.customerId ?? '', chat?.customerId ?? ''];
  await desk.store.customerChanges.setStanding(a, { addTags: ['vip', 'press'], dropTags: [] }, desk.clock.now);
  await desk.store.customerChanges.setStanding(b, { addTags: ['press'], dropTags: [] }, desk.clock.now);
  const before = await picture([a, b, c]);

  const merged = await desk.actions.desk.identity.merge(desk.admin, a, { intoId: b, reason: 'same person on the phone' });
  expect(merged).toMatchObject({ kind: 'merge', tickets: 1, identities: 1, by: 'Ada Admin', reason: 'same person on the phone', undone: false });
  const after = await picture([a, b]);
  expect(after[0]).toMatchObject({ mergedIntoId: b, identities: [], tickets: [], messages: [] });
  expect(after[1]).toMatchObject({ tags: ['press', 'vip'], identities: ['email anna@home.example false', 'phone +12025550111 true'] });
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
  expect(log.items.map(({ kind, undone: taken }) => [kind, taken])).toEqual([['undo', false], ['undo', false], ['undo', true], ['merge', true], ['merge', false]].slice(0, log.items.length));
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

test('an address that is somebody else\'s becomes a customer of its own with what was said from there alone', async () => {
  const a = (await write('Anna <anna@home.example>', 'Lid broken')).customerId;
  const b = (await write('Bob <bob@home.example>', 'Invoice wrong')).customerId;
  const linked = await desk.actions.desk.identity.link(desk.admin, a, { kind: 'email', value: 'Bob@Home.example', verified: true, takeFrom: b });
  expect(linked).toMatchObject({ kind: 'link', tickets: 1 });
  expect((await picture([a]))[0]?.tickets).toHaveLength(2);
  await expect(desk.actions.desk.identity.link(desk.admin, b, { kind: 'email', value: 'anna@home.example', verified: true })).rejects.toMatchObject({ code: 'identity_taken' });

  const before = await picture([a]);
  const unlinked = await desk.actions.desk.identity.unlink(desk.admin, a, { kind: 'email', value: 'bob@home.example', reason: 'her brother' });
  expect((await picture([a, unlinked.to.id])).map(({ tickets }) => tickets.length)).toEqual([1, 1]);
  expect((await write('Bob <bob@home.example>', 'It is me')).customerId).toBe(unlinked.to.id);
  await desk.actions.desk.identity.undo(desk.admin, unlinked.id);
  expect((await picture([a]))[0]?.identities).toEqual(before[0]?.identities);
  await expect(desk.actions.desk.identity.unlink(desk.admin, b, { kind: 'email', value: 'bob@home.example' })).rejects.toMatchObject({ code: 'not_found' });
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
