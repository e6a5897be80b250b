import type { QueueHealth } from '../contract/desk.js';
import { NEARLY_LATE_MINUTES } from '../contract/lists.js';
import { presentMailAccount } from '../present/mailAccount.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

/** What is due by then and not done is nearly late. */
export const nearlyLate = (at: Date): Date => new Date(at.getTime() + NEARLY_LATE_MINUTES * 60_000);

/**
 * Who waits, how long, and what is about to go wrong: some twenty counts, all from indexes. Whoever asks is here, also before
 * his socket is.
 */
export function createQueueHealth({ store, jobs, presence, now, policy }: ActionDeps) {
  return async function queueHealth(viewer: Pick<Viewer, 'id'>): Promise<QueueHealth> {
    const at = now();
    const agents = await store.people.agents();
    const [tickets, online, pending, oldestPending, quarantined, outbox, counts, mailboxes] = await Promise.all([
      store.tickets.counts(
        at,
        nearlyLate(at),
        agents.map((agent) => agent.id),
      ),
      presence.agentsOnline(),
      store.intake.count('pending'),
      store.intake.oldestPending(),
      store.intake.count('quarantined'),
      store.messages.countDelivery(),
      jobs.counts(),
      store.mailAccounts.list(),
    ]);
    return {
      at: at.toISOString(),
      waiting: tickets.waiting,
      oldestWaitSince: tickets.oldest[0]?.waitingSince?.toISOString() ?? null,
      channels: tickets.perChannel.map((entry) => ({ ...entry, oldestWaitSince: entry.oldestWaitSince?.toISOString() ?? null })),
      statuses: tickets.statuses,
      unassigned: tickets.unassigned,
      intake: { pending, oldestPendingSince: oldestPending?.toISOString() ?? null, quarantined },
      outbox,
      jobs: counts,
      mailAccounts: mailboxes
        .map((account) => presentMailAccount(account))
        .map(({ id, name, state, problem, waiting }) => ({
          id,
          name,
          state,
          problem: problem && { code: problem.code, message: problem.message },
          waiting,
        })),
      // Who is gone is shown for as long as customers wait for him.
      agents: agents
        .map(({ id, name, active }) => ({
          id,
          name,
          active,
          online: active && (id === viewer.id || online.has(id)),
          open: tickets.openByAgent.get(id) ?? 0,
        }))
        .filter(({ active, open }) => active || open > 0),
      firstReply: { targetMinutes: policy.firstReplyMinutes, breached: tickets.breached, dueSoon: tickets.dueSoon },
      longest: tickets.oldest.flatMap((ticket) =>
        ticket.waitingSince
          ? [
              {
                ticketId: ticket.id,
                number: ticket.number,
                subject: ticket.subject,
                customerName: ticket.customerName,
                waitingSince: ticket.waitingSince.toISOString(),
                channel: ticket.lastChannel,
              },
            ]
          : [],
      ),
    };
  };
}
