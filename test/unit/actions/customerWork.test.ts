/** What is written about customers: edits with their undo, records from outside, suggestions, the timeline, tables. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { IMPORT_STEP } from '../../../src/contract/customerImport.js';
import type { CustomerPatch } from '../../../src/contract/customers.js';
import type { Viewer } from '../../../src/actions/desk.js';

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

let mails = 0;
const write = async (from: string, text: string): Promise<string> => {
  desk.clock.pass(1);
  const message = await desk.mail(
    letter({ from, subject: `Question ${++mails}`, id: `work-${mails}@mail.example`, date: desk.clock.now, text }),
  );
  if (!message) throw new Error('it became no message');
  return message.customerId;
};
const work = () => desk.actions.desk.customers;
const edit = (id: string, patch: CustomerPatch) => (desk.clock.pass(1), work().edit(desk.admin, id, patch));
const order = (externalId: string, at: string, title = 'A lamp') => ({
  kind: 'order',
  externalId,
  title,
  at,
  status: 'sent',
  url: null,
  amount: null,
  lines: [],
});
const undo = (editId: string | null) => (desk.clock.pass(1), work().undoEdit(desk.admin, editId ?? ''));
const refusal = (code: string) => expect.objectContaining({ code });

test('an edit is a version, an event in the timeline, and can be taken back and given again', async () => {
  const id = await write('Ann Lee <ann@edit.example>', 'Hello');
  await desk.actions.desk.workspace.fields.create(desk.admin, {
    on: 'customer',
    key: 'shoe_size',
    name: 'Shoe size',
    type: 'number',
    about: '',
    choices: [],
    position: 0,
  });
  const first = await edit(id, { likes: 'short answers', tags: ['vip'], fields: { shoe_size: 42 }, version: 0 });
  expect(first.customer).toMatchObject({ likes: 'short answers', tags: ['vip'], fields: { shoe_size: 42 }, version: 1 });
  expect(await edit(id, { likes: 'short answers' })).toMatchObject({ editId: null, customer: { version: 1 } });
  await expect(edit(id, { notes: 'x', version: 0 })).rejects.toEqual(refusal('conflict'));
  await expect(edit(id, { likes: 'tea', expected: { likes: '' } })).rejects.toMatchObject({
    code: 'conflict',
    details: { now: { likes: 'short answers' } },
  });
  await expect(edit(id, { fields: { shoe_size: 'big' } })).rejects.toEqual(refusal('invalid_input'));
  await expect(edit(id, { fields: { unheard_of: 1 } })).rejects.toEqual(refusal('invalid_input'));

  const second = await edit(id, { name: 'Ann Smith', likes: 'tea' });
  expect((await work().list(desk.admin, { q: 'smith', limit: 10 })).items.map((one) => one.id)).toEqual([id]);
  const undone = await undo(first.editId);
  // "likes" was changed again since and stays.
  expect(undone.customer).toMatchObject({ likes: 'tea', tags: [], fields: {}, name: 'Ann Smith' });
  await expect(undo(first.editId)).rejects.toEqual(refusal('already_undone'));
  expect((await undo(undone.editId)).customer).toMatchObject({ tags: ['vip'], fields: { shoe_size: 42 } });

  const events = (await work().timeline(desk.admin, id, { limit: 50 })).items.flatMap((entry) =>
    entry.kind === 'event' && entry.event.type === 'customer.changed' ? [entry.event] : [],
  );
  expect(events.map(({ seq, undone: off }) => [seq, off])).toEqual([
    [4, false],
    [3, true],
    [2, false],
    [1, true],
  ]);
  expect(events.at(2)).toMatchObject({
    actor: { kind: 'agent', id: desk.admin.id },
    data: { likes: { from: 'short answers', to: 'tea' } },
  });
  expect(second.customer.version).toBe(2);
});

test('ten edits at once all count', async () => {
  const id = await write('Ten <ten@edit.example>', 'Hello');
  await Promise.all(Array.from({ length: 10 }, (_, i) => work().edit(desk.admin, id, { notes: `note ${i}` })));
  expect((await work().get(desk.admin, id)).version).toBe(10);
});

test('a record is one for its kind and number, and goes along when customers turn out to be one', async () => {
  const [ann, anna] = [await write('Ann <ann@records.example>', 'One'), await write('Anna <anna@records.example>', 'Two')];
  const put = (customer: string, ...given: Parameters<typeof order>) => work().records.put(desk.admin, customer, order(...given));
  const made = await Promise.all([put(ann, 'A-1', '2026-01-02T00:00:00.000Z'), put(ann, 'A-1', '2026-01-02T00:00:00.000Z')]);
  expect(made[0]?.id).toBe(made[1]?.id);
  await put(ann, 'A-1', '2026-03-02T00:00:00.000Z', 'Two lamps');
  await put(anna, 'A-2', '2026-02-02T00:00:00.000Z');
  await edit(anna, { notes: 'Calls herself Anna' });
  const titles = async (id: string) =>
    (await work().records.list(desk.admin, id, { limit: 10 })).items.map(({ externalId, title }) => `${externalId} ${title}`);
  expect(await titles(ann)).toEqual(['A-1 Two lamps']);
  const merged = await desk.actions.desk.identity.merge(desk.admin, anna, { intoId: ann });
  expect(await titles(ann)).toEqual(['A-1 Two lamps', 'A-2 A lamp']);
  expect((await work().get(desk.admin, ann)).noted).toEqual([
    { customerId: anna, name: 'Anna', likes: '', dislikes: '', notes: 'Calls herself Anna' },
  ]);
  await desk.actions.desk.identity.undo(desk.admin, merged.id);
  expect([await titles(ann), await titles(anna)]).toEqual([['A-1 Two lamps'], ['A-2 A lamp']]);
  await expect(work().records.remove(desk.admin, anna, made[0]?.id ?? '')).rejects.toEqual(refusal('not_found'));
  await work().records.remove(desk.admin, ann, made[0]?.id ?? '');
  expect(await titles(ann)).toEqual([]);
});

test('the timeline tells everything once, newest first over all its pages, whatever comes in meanwhile', async () => {
  const id = await write('Tim <tim@line.example>', 'First');
  for (let i = 0; i < 7; i++) await write('Tim <tim@line.example>', `Message ${i}`);
  for (let i = 0; i < 5; i++) await edit(id, { notes: `note ${i}` });
  for (let i = 0; i < 9; i++) await work().records.put(desk.admin, id, order(`T-${i}`, new Date(Date.UTC(2026, 9, 2 + i)).toISOString()));
  const all = (await work().timeline(desk.admin, id, { limit: 200 })).items;
  const paged: typeof all = [];
  for (let cursor: string | undefined, page = 0; page < 100; page++) {
    const { items, nextCursor } = await work().timeline(desk.admin, id, { limit: 3, cursor });
    paged.push(...items);
    if (page === 1) await write('Tim <tim@line.example>', 'While you read');
    if (!nextCursor) break;
    expect(nextCursor.length).toBeLessThan(1000);
    cursor = nextCursor;
  }
  expect(paged).toEqual(all);
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['message', 'event', 'record']));
  await expect(work().timeline(desk.admin, id, { limit: 3, cursor: 'bm9wZQ' })).rejects.toEqual(refusal('invalid_input'));
});

test('usual hours are told from what the customer wrote, once his zone is known', async () => {
  const id = await write('Hal <hal@hours.example>', 'Hi');
  expect((await work().get(desk.admin, id)).usualHours).toBeNull();
  for (let day = 0; day < 6; day++) {
    desk.clock.pass(23);
    await write('Hal <hal@hours.example>', `Day ${day}`);
  }
  await edit(id, { timeZone: 'Asia/Tokyo' });
  expect((await work().get(desk.admin, id)).usualHours).toMatchObject({ from: expect.any(Number), messages: 7 });
});

describe('suggestions', () => {
  const open = async (id: string) => (await work().suggestions.list(desk.admin, id)).items;

  test('same name and the phone in the signature: told to both, accepted it is a merge, undone everything is back', async () => {
    const texter = (await desk.sms('+12025550147', 'Where is it?'))?.customerId ?? '';
    const writer = await write('Sue Storm <sue@sign.example>', 'My parcel is late.\n\n-- \nSue Storm\n+1 202 555 0147');
    expect(await open(texter)).toMatchObject([
      { action: 'merge', other: { id: writer, name: 'Sue Storm' }, evidence: [{ kind: 'signature_phone', value: '+12025550147' }] },
    ]);
    const [suggestion] = await open(writer);
    const accepted = await work().suggestions.accept(desk.admin, suggestion?.id ?? '');
    expect(accepted).toMatchObject({ state: 'accepted', changeId: expect.any(String) });
    expect((await work().get(desk.admin, writer)).mergedIntoId).toBe(texter);
    await expect(work().suggestions.accept(desk.admin, suggestion?.id ?? '')).rejects.toEqual(refusal('conflict'));
    await desk.actions.desk.identity.undo(desk.admin, accepted.changeId ?? '');
    expect((await work().get(desk.admin, writer)).mergedIntoId).toBeNull();
    expect(await open(writer)).toEqual([]);
  });

  test('a dismissed one does not come back, unless the dismissal is taken back', async () => {
    const id = await write('Dee Moss <dee@sign.example>', 'Hello.\n\n-- \nDee Moss\n+1 202 555 0148');
    const [link] = await open(id);
    expect(link).toMatchObject({ action: 'link', identity: { kind: 'phone', value: '+12025550148' } });
    await work().suggestions.dismiss(desk.admin, link?.id ?? '');
    await write('Dee Moss <dee@sign.example>', 'Hello again.\n\n-- \nDee Moss\n+1 202 555 0148');
    expect(await open(id)).toEqual([]);
    await work().suggestions.reopen(desk.admin, link?.id ?? '');
    await work().suggestions.accept(desk.admin, link?.id ?? '');
    expect((await work().get(desk.admin, id)).identities).toContainEqual(
      expect.objectContaining({ value: '+12025550148', verified: false, source: 'agent' }),
    );
  });

  test('a number that colleagues sign with too is a switchboard: nothing is suggested, nor any longer', async () => {
    const sign = (name: string) => write(`${name} <${name.split(' ')[0]}@corp.example>`, `Hello.\n\n-- \n${name}\n+1 202 555 0100`);
    const [kim, lou] = [await sign('Kim North'), await sign('Lou South')];
    expect([await open(kim), await open(lou)]).toEqual([[], []]);
  });

  test('two with one order', async () => {
    const [one, two] = [await write('Pat <pat@orders.example>', 'Hi'), await write('Q <q@orders.example>', 'Hi')];
    for (const id of [one, two]) await work().records.put(desk.admin, id, order('SAME-77', '2026-01-01T00:00:00.000Z'));
    expect(await open(one)).toMatchObject([{ other: { id: two }, evidence: [{ kind: 'same_record', value: 'SAME-77' }] }]);
  });
});

describe('a table of customers', () => {
  const table = (text: string, options: { dryRun?: boolean; from?: number } = {}, viewer: Viewer = desk.admin) =>
    work().importTable(viewer, Buffer.from(text), { dryRun: false, from: 0, ...options });
  const outcomes = (result: Awaited<ReturnType<typeof table>>) => result.items.map(({ row, outcome }) => `${row} ${outcome}`);

  test('says what would happen, does it, and the second time changes nothing', async () => {
    const held = await write('Hold <hold@table.example>', 'Hi');
    const other = await write('Else <else@table.example>', 'Hi');
    const csv = [
      'Name,Email,Phone,Tags,Shoe size,__proto__',
      'New One,new@table.example,,vip,41,x',
      'Hold,hold@table.example,+12025550160,,,',
      'Both,hold@table.example;else@table.example,,,,',
      'Bad,not an address,,,,',
      '',
      'Again,new@table.example,+12025550161,,,',
      'Sized,sized@table.example,,,huge,',
    ].join('\n');
    const expected = ['2 made', '3 known', '4 conflict', '5 invalid', '7 known', '8 invalid'];
    const dry = await table(csv, { dryRun: true });
    expect(outcomes(dry)).toEqual(expected);
    expect(dry).toMatchObject({ dryRun: true, rows: 6, made: 1, known: 2, conflict: 1, invalid: 2, next: null });
    expect((await work().get(desk.admin, held)).identities).toHaveLength(1);

    const done = await table(csv);
    expect(outcomes(done)).toEqual(expected);
    expect(done.items[2]?.holders.map(({ id }) => id).toSorted()).toEqual([held, other].toSorted());
    expect(done.items[3]?.problem).toEqual({ code: 'bad_email', column: 'Email', value: 'not an address' });
    expect(done.items[1]?.added).toEqual(['+12025550160']);
    expect(await work().get(desk.admin, done.items[0]?.customerId ?? '')).toMatchObject({
      name: 'New One',
      tags: ['vip'],
      fields: { shoe_size: 41 },
      identities: expect.arrayContaining([
        expect.objectContaining({ value: 'new@table.example', verified: true, source: 'import' }),
        expect.objectContaining({ value: '+12025550161' }),
      ]),
    });

    const versions = async () =>
      (await Promise.all([held, other].map((id) => work().get(desk.admin, id)))).map(({ version, identities }) => [
        version,
        identities.length,
      ]);
    const before = await versions();
    expect(outcomes(await table(csv))).toEqual(['2 known', ...expected.slice(1)]);
    expect(await versions()).toEqual(before);
  });

  test('rows that share an address are placed as they stand in the table, though many are on their way together', async () => {
    // Each third one is an earlier one again, by its mail or by its phone, and brings the other.
    const rows = Array.from({ length: 90 }, (_, i) =>
      i % 3 === 0
        ? `One ${i},one${i}@shared.example,`
        : i % 3 === 1
          ? `Again ${i},one${i - 1}@shared.example,+1202555${3000 + i}`
          : `Once more ${i},,+1202555${3000 + i - 1}`,
    );
    const csv = `name,email,phone\n${rows.join('\n')}`;
    const [dry, done] = [await table(csv, { dryRun: true }), await table(csv)];
    expect([done.made, done.known, done.conflict]).toEqual([30, 60, 0]);
    expect([dry.made, dry.known, dry.conflict]).toEqual([30, 60, 0]);
    expect(done.items.map(({ row, outcome }) => `${row} ${outcome}`)).toEqual(
      rows.map((_, i) => `${i + 2} ${i % 3 === 0 ? 'made' : 'known'}`),
    );
    expect(new Set(done.items.map(({ customerId }) => customerId)).size).toBe(30);
    expect(done.items.slice(0, 3).map(({ customerId }) => customerId)).toEqual([
      done.items[0]?.customerId,
      done.items[0]?.customerId,
      done.items[0]?.customerId,
    ]);
  });

  test('a long one goes step by step, and tells where to go on', async () => {
    const rows = Array.from({ length: IMPORT_STEP + 20 }, (_, i) => `Row ${i},row${i}@long.example`);
    const csv = `name,email\n${rows.join('\n')}`;
    const first = await table(csv);
    expect([first.made, first.next, first.rows]).toEqual([IMPORT_STEP, IMPORT_STEP, IMPORT_STEP + 20]);
    const second = await table(csv, { from: first.next ?? 0 });
    expect([second.made, second.next]).toEqual([20, null]);
  });

  test('takes no phone without its country, neither in a table nor one by one', async () => {
    const csv = 'name,email,phone\nLocal,,0123\nShort,short@table.example,10086\nWhole,,0049 30 1234567';
    for (const dryRun of [true, false]) {
      const done = await table(csv, { dryRun });
      expect(outcomes(done)).toEqual(['2 invalid', '3 invalid', '4 made']);
      expect(done.items[0]?.problem).toEqual({ code: 'bad_phone', column: 'phone', value: '0123' });
    }
    const given = { name: 'Local', identities: [{ kind: 'phone' as const, value: '0123', verified: true }] };
    await expect(work().create(desk.admin, given)).rejects.toMatchObject({
      code: 'invalid_input',
      message: '"0123" is not a phone number with + and its country code.',
    });
    expect(await desk.store.customers.holders(['0123', '10086'].map((value) => ({ kind: 'phone', value })))).toEqual([]);
  });

  test('needs the right, a head, and an end', async () => {
    await expect(table('name,email\n', {}, { ...desk.admin, role: 'agent' })).rejects.toEqual(refusal('not_allowed'));
    await expect(table('just,words\nand,more')).rejects.toEqual(refusal('invalid_input'));
    await expect(table(`email\n${'\n'.repeat(20_001)}`)).rejects.toEqual(refusal('too_large'));
  });
});
