import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { ChatMessage, ChatSessionBody, ChatSessionResult } from '../contract/realtime.js';
import { AppError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { AcceptInbound } from '../ports/intake.js';
import type { VisitorRecord } from '../ports/store.js';
import { presentChatLine } from '../present/message.js';
import { isLive } from '../tickets/ticket.js';
import type { ActionDeps } from './deps.js';
import type { Visitor } from './desk.js';
import { hashToken } from './sessions.js';

/** So many lines of the past are shown to a visitor who comes back. */
const HISTORY = 200;

export function createChat({ store, presence, now, policy, rows }: ActionDeps, accept: AcceptInbound) {
  return { open, visitor, say, contact, lines, signUser, ticketOf, visitorsOf };

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
      messages: await lines(toVisitor(record), null),
      agentsOnline: (await presence.agentsOnline()).size > 0,
      replyTargetMinutes: policy.firstReplyMinutes,
      reachable: await isReachable(record),
    };
  }

  async function start(token: string, user: { externalId: string; name: string | null } | null, language: string | null): Promise<VisitorRecord> {
    const at = now();
    const record: VisitorRecord = {
      id: newId(at.getTime()), tokenHash: hashToken(token), externalId: user?.externalId ?? null, name: user?.name ?? null,
      claimedEmail: null, language, customerId: null, ticketId: null, createdAt: at, seenAt: at,
    };
    await store.people.addVisitor(record);
    return record;
  }

  async function readUserToken(userToken: string): Promise<{ externalId: string; name: string | null }> {
    try {
      const { payload } = await jwtVerify(userToken, policy.widgetKey, { algorithms: ['HS256'], currentDate: now(), clockTolerance: 60 });
      const { sub, exp, name } = payload;
      if (!sub || !exp) throw new Error('sub and exp are required');
      return { externalId: sub, name: typeof name === 'string' ? name.slice(0, 200) : null };
    } catch (error) {
      throw new AppError('bad_signature', 'The page could not show who you are.', { reason: error instanceof Error ? error.message : 'unreadable' });
    }
  }

  async function visitor(token: string): Promise<Visitor | null> {
    const record = await store.people.visitorByToken(hashToken(token));
    return record ? toVisitor(record) : null;
  }

  async function say({ id, externalId, name }: Visitor, line: { clientId: string; text: string }): Promise<void> {
    const record = await store.people.visitor(id);
    await accept(rows.chat(line, { visitorId: id, externalId, name, claimedEmail: record?.claimedEmail ?? null, language: record?.language ?? null }));
  }

  async function contact({ id }: Visitor, email: string): Promise<void> {
    await store.people.changeVisitor(id, { claimedEmail: email });
    const record = await store.people.visitor(id);
    if (record?.customerId) await store.customers.addClaim(record.customerId, { kind: 'email', value: email.toLowerCase(), at: now() });
  }

  /** Only what was said in this visitor's own chat, never the rest of a ticket. */
  async function lines({ id }: Visitor, after: string | null): Promise<ChatMessage[]> {
    const record = await store.people.visitor(id);
    if (!record?.customerId) return [];
    const found = await store.messages.chatOf(id, HISTORY);
    const from = after ? found.findIndex((message) => message.id === after) + 1 : 0;
    return found.slice(from).map(presentChatLine);
  }

  function signUser(externalId: string): Promise<string> {
    return new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(externalId).setIssuedAt(now()).setExpirationTime(new Date(now().getTime() + 3_600_000)).sign(policy.widgetKey);
  }

  async function ticketOf({ id }: Visitor): Promise<string | null> {
    const record = await store.people.visitor(id);
    const ticket = record?.ticketId ? await store.tickets.resolve(record.ticketId) : null;
    return ticket && isLive(ticket) ? ticket.id : null;
  }

  async function visitorsOf(ticketId: string): Promise<string[]> {
    const ticket = await store.tickets.get(ticketId);
    if (!ticket) return [];
    const visitors = await store.people.visitorsOfCustomer(ticket.customerId);
    return visitors.filter((record) => record.ticketId === ticketId).map((record) => record.id);
  }

  async function isReachable(record: VisitorRecord): Promise<boolean> {
    if (record.claimedEmail) return true;
    if (!record.customerId) return record.externalId !== null && (await store.customers.holders([{ kind: 'external', value: record.externalId }])).length > 0;
    const identities = (await store.customers.identities([record.customerId])).get(record.customerId) ?? [];
    return identities.some((identity) => identity.kind === 'email' || identity.kind === 'phone');
  }
}

function toVisitor({ id, externalId, name }: VisitorRecord): Visitor {
  return { id, externalId, name };
}
