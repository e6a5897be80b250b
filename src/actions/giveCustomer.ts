import type { CustomerChange } from '../customers/change.js';
import { derivedId } from '../lib/ids.js';
import type { ActionDeps } from './deps.js';
import type { createMoveMessages } from './moveMessages.js';
import type { Publish } from './publish.js';

/** Does what a change of customers has noted, in steps that may run again: whoever dies in between, it is called once more. */
export function createGiveCustomer({ store, now }: Pick<ActionDeps, 'store' | 'now'>, publish: Publish, moves: ReturnType<typeof createMoveMessages>) {
  return finish;

  /** Idempotent. */
  async function finish(changeId: string): Promise<void> {
    const change = await store.customerChanges.get(changeId);
    if (change?.state !== 'doing') return;
    if (change.fromId === change.toId) {
      if (!(await addOrRemove(change))) return;
    } else await handOver(change);
    if (change.move) {
      const { revivedStatus, ...move } = change.move;
      const type = change.undoes ? 'decision.undone' : 'ticket.split';
      await moves.begin({ ...move, ...(revivedStatus ? { revivedStatus } : {}), changeId: change.id, event: { type, actor: change.actor } });
    }
    if (change.undoes) {
      await store.customerChanges.markUndone(change.undoes, change.id);
      // Taking back an undo: what that undo had taken back stands again.
      const undone = await store.customerChanges.get(change.undoes);
      if (undone?.undoes) await store.customerChanges.unmarkUndone(undone.undoes);
    }
    await store.customerChanges.finish(change.id);
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

  /** A merged customer's mark comes first, so that what he writes meanwhile finds the other. */
  async function handOver(change: CustomerChange): Promise<void> {
    const { fromId, toId, ends, revives, tags, claims } = change;
    const at = now();
    // Who ended keeps what was his, so giving back is taking away from the other only.
    const back = change.kind === 'undo' && revives;
    await store.customerChanges.setStanding(fromId, { addTags: [], dropTags: back ? tags : [], addClaims: [], dropClaims: back ? claims : [], ...(ends ? { mergedIntoId: toId } : {}) }, at);
    await store.customerChanges.setStanding(toId, { addTags: back ? [] : tags, dropTags: [], addClaims: back ? [] : claims, dropClaims: [], ...(revives ? { mergedIntoId: null } : {}) }, at);
    await store.customerChanges.carry(change, (await store.customers.get(toId))?.name ?? '');
    for (const ticketId of change.ticketIds) await give(ticketId, change);
    // Their tickets' names too.
    for (const id of [fromId, toId]) await store.customers.refreshWords(id);
  }

  async function give(ticketId: string, { id, fromId, toId, actor, at, reason }: CustomerChange): Promise<void> {
    const eventId = derivedId(id, `ticket ${ticketId}`);
    const change = await store.tickets.mutate(ticketId, async (ticket, has) => {
      if (ticket.customerId !== fromId || (await has(eventId))) return null;
      return { set: { customerId: toId, updatedAt: now() }, events: [{ id: eventId, type: 'ticket.changed', actor, at, data: { customer: { from: fromId, to: toId }, changeId: id, ...(reason ? { reason } : {}) }, undo: null }] };
    });
    await publish.ticket(change);
  }
}
