import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { ChatContact, ChatMessage, ChatSend, ChatSessionBody, ChatSessionResult } from '../contract/realtime.js';
import type { WidgetLook } from '../contract/widget.js';
import { givenIdentity } from '../customers/normalise.js';
import { nextOpening } from '../agents/businessHours.js';
import type { Upload } from '../contract/uploads.js';
import { AppError, notFound } from '../lib/errors.js';
import { hashToken } from '../lib/hashToken.js';
import { newId } from '../lib/ids.js';
import type { AcceptInbound } from '../ports/intake.js';
import type { VisitorRecord } from '../ports/people.js';
import { presentChatLine } from '../present/message.js';
import type { Message } from '../tickets/message.js';
import { isLive } from '../tickets/ticket.js';
import type { ActionDeps } from './deps.js';
import type { Desk, Visitor } from './desk.js';
import { readHours } from './hours.js';
import { createNameVisitor } from './nameVisitor.js';
import type { Publish } from './publish.js';
import type { GivenFile, Uploads } from './uploads.js';

/** What the chat takes from other actions. `lookOf` reads the widget's settings as pages may see them. */
export interface ChatParts {
  publish: Publish;
  uploads: Uploads;
  lookOf: () => Promise<WidgetLook>;
}

/** So many lines of the past are shown to a visitor who comes back. */
const HISTORY = 200;
/** A line is dated before it is stored, and by the clock of its process: another one may be seen before it. */
const LATE_MS = 60_000;

/** The desk's side of the chat: what a visitor may do, each by his own token, and what agents see of him. */
export function createChat(
  { store, bus, blobs, presence, now, policy, rows, chatFiles }: ActionDeps,
  accept: AcceptInbound,
  { publish, uploads, lookOf }: ChatParts,
) {
  const nameVisitor = createNameVisitor({ store, bus, now });
  return { open, visitor, say, contact, lines, addFile, file, read, came, left, stillThere, seenByAgent, signUser, ticketOf, visitorsOf };

  async function open(body: ChatSessionBody): Promise<ChatSessionResult> {
    const user = body.userToken ? await readUserToken(body.userToken) : null;
    const known = body.token ? await store.people.visitorByToken(hashToken(body.token)) : null;
    // A signed-in visitor never takes over an anonymous session (or another user's) of the same browser, nor the other
    // way round: two people may share it.
    const resumes = known && known.externalId === (user?.externalId ?? null);
    const token = resumes && body.token ? body.token : randomBytes(32).toString('base64url');
    const record = resumes ? known : await start(token, user, body.language ?? null);
    if (resumes) await store.people.changeVisitor(record.id, { seenAt: now() });
    return {
      token,
      visitorId: record.id,
      messages: resumes ? await lines(toVisitor(record), null) : [],
      agentsOnline: (await presence.agentsOnline()).size > 0,
      replyTargetMinutes: policy.firstReplyMinutes,
      reachable: await isReachable(record),
      look: await lookOf(),
      opensAt: nextOpening(await readHours(store), now())?.toISOString() ?? null,
      agentSawAt: record.agentSawAt?.toISOString() ?? null,
    };
  }

  async function start(
    token: string,
    user: { externalId: string; name: string | null } | null,
    language: string | null,
  ): Promise<VisitorRecord> {
    const at = now();
    const record: VisitorRecord = {
      id: newId(at.getTime()),
      tokenHash: hashToken(token),
      externalId: user?.externalId ?? null,
      name: user?.name ?? null,
      claimedEmail: null,
      claimedPhone: null,
      language,
      customerId: null,
      ticketId: null,
      agentSawAt: null,
      readAt: null,
      leftAt: null,
      createdAt: at,
      seenAt: at,
    };
    await store.people.addVisitor(record);
    return record;
  }

  async function readUserToken(userToken: string): Promise<{ externalId: string; name: string | null }> {
    try {
      const { payload } = await jwtVerify(userToken, policy.widgetKey, { algorithms: ['HS256'], currentDate: now(), clockTolerance: 60 });
      const { sub, exp, name } = payload;
      if (!sub || !exp) throw new Error('sub and exp are required');
      // RFC 7519 has a StringOrURI, and our own type of it is not checked: a number would be somebody else than its digits.
      if (typeof sub !== 'string') throw new Error('sub must be a string');
      return { externalId: sub, name: typeof name === 'string' ? name.slice(0, 200) : null };
    } catch (error) {
      throw new AppError('bad_signature', 'The page could not show who you are.', {
        reason: error instanceof Error ? error.message : 'unreadable',
      });
    }
  }

  async function visitor(token: string): Promise<Visitor | null> {
    const record = await store.people.visitorByToken(hashToken(token));
    return record ? toVisitor(record) : null;
  }

  async function say({ id, externalId, name }: Visitor, { clientId, text, files: ids = [] }: ChatSend): Promise<void> {
    const record = await store.people.visitor(id);
    // The same line again may name the same files again, and no other line may.
    const taker = `chat ${id} ${clientId.toLowerCase()}`;
    const files = await uploads.take({ kind: 'visitor', id }, ids, taker);
    await accept(
      rows.chat(
        { clientId, text, files },
        {
          visitorId: id,
          externalId,
          name: record?.name ?? name,
          claimedEmail: record?.claimedEmail ?? null,
          claimedPhone: record?.claimedPhone ?? null,
          language: record?.language ?? null,
        },
      ),
    );
    await uploads.link(ids, taker);
  }

  async function addFile({ id }: Visitor, given: GivenFile): Promise<Upload> {
    if (!(await lookOf()).files) throw new AppError('not_allowed', 'This chat takes no files.');
    return uploads.add({ kind: 'visitor', id }, given);
  }

  /** Of the chat's lines only, and only for who was given its address. @throws AppError `not_found` for all others alike */
  async function file(messageId: string, index: number, key: string): ReturnType<Desk['chat']['file']> {
    const message = chatFiles.isKeyOf(key, messageId, index) ? await store.messages.get(messageId) : null;
    const found = message?.channel === 'chat' && message.direction !== 'note' ? message.attachments[index] : undefined;
    if (!found?.sha256) throw notFound('file');
    const { filename, contentType, size, sha256 } = found;
    return { filename, contentType, size, bytes: await blobs.open(sha256) };
  }

  async function contact({ id, externalId }: Visitor, { email, phone, name }: ChatContact): Promise<void> {
    const number = phone === undefined ? null : givenIdentity('phone', phone);
    if (phone !== undefined && number === null)
      throw new AppError('invalid_input', 'This is not a phone number that we could reach. Please begin with + and the country code.');
    await store.people.changeVisitor(id, {
      ...(email === undefined ? {} : { claimedEmail: email }),
      ...(number === null ? {} : { claimedPhone: number }),
      // A name that the host page signed stays.
      ...(name === undefined || externalId !== null ? {} : { name }),
    });
    const record = await store.people.visitor(id);
    if (!record?.customerId) return;
    if (email !== undefined) await store.customers.addClaim(record.customerId, { kind: 'email', value: email.toLowerCase(), at: now() });
    if (number !== null) await store.customers.addClaim(record.customerId, { kind: 'phone', value: number, at: now() });
    if (name !== undefined) await nameVisitor(id);
    // Whoever has him on the page sees it now, not at his next line.
    bus.toAgents('customer:changed', { customerId: record.customerId });
  }

  async function read({ id }: Visitor): Promise<void> {
    if (!(await store.people.visitor(id))) return;
    const at = now();
    await store.people.changeVisitor(id, { readAt: at });
    // Only what has gone out: what still waits for its turn would be settled by this, and never go.
    const unread = (await store.messages.chatOf(id, HISTORY)).filter(
      (message) => message.direction === 'out' && message.delivery?.state === 'accepted',
    );
    for (const message of unread) {
      if (!(await store.messages.reportDelivery(message.id, 'delivered', null, at))) continue;
      const shown = await store.messages.get(message.id);
      if (shown) await publish.message(shown, 0);
    }
  }

  async function came({ id }: Visitor): Promise<void> {
    await store.people.changeVisitor(id, { seenAt: now(), leftAt: null });
  }

  async function left({ id }: Visitor): Promise<void> {
    await store.people.changeVisitor(id, { leftAt: now() });
  }

  async function stillThere(visitorIds: string[]): Promise<void> {
    await store.people.seeVisitors(visitorIds, now());
  }

  async function seenByAgent(ticketId: string): Promise<{ visitorIds: string[]; at: string }> {
    const at = now();
    const visitorIds = await visitorsOf(ticketId);
    await Promise.all(visitorIds.map((id) => store.people.changeVisitor(id, { agentSawAt: at })));
    return { visitorIds, at: at.toISOString() };
  }

  /**
   * Only what was said in this visitor's own chat, never the rest of a ticket. After a line: all that came to be said since,
   * also what stands before it, since it waited for its time, and some of it perhaps once more.
   */
  async function lines({ id }: Visitor, after: string | null): Promise<ChatMessage[]> {
    const found = await store.messages.chatOf(id, HISTORY);
    const last = found.find((message) => message.id === after);
    const missed = last ? found.filter((message) => message !== last && saidAt(message) > last.createdAt.getTime() - LATE_MS) : found;
    return missed.map((message) => presentChatLine(message, chatFiles));
  }

  function signUser(externalId: string): Promise<string> {
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(externalId)
      .setIssuedAt(now())
      .setExpirationTime(new Date(now().getTime() + 3_600_000))
      .sign(policy.widgetKey);
  }

  async function ticketOf({ id }: Visitor): Promise<string | null> {
    const record = await store.people.visitor(id);
    const ticket = record?.ticketId ? await store.tickets.resolve(record.ticketId) : null;
    if (ticket && isLive(ticket)) return ticket.id;
    // He has not said anything yet, but we know who he is and which ticket his first words will join.
    const customerId = record?.customerId ?? (record?.externalId ? await holderOf(record.externalId) : null);
    const live = customerId ? (await store.tickets.ofCustomer(customerId, 20)).filter(isLive) : [];
    return live.length === 1 ? (live[0]?.id ?? null) : null;
  }

  async function visitorsOf(ticketId: string): Promise<string[]> {
    const ticket = await store.tickets.get(ticketId);
    if (!ticket) return [];
    const [visitors, last] = await Promise.all([store.people.visitorsOfCustomer(ticket.customerId), store.messages.lastChatter(ticketId)]);
    // Who spoke last may be another customer's: tickets of two were merged.
    const other = last && visitors.every(({ id }) => id !== last.visitorId) ? await store.people.visitor(last.visitorId) : null;
    const here = await Promise.all(
      [...visitors, ...(other ? [other] : [])].map(async (record) => ((await isIn(record, ticketId)) ? [record.id] : [])),
    );
    return here.flat();
  }

  /** His own row names the ticket that he last spoke in, which may have been merged since. */
  async function isIn(record: VisitorRecord, ticketId: string): Promise<boolean> {
    return record.ticketId === ticketId || (record.ticketId !== null && (await store.tickets.resolve(record.ticketId))?.id === ticketId);
  }

  async function holderOf(externalId: string): Promise<string | null> {
    return (await store.customers.holders([{ kind: 'external', value: externalId }]))[0]?.customerId ?? null;
  }

  async function isReachable(record: VisitorRecord): Promise<boolean> {
    if (record.claimedEmail ?? record.claimedPhone) return true;
    const customerId = record.customerId ?? (record.externalId ? await holderOf(record.externalId) : null);
    if (!customerId) return false;
    const identities = (await store.customers.identities([customerId])).get(customerId) ?? [];
    return identities.some((identity) => identity.kind === 'email' || identity.kind === 'phone');
  }
}

/** When a line could be read at the latest: ours may be written long before they go out. */
function saidAt({ createdAt, delivery }: Message): number {
  return Math.max(createdAt.getTime(), delivery?.at.getTime() ?? 0);
}

function toVisitor({ id, externalId, name }: VisitorRecord): Visitor {
  return { id, externalId, name };
}
