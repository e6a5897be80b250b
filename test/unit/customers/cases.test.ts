/** Who speaks, as a table: cases/*.json, in the same spirit as the threading table, whose README says how to add one. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Identity, IdentityKind, Proof } from '../../../src/customers/customer.js';
import { identify } from '../../../src/customers/identify.js';

interface Case {
  name: string;
  why: string;
  /** In the order in which the channel names them; `claimed` when no proof is named. */
  sender: { kind: IdentityKind; value: string; proof?: Proof }[];
  /** What is stored already; verified and from another system unless said otherwise. */
  holders?: { kind: IdentityKind; value: string; customer: string; verified?: boolean; source?: string }[];
  /** What is left out is nothing: nobody found, nothing linked, proven or in conflict. */
  expected: { customer?: string; rule: string; link?: string[]; verify?: string[]; conflicts?: string[] };
}

const FOLDER = new URL('./cases/', import.meta.url);
const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case[]);

test.each(cases)('$name', ({ sender, holders = [], expected, why }) => {
  const held = holders.map(({ kind, value, customer, verified = true, source = 'api' }): Identity => ({
    id: `${kind} ${value}`,
    kind,
    value,
    customerId: customer,
    verified,
    source,
    addedAt: new Date(0),
    optedOutAt: null,
  }));
  const decision = identify({ sender: sender.map(({ proof = 'claimed', ...one }) => ({ ...one, proof, source: 'test' })), holders: held });
  expect(why).toBeTruthy();
  expect({
    customer: decision.customerId,
    rule: decision.rule,
    link: decision.link.map(({ kind, value }) => `${kind} ${value}`),
    verify: decision.verify,
    conflicts: decision.conflicts.map(({ customerId }) => customerId),
  }).toEqual({ customer: null, link: [], verify: [], conflicts: [], ...expected });
  expect(decision.confidence).toBeGreaterThan(0);
  expect(decision.confidence).toBeLessThanOrEqual(1);
});

test('no two cases have one name', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});
