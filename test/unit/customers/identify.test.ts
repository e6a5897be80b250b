import fc from '../../support/random.js';
import type { Identity, IdentityKind, Proof, SenderIdentity } from '../../../src/customers/customer.js';
import { identify } from '../../../src/customers/identify.js';

function from(kind: IdentityKind, value: string, proof: Proof): SenderIdentity {
  return { kind, value, proof, source: 'test' };
}

function held(kind: IdentityKind, value: string, customerId: string, verified = true): Identity {
  return { id: `${kind} ${value}`, kind, value, customerId, verified, source: 'api', addedAt: new Date(0), optedOutAt: null };
}

const MAIL = from('email', 'anna@x.example', 'claimed');
const PHONE = from('phone', '+4915112345678', 'carrier');
const SIGNED = from('external', 'anna', 'signed');
const BROWSER = from('chat', 'v1', 'signed');

describe('one identity', () => {
  test.each([
    ['nobody holds it', MAIL, [], null, 'new_customer', 0.9],
    ['a verified address is only claimed by the mail', MAIL, [held('email', 'anna@x.example', 'A')], 'A', 'verified_address', 0.7],
    ['an address that was only claimed before', MAIL, [held('email', 'anna@x.example', 'A', false)], 'A', 'claimed_address', 0.6],
    ['a number that the carrier names', PHONE, [held('phone', '+4915112345678', 'A')], 'A', 'carrier_number', 0.95],
    ['an id that the host page signed', SIGNED, [held('external', 'anna', 'A')], 'A', 'signed_identity', 1],
    ['a browser that was here before', BROWSER, [held('chat', 'v1', 'A')], 'A', 'signed_identity', 1],
    ['a number that nobody holds', PHONE, [], null, 'new_customer', 1],
  ])('%s', (_name, sender, holders, customerId, rule, confidence) => {
    expect(identify({ sender: [sender], holders })).toMatchObject({ customerId, rule, confidence, conflicts: [] });
  });

  test('a new customer starts with it, a known one already has it', () => {
    expect(identify({ sender: [MAIL], holders: [] }).link).toEqual([MAIL]);
    expect(identify({ sender: [MAIL], holders: [held('email', 'anna@x.example', 'A')] }).link).toEqual([]);
  });

  test('it is compared in its normal form', () => {
    const decision = identify({ sender: [from('email', ' <Anna@X.example>', 'claimed')], holders: [held('email', 'anna@x.example', 'A')] });
    expect(decision.customerId).toBe('A');
  });

  test('what the carrier proves becomes verified, what a mail claims does not', () => {
    expect(identify({ sender: [PHONE], holders: [held('phone', '+4915112345678', 'A', false)] }).verify).toEqual(['phone +4915112345678']);
    expect(identify({ sender: [MAIL], holders: [held('email', 'anna@x.example', 'A', false)] }).verify).toEqual([]);
  });
});

describe('several identities', () => {
  test('a proven one that is new is linked to the customer found by another proven one', () => {
    const decision = identify({ sender: [SIGNED, PHONE], holders: [held('phone', '+4915112345678', 'A')] });
    expect(decision).toMatchObject({ customerId: 'A', rule: 'carrier_number', link: [SIGNED] });
  });

  test('a claimed one is never linked to a customer found by another', () => {
    const decision = identify({ sender: [SIGNED, MAIL], holders: [held('external', 'anna', 'A')] });
    expect(decision).toMatchObject({ customerId: 'A', link: [] });
  });

  test('a claimed address finds nobody for a proven id: who signs in as himself and types your address is not you', () => {
    const decision = identify({ sender: [SIGNED, MAIL], holders: [held('email', 'anna@x.example', 'victim')] });
    expect(decision).toMatchObject({
      customerId: null,
      rule: 'new_customer',
      link: [SIGNED],
      conflicts: [{ identity: MAIL, customerId: 'victim' }],
    });
  });

  test('the stronger proof wins, whatever the order', () => {
    const holders = [held('phone', '+4915112345678', 'B'), held('external', 'anna', 'A')];
    for (const sender of [
      [PHONE, SIGNED],
      [SIGNED, PHONE],
    ]) {
      expect(identify({ sender, holders })).toMatchObject({ customerId: 'A', link: [], conflicts: [{ identity: PHONE, customerId: 'B' }] });
    }
  });

  test('of two equal proofs the first named wins', () => {
    const other = from('email', 'other@x.example', 'claimed');
    const holders = [held('email', 'anna@x.example', 'A'), held('email', 'other@x.example', 'B')];
    expect(identify({ sender: [other, MAIL], holders }).customerId).toBe('B');
  });

  test('of several claimed addresses a new customer gets the one he wrote from', () => {
    const other = from('email', 'other@x.example', 'claimed');
    expect(identify({ sender: [MAIL, other], holders: [] }).link).toEqual([MAIL]);
  });

  test('the same identity twice counts once, by its stronger proof', () => {
    const decision = identify({ sender: [from('phone', '+4915112345678', 'claimed'), PHONE], holders: [] });
    expect(decision.link).toEqual([PHONE]);
  });
});

describe('a browser on which somebody signs in', () => {
  const anonymous = [held('chat', 'v1', 'visitor')];

  test('known id and an anonymous browser: the id wins and the conflict is told', () => {
    const decision = identify({ sender: [BROWSER, SIGNED], holders: [...anonymous, held('external', 'anna', 'A')] });
    expect(decision).toMatchObject({
      customerId: 'A',
      rule: 'signed_identity',
      link: [],
      conflicts: [{ identity: BROWSER, customerId: 'visitor' }],
    });
  });

  test("new id and a browser that was somebody's: a new customer, and the conflict is told", () => {
    const decision = identify({ sender: [SIGNED, BROWSER], holders: anonymous });
    expect(decision).toMatchObject({
      customerId: null,
      rule: 'new_customer',
      link: [SIGNED],
      conflicts: [{ identity: BROWSER, customerId: 'visitor' }],
    });
  });

  test('new id and new browser: both belong to the new customer', () => {
    expect(identify({ sender: [SIGNED, BROWSER], holders: [] }).link).toEqual([SIGNED, BROWSER]);
  });
});

describe('shared addresses', () => {
  const form = from('email', 'noreply@forms.example', 'claimed');
  const desk = from('email', 'info@company.example', 'claimed');
  const withheld = from('phone', '+266696687', 'carrier');

  test.each([
    ['a form', form],
    ['a caller without a number', withheld],
  ])('%s is a new customer each time and leaves no identity', (_name, sender) => {
    expect(identify({ sender: [sender], holders: [] })).toMatchObject({ customerId: null, rule: 'shared_address', link: [] });
    const holders = [held(sender.kind, sender.value, 'A', false)];
    expect(identify({ sender: [sender], holders })).toMatchObject({
      customerId: null,
      link: [],
      verify: [],
      conflicts: [{ customerId: 'A' }],
    });
  });

  test('unless somebody put it there by hand', () => {
    expect(identify({ sender: [form], holders: [held('email', 'noreply@forms.example', 'A')] })).toMatchObject({
      customerId: 'A',
      rule: 'verified_address',
    });
  });

  test('a desk is a customer of its own', () => {
    expect(identify({ sender: [desk], holders: [] }).link).toEqual([desk]);
    expect(identify({ sender: [desk], holders: [held('email', 'info@company.example', 'desk', false)] }).customerId).toBe('desk');
  });

  test('a desk is never linked to a person', () => {
    const signedDesk = from('email', 'info@company.example', 'signed');
    expect(identify({ sender: [SIGNED, signedDesk], holders: [held('external', 'anna', 'A')] }).link).toEqual([]);
    expect(identify({ sender: [SIGNED, signedDesk], holders: [] }).link).toEqual([SIGNED]);
  });
});

test('nothing usable is a new customer without anything', () => {
  expect(identify({ sender: [from('phone', 'anonymous', 'carrier')], holders: [] })).toMatchObject({
    customerId: null,
    rule: 'no_identity',
    link: [],
    evidence: [],
  });
});

test('whatever comes: nothing that is held is linked, nothing claimed is gained, and the chosen customer is no conflict', () => {
  const value = fc.constantFrom('anna@x.example', 'info@x.example', 'noreply@x.example', 'bob@x.example');
  const kinds = fc.constantFrom<IdentityKind>('email', 'external', 'chat');
  const sender = fc.array(
    fc.record({ kind: kinds, value, proof: fc.constantFrom<Proof>('claimed', 'carrier', 'signed'), source: fc.constant('t') }),
    { maxLength: 4 },
  );
  const holders = fc.uniqueArray(fc.record({ kind: kinds, value, customerId: fc.constantFrom('A', 'B'), verified: fc.boolean() }), {
    maxLength: 6,
    selector: (h) => `${h.kind}${h.value}`,
  });
  fc.assert(
    fc.property(sender, holders, (who, has) => {
      const stored = has.map((h) => held(h.kind, h.value, h.customerId, h.verified));
      const { customerId, link, verify, conflicts, evidence } = identify({ sender: who, holders: stored });
      expect(link.some((identity) => stored.some((h) => h.kind === identity.kind && h.value === identity.value))).toBe(false);
      if (customerId !== null) expect(link.every(({ proof }) => proof !== 'claimed')).toBe(true);
      if (who.some(({ proof }) => proof !== 'claimed')) expect(link.every(({ proof }) => proof !== 'claimed')).toBe(true);
      expect(verify.every((id) => stored.find((h) => h.id === id)?.customerId === customerId)).toBe(true);
      expect(conflicts.every((conflict) => conflict.customerId !== customerId)).toBe(true);
      expect(evidence.filter(({ kind }) => kind !== 'held_elsewhere')).toHaveLength(
        new Set(who.map(({ kind, value: v }) => `${kind} ${v}`)).size,
      );
      expect(evidence.filter(({ kind }) => kind === 'held_elsewhere').map((one) => one.value)).toEqual(
        conflicts.filter(({ identity }) => identity.kind !== 'chat').map(({ identity }) => identity.value),
      );
    }),
    { numRuns: 1000 },
  );
});
