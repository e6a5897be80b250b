import type { CustomerChange } from '../customers/change.js';
import { derivedId } from '../lib/ids.js';
import type { Message } from '../tickets/message.js';
import type { createCancelFollowups } from './cancelFollowups.js';
import type { ActionDeps } from './deps.js';
import { heldBy, type Held } from './heldBy.js';
import type { createMoveMessages } from './moveMessages.js';
import { createPartWords } from './partWords.js';
import type { Publish } from './publish.js';

/** Long after whoever had decided on a message before the mark has stored it, or died. */
const LOOKED_AFTER_MS = 2 * 60_000;
/** Of whom takes, the newest messages: one of them that a person wrote is enough. */
const LOOKED_AT = 50;

/** A standing of which nothing changes. */
const AS_IS = { addTags: [], dropTags: [], addClaims: [], dropClaims: [] };

const NOTHING_HELD: Held = { identityIds: [], ticketIds: [], messageIds: [], visitorIds: [], followupIds: [] };

export interface GiveParts {
  publish: Publish;
  moves: ReturnType<typeof createMoveMessages>;
  cancelFollowups: ReturnType<typeof createCancelFollowups>;
}

/** Does what a change of customers has noted, in steps that may run again: whoever dies in between, it is called once more. */
export function createGiveCustomer({ store, now }: Pick<ActionDeps, 'store' | 'now'>, { publish, moves, cancelFollowups }: GiveParts) {
  const words = createPartWords({ store }, moves);
  return { finish, lookAfter };

  /** Idempotent. */
  async function finish(changeId: string): Promise<void> {
    const change = await store.customerChanges.get(changeId);
    if (change?.state !== 'doing' || change.givenAt) return;
    if (change.fromId === change.toId) {
      if (!(await addOrRemove(change))) return;
    } else await handOver(change);
    if (change.move) {
      const { revivedStatus, ...move } = change.move;
      const type = change.undoes ? 'decision.undone' : 'ticket.split';
      await moves.begin({
        ...move,
        ...(revivedStatus ? { revivedStatus } : {}),
        changeId: change.id,
        event: { type, actor: change.actor },
      });
    }
    if (change.undoes) {
      await store.customerChanges.markUndone(change.undoes, change.id);
      // Taking back an undo: what that undo had taken back stands again.
      const undone = await store.customerChanges.get(change.undoes);
      if (undone?.undoes) await store.customerChanges.unmarkUndone(undone.undoes);
    }
    if (change.ends) {
      await giveMore(change);
      await cancelForHolder(change);
    } else if (change.undoes) await partAgain(change);
    if (change.ends || change.undoes) await store.customerChanges.given(change.id, now());
    else await store.customerChanges.finish(change.id);
  }

  /**
   * A message that was decided on before the change may be stored after all was noted: who ended keeps nothing, and who stands again
   * gets his words out of the other's tickets. Asked again and again for some time after the change; idempotent.
   */
  async function lookAfter(changeId: string): Promise<void> {
    const change = await store.customerChanges.get(changeId);
    if (!change?.givenAt || change.state !== 'doing') return;
    const isLast = now().getTime() - change.givenAt.getTime() > LOOKED_AFTER_MS;
    // Nearly always there is nothing, and nobody has to wait for his turn.
    if (change.ends && holdsAny(await heldBy(store, change.fromId))) await store.alone('changes', () => giveMore(change));
    const among = change.ends ? [] : (await words.find(change)).map(({ ticket }) => ticket.id);
    if (among.length > 0) await store.alone('changes', () => partAgain(change, among));
    if (!isLast) return;
    if (change.ends) await cancelForHolder(change);
    await store.customerChanges.finish(change.id);
  }

  /** @param among ids of the tickets that hold something to part, as far as could be seen without a turn of one's own */
  async function partAgain(change: CustomerChange, among?: string[]): Promise<void> {
    for (const stray of await words.find(change, among)) {
      if (!stray.isAll) await words.part(change, stray);
      else {
        const { ticket, writerId } = stray;
        const messageIds = await store.customerChanges.messageIds(ticket.customerId, [ticket.id]);
        await carry({ ...change, ...NOTHING_HELD, fromId: ticket.customerId, toId: writerId, ticketIds: [ticket.id], messageIds });
      }
    }
  }

  /** It is noted before it is given, so that undoing the change gives it back. */
  async function giveMore(change: CustomerChange): Promise<void> {
    const { id, fromId, toId } = change;
    const [from, others] = [await store.customers.get(fromId), await store.customerChanges.ofCustomer(fromId, 1)];
    // He stands again, or is about to.
    if (from?.mergedIntoId !== toId || others.some(({ undoes }) => undoes === id)) return;
    const more = await heldBy(store, fromId);
    if (!holdsAny(more)) return;
    await cancelFor([toId], await store.messages.many(more.messageIds));
    await store.customerChanges.noteMore(id, more);
    await carry({ ...change, ...more });
  }

  /** Who wrote while he was given what is planned may have asked for his own plans before, and found none. */
  async function cancelForHolder({ toId, at }: CustomerChange): Promise<void> {
    const newest = (await store.messages.ofCustomer(toId, { limit: LOOKED_AT })).items;
    await cancelFor(
      [toId],
      newest.filter(({ createdAt }) => createdAt > at),
    );
  }

  /** What these messages' writer was to be asked is not asked any more: by him they were written, whoever he was taken for. */
  async function cancelFor(customerIds: string[], messages: Message[]): Promise<void> {
    const said = messages.filter(({ direction, wroteBy }) => direction === 'in' && wroteBy === 'person');
    const last = said.map(({ createdAt }) => createdAt).sort((a, b) => b.getTime() - a.getTime())[0];
    if (last) for (const customerId of customerIds) await cancelFollowups({ customerId, createdAt: last });
  }

  /** @returns false when somebody else has the identity: the change is dropped, it never was. */
  async function addOrRemove({ id, adds, removes, toId }: CustomerChange): Promise<boolean> {
    if (adds && (await store.customers.addIdentity(adds)).id !== adds.id) {
      await store.customerChanges.drop(id);
      return false;
    }
    if (removes) await store.customers.removeIdentity(removes.id, toId);
    await store.customers.refreshWords(toId);
    return true;
  }

  /**
   * What is written meanwhile has to find one customer and his tickets, whichever of them have been given by then: who is marked
   * as merged into another counts as that one, with his tickets, and each identity is its holder's. So who ends is marked first, and
   * his identities go last; who stands again gets his identities first, and his mark is taken away last.
   */
  async function handOver(change: CustomerChange): Promise<void> {
    const { fromId, toId, ends, revives, tags, claims } = change;
    const at = now();
    // Who ended keeps what was his, so giving back is taking away from the other only.
    const back = change.kind === 'undo' && revives;
    await store.customerChanges.setStanding(
      fromId,
      { ...AS_IS, ...(back ? { dropTags: tags, dropClaims: claims } : {}), ...(ends ? { mergedIntoId: toId } : {}) },
      at,
    );
    await store.customerChanges.setStanding(toId, { ...AS_IS, ...(back ? {} : { addTags: tags, addClaims: claims }) }, at);
    // Who is just taking in a message of his cancels what was planned for him, and would not find what has gone to the other.
    if (ends) await cancelFor([fromId, toId], await store.messages.many(await store.intake.pendingAmong(change.messageIds)));
    await carry(change);
    if (!revives) return;
    await store.customerChanges.setStanding(toId, { ...AS_IS, mergedIntoId: null }, at);
    // What he wrote until now was stored as the other's.
    await giveRest({ ...change, messageIds: await store.customerChanges.messageIds(fromId, change.ticketIds) });
  }

  async function carry(change: CustomerChange): Promise<void> {
    if (!change.ends) await giveRest(change);
    for (const ticketId of change.ticketIds) await give(ticketId, change);
    if (change.ends) await giveRest(change);
    // Their tickets' names too.
    for (const id of [change.fromId, change.toId]) await store.customers.refreshWords(id);
  }

  /** All but the tickets. */
  async function giveRest(change: CustomerChange): Promise<void> {
    await store.customerChanges.carry(change, (await store.customers.get(change.toId))?.name ?? '');
  }

  async function give(ticketId: string, { id, fromId, toId, actor, at, reason }: CustomerChange): Promise<void> {
    const eventId = derivedId(id, `ticket ${ticketId}`);
    const change = await store.tickets.mutate(ticketId, async (ticket, has) => {
      if (ticket.customerId !== fromId || (await has(eventId))) return null;
      return {
        set: { customerId: toId, updatedAt: now() },
        events: [
          {
            id: eventId,
            type: 'ticket.changed',
            actor,
            at,
            data: { customer: { from: fromId, to: toId }, changeId: id, ...(reason ? { reason } : {}) },
            undo: null,
          },
        ],
      };
    });
    await publish.ticket(change);
  }
}

function holdsAny(held: Held): boolean {
  return Object.values(held).some((ids) => ids.length > 0);
}
