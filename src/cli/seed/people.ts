import type { Agent } from '../../agents/agent.js';
import type { Channel } from '../../contract/common.js';
import { SAMPLE_DOMAIN } from '../../contract/sampleAgents.js';
import type { Customer, Identity, SenderIdentity } from '../../customers/customer.js';
import { displayNameOf } from '../../customers/normalise.js';
import { derivedId } from '../../lib/ids.js';
import { languageOfScript } from '../../lib/language.js';
import type { VisitorRecord } from '../../ports/people.js';
import type { Party } from '../../tickets/message.js';
import { LANGUAGE_WEIGHTS, LANGUAGES } from './phrases/all.js';
import type { Phrases } from './phrases/phrases.js';
import type { Plan } from './plan.js';
import { idAt, randomOf, type Random } from './random.js';

/** How people reach a desk of today. */
const CHANNEL_WEIGHTS: Record<Channel, number> = { email: 58, chat: 14, whatsapp: 8, sms: 6, voice: 5, api: 9 };
/** Names that break lists which were only tried with "Jane Doe". */
const LONG_NAMES = [
  'Dr. Maximiliane-Charlotte Freifrau von Hohenstein-Wolkenberg zu Altendorf-Ritterbusch',
  'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Senior the Third of Philadelphia',
  'María de los Ángeles Fernández de Córdoba y Pérez de Barradas, Marquesa de Villafranca',
  'Venkatanarasimharajuvaripeta Satyanarayana Subrahmanyam Krishnamurthy Iyer',
  'نور الهدى عبد الرحمن بنت عبد العزيز آل محمود',
  'กัลยาณวรรณ ศรีสุวรรณภูมิพัฒนกุลวงศ์ไพศาล',
  'Анастасия-Александра Константинопольская-Преображенская',
  'Zoë 🦋 Sunshine-McAllister 🌻',
];
/** North American numbers 555-0100 to 555-0199 belong to nobody: 800 area codes of them. */
const PHONES = 800 * 100;

/** A customer with everything that is known of him, and how he writes. */
export interface Person {
  customer: Customer;
  identities: Identity[];
  visitor: VisitorRecord | null;
  /** Found by these in the search box: `CustomerStore.ensure`. */
  addresses: string[];
  table: Phrases;
  /** What he signs with. */
  me: string;
  channel: Channel;
  /** Known before he ever wrote, under all of his addresses. */
  imported: boolean;
  email: string | null;
  phone: string | null;
  random: Random;
}

/** How a message shows who sent it, as the channel would read it. */
export interface SenderOn {
  sender: SenderIdentity[];
  from: Party;
}

/** @param first the ticket with which he comes in; @param last the one in which he wrote last. */
export function makePerson(plan: Plan, index: number, first: number, last: number): Person {
  const random = randomOf(plan.options.seed, 'customer', index);
  const table = LANGUAGES[random.weighted(LANGUAGE_WEIGHTS)] as Phrases;
  const [given, family] = [random.pick(table.first), random.pick(table.last)];
  const name = random.chance(0.015) ? random.pick(LONG_NAMES) : table.nameForm.replace('{first}', given).replace('{last}', family);
  const wanted = random.weighted(CHANNEL_WEIGHTS);
  const mayPhone = index < PHONES;
  const channel = first === plan.longTicket ? 'whatsapp' : !mayPhone && ['sms', 'whatsapp', 'voice'].includes(wanted) ? 'email' : wanted;
  const email = `${latin(given, family, index)}@${random.pick(table.mailHosts)}`;
  const phone = mayPhone ? `+1${201 + (index % 800)}55501${String(Math.floor(index / 800)).padStart(2, '0')}` : null;
  const openedAt = plan.openedAt[first] ?? 0;
  const openedBy = plan.ticketId(first);
  const imported = channel !== 'chat' && random.chance(0.3);
  const base = { table, channel, me: given, random, imported };
  if (imported)
    return importedPerson(base, {
      name,
      email,
      phone,
      external: `C-${100_000 + index}`,
      at: Math.max(plan.from, openedAt - random.int(1, 200) * 86_400_000),
    });

  // Made by his own first message, whose id he takes: see `findCustomer`.
  const at = new Date(openedAt);
  const sender: SenderIdentity =
    channel === 'chat'
      ? { kind: 'chat', value: idAt(openedAt - 60_000, random), proof: 'signed', source: 'chat_session' }
      : channel === 'email'
        ? { kind: 'email', value: email, proof: 'claimed', source: 'email_from' }
        : channel === 'api'
          ? { kind: 'email', value: email, proof: 'claimed', source: 'api' }
          : { kind: 'phone', value: phone ?? '', proof: 'carrier', source: 'carrier' };
  const named = channel === 'sms' || channel === 'voice' ? null : channel === 'chat' && random.chance(0.3) ? null : name;
  const claimedEmail = channel === 'chat' && random.chance(0.4) ? email : null;
  const customer: Customer = {
    id: openedBy,
    name: displayNameOf(named, sender),
    claims: claimedEmail ? [{ kind: 'email', value: claimedEmail, at }] : [],
    tags: [],
    // What his first words tell of it.
    language: languageOfScript(table.chases.join(' ')),
    timeZone: null,
    createdAt: at,
    updatedAt: at,
  };
  const identity: Identity = {
    id: derivedId(openedBy, 'identity 0'),
    kind: sender.kind,
    value: sender.value,
    customerId: openedBy,
    verified: sender.proof !== 'claimed',
    source: sender.source,
    addedAt: at,
    optedOutAt: null,
  };
  const visitor: VisitorRecord | null =
    channel === 'chat'
      ? {
          id: sender.value,
          tokenHash: random.hex(64),
          externalId: null,
          name: named,
          claimedEmail,
          language: table.language,
          customerId: openedBy,
          ticketId: plan.ticketId(last),
          claimedPhone: null,
          agentSawAt: null,
          readAt: null,
          leftAt: null,
          createdAt: new Date(openedAt - 60_000),
          seenAt: new Date(openedAt - 60_000),
        }
      : null;
  return {
    ...base,
    customer,
    identities: [identity],
    visitor,
    addresses: [sender.value],
    email: sender.kind === 'email' ? email : null,
    phone: sender.kind === 'phone' ? phone : null,
  };
}

/** Made by the company's own system through the API, before he ever wrote. */
function importedPerson(
  base: Pick<Person, 'table' | 'channel' | 'me' | 'random' | 'imported'>,
  { name, email, phone, external, at }: { name: string; email: string; phone: string | null; external: string; at: number },
): Person {
  const { random, table } = base;
  const id = idAt(at, random);
  const wanted: [Identity['kind'], string][] = [
    ['email', email],
    ...(phone ? [['phone', phone] as [Identity['kind'], string]] : []),
    ['external', external],
  ];
  const identities = wanted.map(([kind, value], i): Identity => ({
    id: derivedId(id, `identity ${i}`),
    kind,
    value,
    customerId: id,
    verified: true,
    source: 'api',
    addedAt: new Date(at + i),
    optedOutAt: null,
  }));
  const tags = random.chance(0.1) ? [random.pick(['vip', 'reseller', 'school', 'press'])] : [];
  const customer: Customer = {
    id,
    name,
    claims: [],
    tags,
    language: table.language,
    timeZone: random.pick(table.timeZones),
    createdAt: new Date(at),
    updatedAt: new Date(at),
  };
  return { ...base, customer, identities, visitor: null, addresses: wanted.map(([, value]) => value), email, phone };
}

/** What a message of his on this channel carries. */
export function senderOn(person: Person, channel: Channel): SenderOn {
  const { customer, email, phone, visitor, imported } = person;
  const named = imported || (person.channel !== 'sms' && person.channel !== 'voice');
  switch (channel) {
    case 'chat':
      return {
        sender: [{ kind: 'chat', value: visitor?.id ?? '', proof: 'signed', source: 'chat_session' }],
        from: { kind: 'chat', value: visitor?.id ?? '', name: visitor?.name ?? null },
      };
    case 'email':
      return {
        sender: [{ kind: 'email', value: email ?? '', proof: 'claimed', source: 'email_from' }],
        from: { kind: 'email', value: email ?? '', name: customer.name },
      };
    case 'api':
      return {
        sender: [{ kind: 'email', value: email ?? '', proof: 'claimed', source: 'api' }],
        from: { kind: 'email', value: email ?? '', name: customer.name },
      };
    default:
      return {
        sender: [{ kind: 'phone', value: phone ?? '', proof: 'carrier', source: 'carrier' }],
        from: { kind: 'phone', value: phone ?? '', name: channel === 'whatsapp' && named ? customer.name : null },
      };
  }
}

export function makeAgents(seed: string, count: number, at: Date): Omit<Agent, 'passwordHash'>[] {
  const random = randomOf(seed, 'agents');
  return Array.from({ length: count }, (_, i) => {
    const table = LANGUAGES[i % 3 === 0 ? 'en' : random.weighted(LANGUAGE_WEIGHTS)] as Phrases;
    const name = table.nameForm.replace('{first}', table.first[i % table.first.length] ?? '').replace('{last}', random.pick(table.last));
    return {
      id: idAt(at.getTime() + i, random),
      name,
      email: `agent${i + 1}@${SAMPLE_DOMAIN}`,
      role: i === 0 ? 'supervisor' : 'agent',
      active: true,
      createdAt: at,
    };
  });
}

function latin(given: string, family: string, index: number): string {
  const plain = `${given}.${family}`
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/[^a-z.]/g, '');
  return `${/[a-z]/.test(plain) ? plain.replace(/^\.|\.$/g, '') : 'user'}${index}`;
}
