import { signatureContacts } from '../../../src/customers/signatureContacts.js';
import { sameFullName, suggestLinks, tellsByName, type Contact, type Party } from '../../../src/customers/suggestLinks.js';
import { cpuNow } from '../../support/cpuNow.js';

const party = (id: string, name: string, emails: string[] = [], phones: string[] = [], orders: string[] = [], kind = 'order'): Party => ({
  id,
  name,
  identities: [
    ...emails.map((value) => ({ kind: 'email' as const, value })),
    ...phones.map((value) => ({ kind: 'phone' as const, value })),
  ],
  records: orders.map((externalId) => ({ kind, externalId })),
});
const phone = (value: string, holderId: string | null = null, ...alsoSignedBy: string[]): Contact => ({
  kind: 'phone',
  value,
  holderId,
  alsoSignedBy,
});
const mail = (value: string, holderId: string | null = null, ...alsoSignedBy: string[]): Contact => ({
  kind: 'email',
  value,
  holderId,
  alsoSignedBy,
});
const ANN = party('ann', 'Ann Lee', ['ann@home.example']);

interface Case {
  name: string;
  me?: Party;
  contacts?: Contact[];
  others?: Party[];
  shared?: string[];
  /** `merge WHO` or `link WHAT`, and the kinds of evidence. */
  expected: Record<string, string[]>;
}

const CASES: Case[] = [
  {
    name: "same name, and the phone of the signature is the other's",
    contacts: [phone('+12025550123', 'text')],
    others: [party('text', 'Ann Lee', [], ['+12025550123'])],
    expected: { 'merge text': ['signature_phone', 'same_name'] },
  },
  {
    name: 'the phone of the signature writes here, and nobody knows its name',
    contacts: [phone('+12025550123', 'text')],
    others: [party('text', '+1 202 555 0123', [], ['+12025550123'])],
    expected: { 'merge text': ['signature_phone'] },
  },
  {
    name: 'a second mail address of the signature that writes here under the same name, turned round',
    contacts: [mail('a.lee@work.example', 'work')],
    others: [party('work', 'LEE, Ann', ['a.lee@work.example'])],
    expected: { 'merge work': ['signature_email', 'same_name'] },
  },
  {
    name: 'a phone that nobody has is offered as an address of his',
    contacts: [phone('+12025550123')],
    expected: { 'link +12025550123': ['signature_phone'] },
  },
  {
    name: 'same full name and the same company',
    me: party('ann', 'Ann Lee', ['ann@acme.example']),
    others: [party('two', 'Ann Lee', ['a.lee@acme.example'])],
    expected: { 'merge two': ['same_name', 'same_domain'] },
  },
  {
    name: 'a Chinese name and the same company',
    me: party('w', '王小伟', ['wang@gongsi.example']),
    others: [party('v', '王小伟', ['xiaowei@gongsi.example'])],
    expected: { 'merge v': ['same_name', 'same_domain'] },
  },
  {
    name: 'the same order in two hands',
    me: party('ann', 'Ann Lee', [], [], ['A-4711']),
    others: [party('x', 'Visitor 1234', [], [], ['A-4711'])],
    expected: { 'merge x': ['same_record'] },
  },
  {
    name: 'several signs are one suggestion',
    me: party('ann', 'Ann Lee', ['ann@acme.example'], [], ['A-4711']),
    contacts: [phone('+12025550123', 'x')],
    others: [party('x', 'Ann Lee', ['x@acme.example'], ['+12025550123'], ['A-4711'])],
    expected: { 'merge x': ['signature_phone', 'same_name', 'same_domain', 'same_record'] },
  },
  // False friends.
  {
    name: 'the same first name',
    me: party('ann', 'Ann', ['ann@acme.example']),
    others: [party('two', 'Ann', ['ann2@acme.example'])],
    expected: {},
  },
  {
    name: 'the same full name at a public mail provider',
    me: party('ann', 'Ann Lee', ['annlee@gmail.com']),
    others: [party('two', 'Ann Lee', ['ann.lee.77@gmail.com']), party('three', 'Ann Lee', ['ann@qq.com'])],
    expected: {},
  },
  {
    name: 'the same full name in two companies',
    me: party('ann', 'Ann Lee', ['ann@acme.example']),
    others: [party('two', 'Ann Lee', ['ann@other.example'])],
    expected: {},
  },
  {
    name: "a family's phone: two full names",
    contacts: [phone('+12025550123', 'bo')],
    others: [party('bo', 'Bo Lee', ['bo@home.example'], ['+12025550123'])],
    expected: {},
  },
  { name: "a company's switchboard: it stands in several signatures", contacts: [phone('+12025550100', null, 'bo', 'cy')], expected: {} },
  {
    name: 'a switchboard that called us once',
    contacts: [phone('+12025550100', 'desk', 'ann', 'bo')],
    others: [party('desk', '+1 202 555 0100', [], ['+12025550100'])],
    expected: {},
  },
  {
    name: 'his own repeated signature is not "several"',
    contacts: [phone('+12025550123', null, 'ann')],
    expected: { 'link +12025550123': ['signature_phone'] },
  },
  {
    name: 'both sign with it: still those two',
    contacts: [phone('+12025550123', 'text', 'ann', 'text')],
    others: [party('text', 'Ann Lee', [], ['+12025550123'])],
    expected: { 'merge text': ['signature_phone', 'same_name'] },
  },
  { name: "a desk's mailbox in the signature", contacts: [mail('info@acme.example'), mail('no-reply@acme.example')], expected: {} },
  { name: 'a phone that the installation calls shared', contacts: [phone('+12025550100')], shared: ['+12025550100'], expected: {} },
  {
    name: 'a role mailbox is no common company',
    me: party('ann', 'Ann Lee', ['info@acme.example']),
    others: [party('two', 'Ann Lee', ['support@acme.example'])],
    expected: {},
  },
  {
    name: 'the same product: many have it',
    me: party('ann', 'Ann Lee', [], [], ['BLENDER-500'], 'product'),
    others: [party('x', 'Bo', [], [], ['BLENDER-500'], 'product')],
    expected: {},
  },
  {
    name: 'an order number that three have is no number of an order',
    me: party('ann', 'Ann Lee', [], [], ['A-4711']),
    others: ['x', 'y'].map((id) => party(id, 'Bo', [], [], ['A-4711'])),
    expected: {},
  },
  {
    name: 'a number too short to be one',
    me: party('ann', 'Ann Lee', [], [], ['12']),
    others: [party('x', 'Bo', [], [], ['12'])],
    expected: {},
  },
  { name: 'himself', contacts: [mail('ann@home.example', 'ann')], others: [ANN], expected: {} },
];

test.each(CASES)('$name', ({ me = ANN, contacts = [], others = [], shared, expected }) => {
  const found = suggestLinks(me, contacts, others, shared);
  expect(
    Object.fromEntries(
      found.map((one) => [
        one.action === 'merge' ? `merge ${one.otherId}` : `link ${one.identity.value}`,
        one.evidence.map(({ kind }) => kind),
      ]),
    ),
  ).toEqual(expected);
  for (const { score } of found) expect(score).toBeGreaterThan(0.5);
});

test.each([
  ['Ann Lee', 'ann lee', true],
  ['José Ñandú', 'Jose Nandu', true],
  ['Lee, Ann', 'Ann Lee', true],
  ['Ann', 'Ann', false],
  ['김민준', '김민준', true],
  ['김', '김', false],
  ['Ann Lee', 'Ann B. Lee', false],
  ['', '', false],
])('%s and %s: %s', (a, b, same) => {
  expect(sameFullName(a, b)).toBe(same);
});

test.each([
  ['a full name at a company', party('x', 'Ann Lee', ['ann@acme.example']), true],
  ['at a company beside a public address', party('x', '王伟', ['w@gmail.com', 'w@acme.example']), true],
  ['a first name', party('x', 'Ann', ['ann@acme.example']), false],
  ['where anybody may have an address', party('x', 'Ann Lee', ['ann@gmail.com']), false],
  ['an address of several people', party('x', 'Ann Lee', ['info@acme.example']), false],
  ['a phone alone', party('x', 'Ann Lee', [], ['+12025550123']), false],
])('namesakes are looked for where one could be suggested: %s', (_name, someone, tells) => {
  expect(tellsByName(someone)).toBe(tells);
  // What is not looked for must not be missed.
  const twin = { ...someone, id: 'twin' };
  expect(suggestLinks(someone, [], [twin]).length > 0).toBe(tells);
});

test('a signature gives its addresses and numbers, but no fax, no own address, and no number of an unknown country', () => {
  const signature =
    'Ann Lee\nAcme Ltd.\nTel. +49 30 901820, Fax: +49 30 901821\nmobile 0171 1234567\nAnn@Acme.example | ann@home.example\nhttps://acme.example';
  expect(signatureContacts(signature, [{ kind: 'email', value: 'ann@home.example' }])).toEqual([
    { kind: 'email', value: 'ann@acme.example' },
    { kind: 'phone', value: '+4930901820' },
  ]);
  // Known by a German number, his national one is read as German.
  expect(signatureContacts(signature, [{ kind: 'phone', value: '+4930901820' }]).map(({ value }) => value)).toEqual([
    'ann@acme.example',
    'ann@home.example',
    '+491711234567',
  ]);
  const before = cpuNow();
  expect(signatureContacts(`${'a@'.repeat(200_000)}${'+49 '.repeat(100_000)}`, [])).toEqual([]);
  expect(cpuNow() - before).toBeLessThan(1000);
});
