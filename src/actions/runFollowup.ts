import { evaluateFollowup } from '../followups/evaluateFollowup.js';
import { derivedId } from '../lib/ids.js';
import { AppError } from '../lib/errors.js';
import { AUTOMATIC_WINDOW_MS, mayReachOut } from '../screening/mayReachOut.js';
import { SYSTEM } from '../tickets/event.js';
import type { FollowupRecord } from '../ports/followups.js';
import type { ListedTicket } from '../ports/store.js';
import type { ActionDeps } from './deps.js';
import type { PlanFollowups } from './planFollowups.js';
import type { Publish } from './publish.js';
import type { ReplyAddress, ReplyChannels } from './replyChannels.js';
import type { WriteMessage } from './writeMessage.js';

/** Messages of the ticket, and of the customer, that the brake looks at. */
const LOOKED_AT = 50;
/** Solving a ticket takes less, even when it has to be tried again. */
const SOLVING_MS = 30_000;

/** A follow-up is due: look again whether it is still right, then say it on the customer's channel, once. */
export function createRunFollowup(
  { store, jobs, log, now }: ActionDeps,
  publish: Publish,
  write: WriteMessage,
  followups: PlanFollowups,
  replyChannels: ReplyChannels,
  deskZone: () => string | null,
) {
  return async function runFollowup(followupId: string): Promise<void> {
    const followup = await store.followups.get(followupId);
    if (followup?.state !== 'planned') return;
    const ticket = await store.tickets.get(followup.ticketId);
    if (!ticket) return;
    const [rule, lastIn, customer, [address]] = await Promise.all([
      store.followups.rule(followup.ruleId),
      store.messages.lastOf(ticket.id, 'in'),
      store.customers.get(ticket.customerId),
      replyChannels(ticket),
    ]);
    // It is planned before its ticket is solved, so it may be looked at in between.
    if (ticket.status !== 'solved' && now().getTime() - followup.createdAt.getTime() < SOLVING_MS) {
      jobs.followupLater(followup.id, 1000);
      return;
    }
    const verdict = evaluateFollowup(followup, {
      ticket,
      rule,
      lastInboundAt: lastIn?.createdAt ?? null,
      optedOut: await optedOut(ticket, address),
      asOf: now(),
      timeZone: customer?.timeZone ?? deskZone(),
    });

    if (verdict.act === 'wait') {
      await later(followup, verdict.until);
      return;
    }
    if (verdict.act === 'cancel') {
      await followups.cancelOne(followup, verdict.reason, SYSTEM);
      return;
    }
    const brake = await brakeOf(ticket, address);
    if (brake === 'never') {
      await followups.cancelOne(followup, 'machine_address', SYSTEM);
      return;
    }
    if (brake === 'later') {
      await later(followup, new Date(now().getTime() + AUTOMATIC_WINDOW_MS));
      return;
    }
    const actor = { kind: 'rule', id: followup.ruleId, name: followup.ruleName } as const;
    try {
      const message = await write.reply(ticket, actor, {
        text: followup.text,
        html: null,
        channel: null,
        clientKey: `followup ${followup.id}`,
        status: ticket.status,
      });
      // The row ends last: while it has not, another run tells what a death has left untold.
      const change = await store.tickets.mutate(ticket.id, async (_ticket, has) => {
        const id = derivedId(followup.id, 'sent');
        return (await has(id))
          ? null
          : {
              set: { updatedAt: now() },
              events: [
                { id, type: 'followup.sent', actor, at: now(), data: { followupId: followup.id, messageId: message.id }, undo: null },
              ],
            };
      });
      await store.followups.end(followup.id, { state: 'sent', reason: 'due', messageId: message.id }, now());
      await publish.ticket(change);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'no_address') throw error;
      log.warn({ followupId, ticketId: ticket.id }, 'follow-up has nowhere to go');
      await store.followups.end(followup.id, { state: 'failed', reason: 'no_address' }, now());
    }
  };

  /** The row says when, and its job is only the nudge: the sweep leaves it alone until then. */
  async function later({ id, dueAt }: FollowupRecord, until: Date): Promise<void> {
    if (until > dueAt) await store.followups.postpone(id, until);
    jobs.followupLater(id, Math.max(1000, until.getTime() - now().getTime()));
  }

  async function brakeOf(ticket: ListedTicket, address: ReplyAddress | undefined): Promise<ReturnType<typeof mayReachOut>> {
    const [inTicket, lately] = await Promise.all([
      store.messages.ofTicket(ticket.id, { limit: LOOKED_AT }),
      store.messages.ofCustomer(ticket.customerId, { limit: LOOKED_AT }),
    ]);
    const said = new Map([...inTicket.items, ...lately.items].map((message) => [message.id, message]));
    return mayReachOut(address ? { kind: address.kind, value: address.address } : null, [...said.values()], now());
  }

  /** Whether the customer asked for silence on the address where the follow-up would go. */
  async function optedOut(ticket: ListedTicket, address: ReplyAddress | undefined): Promise<boolean> {
    const identities = (await store.customers.identities([ticket.customerId])).get(ticket.customerId) ?? [];
    return identities.some(
      (identity) => identity.kind === address?.kind && identity.value === address.address && identity.optedOutAt !== null,
    );
  }
}
