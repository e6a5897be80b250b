/** Somebody is merged while a message of his is being taken in: it is whom he was merged into who wrote it, wherever the two met. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { chatIntake } from '../../../src/channels/chat/intake.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
/** Ann's mail and Anna's chat: one person, as an agent is about to find out. */
let [ann, anna]: Message[] = [];
beforeEach(async () => {
  desk = await openInProcessDesk({ placesHere: true });
  ann = await write('My lid leaks at the bottom.');
  anna = await say('Where is my parcel?');
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

const [goes, stays] = [() => anna as Message, () => ann as Message];
const merge = () => desk.actions.desk.identity.merge(desk.admin, goes().customerId, { intoId: stays().customerId });

async function say(text: string): Promise<Message> {
  desk.clock.pass(0.1);
  return something(await desk.chat('anna', text));
}

/** The line is placed as it arrives, or waits; nobody works it off. @returns its row */
async function arrive(text: string): Promise<string> {
  desk.clock.pass(0.1);
  return (
    await desk.actions.accept(
      chatIntake(
        { clientId: newId(), text, files: [] },
        { visitorId: 'anna', externalId: null, name: null, claimedEmail: null, language: null },
      ),
    )
  ).intakeId;
}

async function write(text: string, from = 'Ann <ann@home.example>'): Promise<Message> {
  desk.clock.pass(0.1);
  return something(await desk.mail(letter({ from, subject: text, id: `${newId()}@mail.example`, text })));
}

function something(message: Message | null): Message {
  if (!message) throw new Error('it became no message');
  return message;
}

/** Does it once, when this method of the store is called next, just before. */
function before<T extends object, K extends keyof T>(part: T, method: K, work: () => Promise<unknown>): void {
  const done = (part[method] as (...given: unknown[]) => unknown).bind(part);
  jest.spyOn(part as Record<string, (...given: unknown[]) => unknown>, method as string).mockImplementationOnce(async (...given) => {
    await work();
    return done(...given);
  });
}

/** The sweep of a quarter of a minute later, as every process does it. */
async function sweep(): Promise<void> {
  desk.clock.pass(1 / 240);
  await desk.actions.reconcile.sweep();
}

/** Whose a message is, and its ticket. */
async function whose({ id }: Message): Promise<string[]> {
  const { customerId, ticketId } = something(await desk.store.messages.get(id));
  return [customerId, (await desk.ticket(ticketId)).customerId];
}
const both = (customerId: string): string[] => [customerId, customerId];

/** All that is still his. */
async function leftWith(customerId: string): Promise<string[]> {
  const { customers, customerChanges: changes } = desk.store;
  const identities = (await customers.identities([customerId])).get(customerId) ?? [];
  return [
    ...identities.map(({ id }) => id),
    ...(await changes.ticketIds(customerId)),
    ...(await changes.messageIds(customerId)),
    ...(await changes.visitorIds(customerId)),
    ...(await changes.followupIds(customerId)),
  ];
}

async function planFor({ ticketId, customerId }: Message): Promise<string> {
  const id = newId(desk.clock.now.getTime());
  const at = desk.clock.now;
  await desk.store.followups.plan({
    id,
    ruleId: 'r',
    ruleName: 'Seal',
    ticketId,
    ticketNumber: 1,
    customerId,
    customerName: 'Ann',
    state: 'planned',
    dueAt: new Date(at.getTime() + 86_400_000),
    text: 'Is it tight?',
    reason: null,
    messageId: null,
    createdAt: at,
    endedAt: null,
    planKey: id,
  });
  return id;
}
const planned = async (id: string) => (await desk.store.followups.get(id))?.state;

test('his ticket has changed hands before it is written there: it is decided anew', async () => {
  before(desk.store.tickets, 'receive', merge);
  const line = await say('It has not come yet.');
  expect(line.ticketId).toBe(goes().ticketId);
  expect(await whose(line)).toEqual(both(stays().customerId));
  expect(await leftWith(goes().customerId)).toEqual([]);
});

test('so is a line that is placed as it arrives', async () => {
  before(desk.store.tickets, 'receive', merge);
  const intakeId = await arrive('It has not come yet.');
  expect(await desk.store.messages.get(intakeId)).toBeNull();
  await desk.actions.receiveMessage(intakeId);
  expect(await whose(something(await desk.store.messages.get(intakeId)))).toEqual(both(stays().customerId));
});

test("it stands in somebody else's ticket that changes hands: it stays there, and its writer who he was", async () => {
  const { ticket } = await desk.actions.desk.tickets.merge(
    desk.admin,
    goes().ticketId,
    (await write('My kettle whistles.', 'Bob <bob@home.example>')).ticketId,
  );
  before(desk.store.tickets, 'receive', () =>
    desk.actions.desk.identity.merge(desk.admin, ticket.customerId, { intoId: stays().customerId }),
  );
  const line = await say('It has not come yet.');
  expect([line.ticketId, ...(await whose(line))]).toEqual([ticket.id, goes().customerId, stays().customerId]);
});

/** Where a merge, or its undoing, is when the line comes: before the step of the store that is named. */
const STEPS = [
  ['it has the mark', 'tickets', 'mutate'],
  ['his tickets are given', 'customerChanges', 'carry'],
  ['all is given', 'customers', 'refreshWords'],
] as const;
const onNext = (part: 'tickets' | 'customerChanges' | 'customers', method: string, work: () => Promise<unknown>): void =>
  part === 'tickets'
    ? before(desk.store.tickets, method as 'mutate', work)
    : part === 'customers'
      ? before(desk.store.customers, method as 'refreshWords', work)
      : before(desk.store.customerChanges, method as 'carry', work);

test.each(STEPS)("it comes when %s: it joins his own ticket, and none of the other's", async (_name, part, method) => {
  let line = stays();
  onNext(part, method, async () => void (line = await say('It has not come yet.')));
  const merged = await merge();
  expect(line.ticketId).toBe(goes().ticketId);
  expect(await whose(line)).toEqual(both(stays().customerId));
  await desk.actions.desk.identity.undo(desk.admin, merged.id);
  expect(await whose(line)).toEqual(both(goes().customerId));
  expect((await say('And now?')).ticketId).toBe(goes().ticketId);
});

test.each([
  ['nothing was given back yet', 'customerChanges', 'carry'],
  ['his addresses are his again', 'tickets', 'mutate'],
  ['all but the mark was given back', 'customers', 'refreshWords'],
] as const)('the merge is undone, and %s: the line joins his own ticket and is his', async (_name, part, method) => {
  const merged = await merge();
  let line = stays();
  onNext(part, method, async () => void (line = await say('It has not come yet.')));
  await desk.actions.desk.identity.undo(desk.admin, merged.id);
  expect(line.ticketId).toBe(goes().ticketId);
  expect(await whose(line)).toEqual(both(goes().customerId));
  expect(await desk.store.people.visitor('anna')).toMatchObject({ customerId: goes().customerId, ticketId: goes().ticketId });
  expect((await say('And now?')).ticketId).toBe(goes().ticketId);
});

test('it comes between what was noted and the mark: it is given with the rest, and goes back with it', async () => {
  let line = goes();
  let fresh = goes();
  before(desk.store.customerChanges, 'setStanding', async () => {
    line = await say('It has not come yet.');
    await desk.actions.desk.tickets.change(desk.admin, line.ticketId, { status: 'closed' });
    fresh = await say('Besides, my invoice is wrong.');
  });
  const merged = await merge();
  expect([await whose(line), await whose(fresh)]).toEqual([both(stays().customerId), both(stays().customerId)]);
  expect(fresh.ticketId).not.toBe(line.ticketId);
  expect(await leftWith(goes().customerId)).toEqual([]);

  await desk.actions.desk.identity.undo(desk.admin, merged.id);
  expect([await whose(line), await whose(fresh)]).toEqual([both(goes().customerId), both(goes().customerId)]);
  expect(await whose(stays())).toEqual(both(stays().customerId));
});

test('a ticket that it opens after all was given is given by the next sweep, and goes back with the rest', async () => {
  await desk.actions.desk.tickets.change(desk.admin, goes().ticketId, { status: 'closed' });
  let changeId = '';
  before(desk.store.tickets, 'open', async () => void (changeId = (await merge()).id));
  const fresh = await say('Besides, my invoice is wrong.');
  expect(await whose(fresh)).toEqual(both(goes().customerId));
  await sweep();
  expect(await whose(fresh)).toEqual(both(stays().customerId));
  expect(await leftWith(goes().customerId)).toEqual([]);
  expect(
    (await desk.store.tickets.events(fresh.ticketId, { limit: 10 })).items.map(({ type, data }) => [type, data['changeId']]),
  ).toContainEqual(['ticket.changed', changeId]);

  await desk.actions.desk.identity.undo(desk.admin, changeId);
  expect(await whose(fresh)).toEqual(both(goes().customerId));
});

test('whoever dies while he gives what came late: it is finished', async () => {
  const { carry } = desk.store.customerChanges;
  let line = goes();
  before(desk.store.customerChanges, 'setStanding', async () => void (line = await say('It has not come yet.')));
  jest.spyOn(desk.store.customerChanges, 'carry').mockImplementationOnce(carry).mockRejectedValueOnce(new Error('killed'));
  await expect(merge()).rejects.toThrow('killed');
  expect((await whose(line))[0]).toBe(goes().customerId);
  await sweep();
  expect(await whose(line)).toEqual(both(stays().customerId));
});

test('whoever dies in a sweep after he has noted what came late: the next one gives it, and it goes back', async () => {
  await desk.actions.desk.tickets.change(desk.admin, goes().ticketId, { status: 'closed' });
  let changeId = '';
  before(desk.store.tickets, 'open', async () => void (changeId = (await merge()).id));
  const fresh = await say('Besides, my invoice is wrong.');
  before(desk.store.tickets, 'mutate', () => Promise.reject(new Error('killed')));
  await sweep();
  expect(await whose(fresh)).toEqual(both(goes().customerId));
  await sweep();
  expect(await whose(fresh)).toEqual(both(stays().customerId));
  await desk.actions.desk.identity.undo(desk.admin, changeId);
  expect(await whose(fresh)).toEqual(both(goes().customerId));
});

test('after the merge was undone nothing of his is taken away, however late it came', async () => {
  await desk.actions.desk.tickets.change(desk.admin, goes().ticketId, { status: 'closed' });
  before(desk.store.tickets, 'open', async () => {
    const merged = await merge();
    await desk.actions.desk.identity.undo(desk.admin, merged.id);
  });
  const fresh = await say('Besides, my invoice is wrong.');
  await sweep();
  expect(await whose(fresh)).toEqual(both(goes().customerId));
  desk.clock.pass(0.1);
  await sweep();
  expect(await desk.store.customerChanges.lookedAfter()).toEqual([]);
});

test('whoever dies when he has just begun to undo it: what comes late stays his', async () => {
  await desk.actions.desk.tickets.change(desk.admin, goes().ticketId, { status: 'closed' });
  before(desk.store.tickets, 'open', async () => {
    const merged = await merge();
    before(desk.store.customerChanges, 'setStanding', () => Promise.reject(new Error('killed')));
    await expect(desk.actions.desk.identity.undo(desk.admin, merged.id)).rejects.toThrow('killed');
  });
  const fresh = await say('Besides, my invoice is wrong.');
  // Sooner than the undoing is finished by another.
  await desk.actions.reconcile.sweep();
  expect(await whose(fresh)).toEqual(both(goes().customerId));
  await sweep();
  expect(await whose(fresh)).toEqual(both(goes().customerId));
  expect((await desk.store.customers.get(goes().customerId))?.mergedIntoId ?? null).toBeNull();
});

test('a merge is looked after for some minutes, and then no more', async () => {
  await merge();
  expect(await desk.store.customerChanges.lookedAfter()).toHaveLength(1);
  await sweep();
  expect(await desk.store.customerChanges.lookedAfter()).toHaveLength(1);
  desk.clock.pass(0.1);
  await sweep();
  expect(await desk.store.customerChanges.lookedAfter()).toEqual([]);
});

test('what one of them was to be asked is not asked any more when the message came late', async () => {
  await desk.actions.desk.tickets.change(desk.admin, goes().ticketId, { status: 'closed' });
  const [his, hers] = [await planFor(goes()), await planFor(stays())];
  before(desk.store.tickets, 'open', merge);
  await say('Besides, my invoice is wrong.');
  await sweep();
  expect([await planned(his), await planned(hers)]).toEqual(['cancelled', 'cancelled']);
});

test('nor when it was stored, and nothing had been cancelled yet', async () => {
  const [his, hers] = [await planFor(goes()), await planFor(stays())];
  const { plannedOfCustomer } = desk.store.followups;
  let asked = 0;
  jest.spyOn(desk.store.followups, 'plannedOfCustomer').mockImplementation(async (id) => {
    // First before the line has its place, and then for what is to be cancelled.
    if (++asked === 2) await merge();
    return plannedOfCustomer(id);
  });
  const intakeId = await arrive('It has not come yet.');
  expect(asked).toBeGreaterThan(1);
  expect(await whose(something(await desk.store.messages.get(intakeId)))).toEqual(both(stays().customerId));
  expect([await planned(his), await planned(hers)]).toEqual(['cancelled', 'cancelled']);
});

test('nor when he was merged while it was asked whether something is planned for him', async () => {
  const [his, hers] = [await planFor(goes()), await planFor(stays())];
  before(desk.store.followups, 'plannedOfCustomer', merge);
  const intakeId = await arrive('It has not come yet.');
  await desk.actions.receiveMessage(intakeId);
  expect(await whose(something(await desk.store.messages.get(intakeId)))).toEqual(both(stays().customerId));
  expect([await planned(his), await planned(hers)]).toEqual(['cancelled', 'cancelled']);
});

test('nor what came to somebody with the merge while he wrote, and had been found to have no plans', async () => {
  const planId = await planFor(stays());
  const { plannedOfCustomer } = desk.store.followups;
  let [goOn, asked] = [(): void => undefined, (): void => undefined];
  const given = new Promise<void>((resolve) => (goOn = resolve));
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  let line = Promise.resolve('');
  before(desk.store.customerChanges, 'setStanding', async () => {
    jest.spyOn(desk.store.followups, 'plannedOfCustomer').mockImplementationOnce(async (id) => {
      const found = await plannedOfCustomer(id);
      asked();
      await given;
      return found;
    });
    line = arrive('It has not come yet.');
    await isAsked;
  });
  await desk.actions.desk.identity.merge(desk.admin, stays().customerId, { intoId: goes().customerId });
  expect(await planned(planId)).toBe('planned');
  goOn();
  expect(await whose(something(await desk.store.messages.get(await line)))).toEqual(both(goes().customerId));
  expect(await planned(planId)).toBe('planned');
  desk.clock.pass(0.1);
  await sweep();
  expect(await planned(planId)).toBe('cancelled');
});

test('what was said long before the merge cancels nothing', async () => {
  const [his, hers] = [await planFor(goes()), await planFor(stays())];
  await merge();
  await sweep();
  expect([await planned(his), await planned(hers)]).toEqual(['planned', 'planned']);
});
