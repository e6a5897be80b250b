import type { List } from '../contract/common.js';
import type { LinkSuggestion } from '../contract/linkSuggestions.js';
import { signatureContacts } from '../customers/signatureContacts.js';
import { suggestLinks, tellsByName, type Contact, type Party } from '../customers/suggestLinks.js';
import type { Customer } from '../customers/customer.js';
import { AppError, notFound } from '../lib/errors.js';
import { derivedId } from '../lib/ids.js';
import type { StoredSuggestion } from '../ports/customerWork.js';
import { presentSuggestion } from '../present/customerWork.js';
import { partText } from '../screening/fold/foldText.js';
import type { Message } from '../tickets/message.js';
import { actorOf, requireRight } from './access.js';
import type { ChangeCustomers } from './changeCustomers.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

const NAMESAKES = 20;
const RECORDS = 50;
const SHOWN = 20;

/** "These may be one person", with the reasons. Stored when something new is known, and decided by an agent alone. */
export function createSuggestLinks({ store, policy, log, now }: ActionDeps, identity: ChangeCustomers['desk']) {
  const shared = policy.threading.sharedAddresses ?? [];
  return { afterMessage, afterRecord, list, accept, dismiss, reopen };

  /** After a message has its place: what its signature and its sender's name tell. Never fails the message. */
  async function afterMessage(message: Message): Promise<void> {
    try {
      if (message.direction !== 'in' || message.wroteBy !== 'person') return;
      const signature = message.fold ? partText(message.text, message.fold, 'signature') : '';
      const isFirst = message.customerId === message.intakeId;
      if (signature.trim() || isFirst) await suggest(message, signature);
    } catch (error) {
      log.warn({ err: error, messageId: message.id }, 'suggestions not made');
    }
  }

  async function afterRecord(customerId: string): Promise<void> {
    try {
      await suggest({ customerId }, '');
    } catch (error) {
      log.warn({ err: error, customerId }, 'suggestions not made');
    }
  }

  async function suggest({ customerId }: Pick<Message, 'customerId'>, signature: string): Promise<void> {
    const customer = await store.customers.get(customerId);
    if (!customer || customer.mergedIntoId) return;
    const me = await partyOf(customer);
    const signed = signatureContacts(signature, me.identities);
    const at = now();
    const keys = signed.map(({ kind, value }) => `${kind} ${value}`);
    await store.linkSuggestions.sight(customerId, keys, at);
    const [signers, holders, namesakes, alike] = await Promise.all([
      store.linkSuggestions.signers(keys),
      store.customers.holders(signed),
      // A name alone tells nothing, so where nobody could share its domain the name is not looked up at all.
      tellsByName(me, shared) ? store.customers.namesakes(customer.name, NAMESAKES) : [],
      store.customerRecords.same(me.records, NAMESAKES),
    ]);
    const contacts: Contact[] = signed.map(({ kind, value }) => ({
      kind,
      value,
      holderId: holders.find((held) => held.kind === kind && held.value === value)?.customerId ?? null,
      alsoSignedBy: signers.get(`${kind} ${value}`) ?? [],
    }));
    const ids = [...holders, ...alike].map((one) => one.customerId);
    const known = new Map([...(await store.customers.many(ids)), ...namesakes.map((one) => [one.id, one] as const)]);
    const others = await Promise.all([...known.values()].filter((one) => one.id !== customerId && !one.mergedIntoId).map(partyOf));
    const found = suggestLinks(me, contacts, others, shared);
    await store.linkSuggestions.add(
      found.map((one): StoredSuggestion => {
        const other = one.action === 'merge' ? one.otherId : null;
        // The same two are the same suggestion, whoever of them wrote.
        const [first, second] = other === null ? [customerId, ''] : [customerId, other].toSorted();
        const id = derivedId(
          first ?? customerId,
          one.action === 'merge' ? `merge ${second ?? ''}` : `link ${one.identity.kind} ${one.identity.value}`,
        );
        return {
          id,
          action: one.action,
          customerId,
          otherId: other,
          identity: one.action === 'link' ? one.identity : null,
          evidence: one.evidence,
          score: one.score,
          state: 'open',
          changeId: null,
          actor: null,
          createdAt: at,
          decidedAt: null,
        };
      }),
    );
  }

  async function partyOf({ id, name }: Customer): Promise<Party> {
    const [identities, records] = await Promise.all([store.customers.identities([id]), store.customerRecords.of([id], { limit: RECORDS })]);
    return { id, name, identities: identities.get(id) ?? [], records: records.items };
  }

  /** Open ones that still hold: neither side has gone, and no third person signs with the same number since. */
  async function list(viewer: Viewer, customerId: string): Promise<List<LinkSuggestion>> {
    requireRight(viewer, 'customer.read');
    const open = await store.linkSuggestions.open([customerId], SHOWN);
    const names = await store.customers.many(open.flatMap((one) => [one.customerId, ...(one.otherId ? [one.otherId] : [])]));
    const signers = await store.linkSuggestions.signers(open.flatMap(contactsOf));
    const held = await store.customers.holders(open.flatMap((one) => (one.identity ? [one.identity] : [])));
    const holds = open.filter((one) => {
      const pair = [one.customerId, one.otherId];
      if (pair.some((id) => id !== null && names.get(id)?.mergedIntoId !== undefined && names.get(id)?.mergedIntoId !== null)) return false;
      if (one.identity && held.some(({ kind, value }) => kind === one.identity?.kind && value === one.identity.value)) return false;
      return contactsOf(one).every((contact) => (signers.get(contact) ?? []).every((id) => pair.includes(id)));
    });
    return {
      items: holds.map((one) =>
        presentSuggestion(one.otherId === customerId ? { ...one, customerId, otherId: one.customerId } : one, names),
      ),
      nextCursor: null,
    };
  }

  /** Does what is suggested, as the agent's own change: it can be undone like any other. */
  async function accept(viewer: Viewer, id: string): Promise<LinkSuggestion> {
    requireRight(viewer, 'customer.write');
    const suggestion = await find(id);
    if (suggestion.state !== 'open') throw new AppError('conflict', 'Somebody has decided this already.');
    const reason = suggestion.evidence
      .map(({ kind, value }) => `${kind.replaceAll('_', ' ')}: ${value}`)
      .join('; ')
      .slice(0, 500);
    const { customerId, otherId } = suggestion;
    // The one whom we have known for longer stays: his id is in other systems.
    const [stays, goes] = otherId === null ? [customerId, null] : ([customerId, otherId].toSorted() as [string, string]);
    const change =
      goes === null
        ? await identity.link(viewer, stays, { ...linkOf(suggestion), verified: false, reason })
        : await identity.merge(viewer, goes, { intoId: stays, reason });
    return decide(viewer, suggestion, 'open', 'accepted', change.id);
  }

  async function dismiss(viewer: Viewer, id: string): Promise<LinkSuggestion> {
    requireRight(viewer, 'customer.write');
    return decide(viewer, await find(id), 'open', 'dismissed', null);
  }

  /** Takes a dismissal back. */
  async function reopen(viewer: Viewer, id: string): Promise<LinkSuggestion> {
    requireRight(viewer, 'customer.write');
    return decide(viewer, await find(id), 'dismissed', 'open', null);
  }

  async function decide(
    viewer: Viewer,
    suggestion: StoredSuggestion,
    from: StoredSuggestion['state'],
    state: StoredSuggestion['state'],
    changeId: string | null,
  ): Promise<LinkSuggestion> {
    const to = { state, changeId, actor: actorOf(viewer), decidedAt: now() };
    if (!(await store.linkSuggestions.decide(suggestion.id, from, to)))
      throw new AppError('conflict', 'Somebody has decided this already.');
    return presentSuggestion({ ...suggestion, ...to }, await store.customers.many(suggestion.otherId ? [suggestion.otherId] : []));
  }

  async function find(id: string): Promise<StoredSuggestion> {
    const suggestion = await store.linkSuggestions.get(id);
    if (!suggestion) throw notFound('suggestion');
    return suggestion;
  }
}

export type SuggestLinks = ReturnType<typeof createSuggestLinks>;

function contactsOf({ evidence }: StoredSuggestion): string[] {
  return evidence.flatMap(({ kind, value }) =>
    kind === 'signature_phone' ? [`phone ${value}`] : kind === 'signature_email' ? [`email ${value}`] : [],
  );
}

function linkOf({ identity }: StoredSuggestion): { kind: 'email' | 'phone'; value: string } {
  if (identity?.kind !== 'email' && identity?.kind !== 'phone')
    throw new AppError('conflict', 'There is nothing to link in this suggestion.');
  return { kind: identity.kind, value: identity.value };
}
