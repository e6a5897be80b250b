import type { IdentityKind } from '../contract/common.js';
import type { LinkEvidence } from '../contract/linkSuggestions.js';
import { displayNameOf } from './normalise.js';
import { sharedKind, type SharedList } from './sharedAddress.js';

/** What is known of one customer, as far as it may tell that he is another one too. */
export interface Party {
  id: string;
  name: string;
  identities: readonly { kind: IdentityKind; value: string }[];
  /** Numbers of orders and the like that he has in other systems. */
  records: readonly { kind: string; externalId: string }[];
}

/** An address or number that stands in the signature of what the customer wrote. */
export interface Contact {
  kind: 'email' | 'phone';
  value: string;
  holderId: string | null;
  /** Other customers whose signatures show it: a switchboard's number is in the mails of a whole company. */
  alsoSignedBy: readonly string[];
}

/** For a person to decide on. `score` is 0..1, and never surer than 0.95. */
export type Suggested =
  | { action: 'link'; identity: { kind: 'email' | 'phone'; value: string }; evidence: LinkEvidence[]; score: number }
  | { action: 'merge'; otherId: string; evidence: LinkEvidence[]; score: number };

/** Where anybody may have an address: the same one there says nothing about two people. */
const PUBLIC_MAIL =
  /^(?:(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|mail|proton|protonmail|yandex|zoho|fastmail|qq|foxmail|163|126|yeah|sina|sohu|aliyun|139|189|naver|daum|hanmail|rediffmail|t-online|orange|free|wanadoo|libero|comcast|verizon|btinternet)\.[a-z.]+|pm\.me|mail\.ru|hinet\.net|pchome\.com\.tw)$/;
/** A record of which many have one says nothing about who they are. */
const COMMON_RECORDS: ReadonlySet<string> = new Set(['product', 'sku', 'plan']);
const SHORTEST_NUMBER = 4;

/**
 * What an agent should be asked about a customer: whether another one is the same person, and whether an address from his
 * signature is his too. Only told, never done: each of these signs has been wrong before. No sign at all are a first
 * name, a family's phone (two full names), a company's switchboard (in several signatures) and shared addresses.
 */
export function suggestLinks(me: Party, contacts: readonly Contact[], others: readonly Party[], shared: SharedList = []): Suggested[] {
  const links: Suggested[] = [];
  const merges = new Map<string, { evidence: LinkEvidence[]; score: number }>();
  const tell = (otherId: string, score: number, ...evidence: LinkEvidence[]): void => {
    const before = merges.get(otherId) ?? { evidence: [], score: 0 };
    const fresh = evidence.filter(({ kind, value }) => !before.evidence.some((one) => one.kind === kind && one.value === value));
    merges.set(otherId, { evidence: [...before.evidence, ...fresh], score: Math.min(0.95, 1 - (1 - before.score) * (1 - score)) });
  };

  for (const { kind, value, holderId, alsoSignedBy } of contacts) {
    const holder = others.find(({ id }) => id === holderId);
    const strangers = alsoSignedBy.filter((id) => id !== me.id && id !== holderId);
    if (strangers.length > 0 || holderId === me.id || sharedKind(kind, value, shared) !== null) continue;
    const evidence: LinkEvidence = { kind: kind === 'phone' ? 'signature_phone' : 'signature_email', value };
    if (holderId === null) links.push({ action: 'link', identity: { kind, value }, evidence: [evidence], score: 0.6 });
    else if (holder && sameFullName(me.name, holder.name)) tell(holder.id, 0.9, evidence, { kind: 'same_name', value: holder.name });
    else if (holder && isNameless(holder)) tell(holder.id, 0.7, evidence);
  }
  for (const other of others) {
    if (other.id === me.id) continue;
    const domain = sameFullName(me.name, other.name) ? commonDomain(me, other, shared) : null;
    if (domain) tell(other.id, 0.6, { kind: 'same_name', value: other.name }, { kind: 'same_domain', value: domain });
    const record = me.records.find(
      (one) => isTelling(one) && other.records.some(({ kind, externalId }) => kind === one.kind && externalId === one.externalId),
    );
    const alone =
      record &&
      others.filter(
        ({ id, records }) =>
          id !== me.id && records.some(({ kind, externalId }) => kind === record.kind && externalId === record.externalId),
      ).length === 1;
    if (record && alone) tell(other.id, 0.8, { kind: 'same_record', value: record.externalId });
  }
  return [...[...merges].map(([otherId, told]): Suggested => ({ action: 'merge', otherId, ...told })), ...links].toSorted(
    (a, b) => b.score - a.score,
  );
}

/** The words of a name in any order, without what stands around it. */
function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/(?<=\p{sc=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** "Lee, Ann" is Ann Lee; Ann alone is many. */
export function sameFullName(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  return isFull(one) && one.toSorted().join(' ') === other.toSorted().join(' ');
}

/** A Chinese, Japanese or Korean name is full with two signs. */
function isFull(words: readonly string[]): boolean {
  return words.length >= 2 || /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]{2,}$/u.test(words[0] ?? '');
}

/** Whether a namesake of somebody could be suggested as him: he has a full name, and an address where not everybody may have one. */
export function tellsByName(party: Pick<Party, 'name' | 'identities'>, shared: SharedList = []): boolean {
  return isFull(wordsOf(party.name)) && domainsOf(party, shared).length > 0;
}

/** He is called by his number or address: nobody knows his name yet. */
function isNameless({ name, identities }: Party): boolean {
  return identities.some((identity) => displayNameOf(null, identity) === name || identity.value === name);
}

function commonDomain(a: Party, b: Party, shared: SharedList): string | null {
  return domainsOf(a, shared).find((domain) => domainsOf(b, shared).includes(domain)) ?? null;
}

/** Where he writes from, as far as that says something. */
function domainsOf({ identities }: Pick<Party, 'identities'>, shared: SharedList): string[] {
  return identities.flatMap(({ kind, value }) => {
    if (kind !== 'email' || sharedKind(kind, value, shared) !== null) return [];
    const domain = value.slice(value.lastIndexOf('@') + 1);
    return PUBLIC_MAIL.test(domain) ? [] : [domain];
  });
}

function isTelling({ kind, externalId }: { kind: string; externalId: string }): boolean {
  return !COMMON_RECORDS.has(kind) && externalId.length >= SHORTEST_NUMBER;
}
