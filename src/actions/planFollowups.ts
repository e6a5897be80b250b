import { planCheckIns } from '../followups/planCheckIns.js';
import { derivedId, newId } from '../lib/ids.js';
import type { FollowupRecord } from '../ports/followups.js';
import type { ListedTicket } from '../ports/store.js';
import { SYSTEM, type Actor } from '../tickets/event.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';

/** Plans check-ins when a ticket is being solved, and takes them back when there is a reason to. @param deskZone where a customer is taken to live of whom nobody knows it; null: not known either */
export function createPlanFollowups({ store, jobs, now }: ActionDeps, publish: Publish, deskZone: () => string | null) {
  return { plan, cancel, cancelOne };

  /** Called before the ticket is solved. One resolve plans each rule once, however often this runs. */
  async function plan(ticket: ListedTicket, resolvedAt: Date): Promise<void> {
    const [rules, customer] = await Promise.all([store.followups.rules(), store.customers.get(ticket.customerId)]);
    // Solved twice at once is solved once: both plan under the same key, and the index takes one.
    const known = (await store.followups.list({ ticketId: ticket.id, limit: 200 })).items;
    const earlier = known.filter((followup) => followup.state !== 'planned');
    const planned = planCheckIns(ticket, rules, {
      resolvedAt,
      customerName: ticket.customerName,
      language: customer?.language ?? null,
      timeZone: customer?.timeZone ?? deskZone(),
    });
    for (const { ruleId, ruleName, dueAt: due, text } of planned) {
      const planKey = `${ruleId} ${ticket.id} ${earlier.filter((followup) => followup.ruleId === ruleId).length}`;
      // An earlier try may have died before the ticket knew of what it planned.
      const standing = known.find((followup) => followup.planKey === planKey);
      const { id, dueAt } = standing ?? { id: newId(resolvedAt.getTime()), dueAt: due };
      const fresh =
        standing !== undefined ||
        (await store.followups.plan({
          id,
          ruleId,
          ruleName,
          dueAt,
          text,
          ticketId: ticket.id,
          ticketNumber: ticket.number,
          customerId: ticket.customerId,
          customerName: ticket.customerName,
          state: 'planned',
          reason: null,
          messageId: null,
          createdAt: resolvedAt,
          endedAt: null,
          planKey,
        }));
      if (!fresh) continue;
      jobs.followupLater(id, Math.max(0, dueAt.getTime() - now().getTime()));
      await tell(
        ticket.id,
        { id: derivedId(id, 'planned'), type: 'followup.planned', data: { followupId: id, rule: ruleName, dueAt } },
        { kind: 'rule', id: ruleId, name: ruleName },
      );
    }
  }

  /** Only what was planned before `before`: a ticket may have been solved again meanwhile. */
  async function cancel(ticketId: string, reason: string, before: Date): Promise<void> {
    for (const followup of await store.followups.plannedOf(ticketId)) {
      if (followup.createdAt < before) await cancelOne(followup, reason, SYSTEM);
    }
  }

  /** @returns false when it had ended already. */
  async function cancelOne(followup: FollowupRecord, reason: string, actor: Actor): Promise<boolean> {
    if ((await store.followups.get(followup.id))?.state !== 'planned') return false;
    // The row ends last: while it has not, another run tells what a death has left untold.
    await tell(
      followup.ticketId,
      {
        id: derivedId(followup.id, 'cancelled'),
        type: 'followup.cancelled',
        data: { followupId: followup.id, rule: followup.ruleName, reason },
      },
      actor,
    );
    return store.followups.end(followup.id, { state: 'cancelled', reason }, now());
  }

  async function tell(
    ticketId: string,
    event: { id: string; type: 'followup.planned' | 'followup.cancelled'; data: Record<string, unknown> },
    actor: Actor,
  ): Promise<void> {
    const at = now();
    const change = await store.tickets.mutate(ticketId, async (_ticket, has) =>
      (await has(event.id)) ? null : { set: { updatedAt: at }, events: [{ ...event, actor, at, undo: null }] },
    );
    await publish.ticket(change);
  }
}

export type PlanFollowups = ReturnType<typeof createPlanFollowups>;
