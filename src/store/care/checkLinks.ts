import { Finding, type CheckOptions } from './finding.js';
import type { RawDoc, RawStore } from './rawStore.js';
import { among, batches } from './walk.js';

/** A reference that must lead somewhere. */
interface Link {
  check: string;
  remedy: string;
  from: string;
  field: string;
  to: string;
  filter?: Record<string, unknown>;
}

const BY_HAND = 'restore the last backup beside this store and look there';

const LINKS: Link[] = [
  { check: 'messages without ticket', from: 'messages', field: 'ticketId', to: 'tickets', remedy: BY_HAND },
  { check: 'messages without customer', from: 'messages', field: 'customerId', to: 'customers', remedy: BY_HAND },
  { check: 'tickets without customer', from: 'tickets', field: 'customerId', to: 'customers', remedy: BY_HAND },
  { check: 'tickets merged into nothing', from: 'tickets', field: 'mergedIntoId', to: 'tickets', remedy: BY_HAND },
  {
    check: 'identities without customer',
    from: 'identities',
    field: 'customerId',
    to: 'customers',
    remedy: 'the next message from that address makes the customer',
  },
  {
    check: 'events without ticket',
    from: 'events',
    field: 'ticketId',
    to: 'tickets',
    remedy: 'harmless: they belong to nothing that is shown',
  },
  {
    check: 'follow-ups without ticket',
    from: 'followups',
    field: 'ticketId',
    to: 'tickets',
    remedy: 'cancel those that are planned; the others belong to nothing that is shown',
  },
  { check: 'follow-ups without customer', from: 'followups', field: 'customerId', to: 'customers', remedy: BY_HAND },
  {
    check: 'visitors without customer',
    from: 'visitors',
    field: 'customerId',
    to: 'customers',
    remedy: 'the next line of that chat names its customer anew',
  },
  {
    check: 'mentions without ticket',
    from: 'mentions',
    field: 'ticketId',
    to: 'tickets',
    remedy: 'harmless: they belong to nothing that is shown',
  },
  { check: 'mentions without colleague', from: 'mentions', field: 'agentId', to: 'agents', remedy: 'harmless: nobody is told of them' },
  {
    check: 'customer records without customer',
    from: 'customer_records',
    field: 'customerId',
    to: 'customers',
    remedy: 'have the system that put them put them again',
  },
  {
    check: 'sightings without customer',
    from: 'sightings',
    field: 'customerId',
    to: 'customers',
    remedy: 'harmless: no link is suggested to somebody who is not there',
  },
  { check: 'customers merged into nothing', from: 'customers', field: 'mergedIntoId', to: 'customers', remedy: BY_HAND },
  {
    check: 'done intake without message',
    from: 'intake',
    field: 'messageId',
    to: 'messages',
    filter: { state: 'done' },
    remedy: 'its raw bytes may still be in the intake: see GET /api/v1/intake/:id/raw',
  },
];

const SETTLE_MS = 2_000;
const MAX_SUSPECTS = 10_000;

/** References that lead nowhere, looked at twice: the desk is running. */
export async function checkLinks(store: RawStore, { settleMs = SETTLE_MS }: Pick<CheckOptions, 'settleMs'>): Promise<Finding[]> {
  const suspects = new Map<Link, string[]>();
  for (const name of new Set(LINKS.map(({ from }) => from))) {
    const links = LINKS.filter(({ from }) => from === name);
    const projection = Object.fromEntries([...links.map(({ field }) => [field, 1] as const), ['state', 1]]) as Record<string, 1>;
    for await (const batch of batches(store.collection(name), { projection, size: 500 })) {
      for (const link of links) {
        const missing = await leadingNowhere(store, link, batch);
        const kept = suspects.get(link) ?? [];
        if (kept.length < MAX_SUSPECTS) suspects.set(link, [...kept, ...missing]);
      }
    }
  }
  if ([...suspects.values()].some((ids) => ids.length > 0)) await new Promise((resolve) => setTimeout(resolve, settleMs));
  const findings: Finding[] = [];
  for (const link of LINKS) {
    const finding = new Finding(link.check, link.remedy);
    const ids = suspects.get(link) ?? [];
    for (let at = 0; at < ids.length; at += 500) {
      const again = [...(await among(store.collection(link.from), ids.slice(at, at + 500), { [link.field]: 1, state: 1 })).values()];
      for (const id of await leadingNowhere(store, link, again)) finding.add(id);
    }
    findings.push(finding);
  }
  return findings;
}

async function leadingNowhere(store: RawStore, { field, to, filter = {} }: Link, batch: RawDoc[]): Promise<string[]> {
  const asked = batch.filter(
    (doc) => typeof doc[field] === 'string' && Object.entries(filter).every(([name, value]) => doc[name] === value),
  );
  const there = await among(
    store.collection(to),
    asked.map((doc) => doc[field]),
  );
  return asked.filter((doc) => !there.has(doc[field])).map((doc) => String(doc._id));
}
