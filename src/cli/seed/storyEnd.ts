/** How a made-up issue changes, is solved and ends, with the check-ins that follow. */
import { planCheckIns } from '../../followups/planCheckIns.js';
import { derivedId } from '../../lib/ids.js';
import { SYSTEM, type Actor } from '../../tickets/event.js';
import { applyStatus } from '../../tickets/transitions.js';
import { idAt } from './random.js';
import type { Talk } from './story.js';
import { replyMessage } from './storyMessages.js';
import { mutateLog, type TicketLog } from './ticketLog.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What `changeTicket` writes. */
export function change(
  { story, log, at }: Talk,
  set: Partial<TicketLog['ticket']>,
  type: 'ticket.changed' | 'ticket.solved' | 'ticket.reopened' = 'ticket.changed',
  more: Partial<TicketLog['ticket']> = {},
): void {
  const before = log.ticket as unknown as Record<string, unknown>;
  const data = Object.fromEntries(
    Object.entries(set).flatMap(([key, to]) =>
      key === 'topicByAgent' || JSON.stringify(before[key]) === JSON.stringify(to) ? [] : [[key, { from: before[key], to }]],
    ),
  );
  if (!Object.keys(data).length) return;
  const date = new Date(at);
  mutateLog(log, {
    set: { ...more, ...set, updatedAt: date },
    events: [{ id: idAt(at, story.random), type, actor: story.agent, at: date, data, undo: null }],
  });
}

/** `changeTicket` with the status `solved`, which plans the check-ins first. */
export function solve(talk: Talk): void {
  const { story, log, at } = talk;
  const { world, person } = story;
  const date = new Date(at);
  if (at >= world.rulesFrom) {
    const planned = planCheckIns(log.ticket, world.rules, {
      resolvedAt: date,
      customerName: log.customerName,
      language: person.customer.language,
      timeZone: person.customer.timeZone,
    });
    for (const { ruleId, ruleName, dueAt, text } of planned) {
      const id = idAt(at, story.random);
      story.followups.push({
        id,
        ruleId,
        ruleName,
        ticketId: log.ticket.id,
        ticketNumber: log.ticket.number,
        customerId: log.ticket.customerId,
        customerName: log.customerName,
        state: 'planned',
        dueAt,
        text,
        reason: null,
        messageId: null,
        createdAt: date,
        endedAt: null,
        planKey: `${ruleId} ${log.ticket.id} ${log.ticket.seq}`,
      });
      mutateLog(log, {
        set: { updatedAt: date },
        events: [
          {
            id: derivedId(id, 'planned'),
            type: 'followup.planned',
            actor: { kind: 'rule', id: ruleId, name: ruleName },
            at: date,
            data: { followupId: id, rule: ruleName, dueAt },
            undo: null,
          },
        ],
      });
    }
  }
  change(talk, { status: 'solved' }, 'ticket.solved', applyStatus(log.ticket, 'solved', date).set);
}

/** He wrote first: what is planned for later is not said. */
export function cancelFollowups({ story }: Talk, log: TicketLog, at: number): void {
  const date = new Date(at);
  for (const followup of story.followups) {
    if (followup.state !== 'planned' || followup.dueAt <= date) continue;
    Object.assign(followup, { state: 'cancelled', reason: 'customer_wrote', endedAt: date });
    mutateLog(log, {
      set: { updatedAt: date },
      events: [
        {
          id: derivedId(followup.id, 'cancelled'),
          type: 'followup.cancelled',
          actor: SYSTEM,
          at: date,
          data: { followupId: followup.id, rule: followup.ruleName, reason: 'customer_wrote' },
          undo: null,
        },
      ],
    });
  }
}

/** Solved and closed, sent away to wait, or still open: how it stands at the end of the world. */
export function conclude(talk: Talk, index: number): void {
  const { story, log, end } = talk;
  const { random, world } = story;
  const lastSaid = talk.at;
  const age = end - lastSaid;
  const over = log.ticket.status === 'solved';
  // Some wait for a part or for a customer who never answers; what is fresh is mostly open.
  const stays = !over && (age < 2 * DAY_MS ? random.chance(0.6) : random.chance(0.035));
  if (stays) {
    const isAnswered = log.ticket.lastDirection === 'out';
    if (isAnswered && log.ticket.status === 'pending' && random.chance(0.15))
      change(
        { ...talk, at: lastSaid + 1000 },
        { status: 'hold' },
        'ticket.changed',
        applyStatus(log.ticket, 'hold', new Date(lastSaid)).set,
      );
    world.overAt[index] = Number.NaN;
    return;
  }
  if (!over) {
    talk.at = Math.min(end, lastSaid + 1000 + Math.round(Math.min(6 * DAY_MS, random.about(2 * 60 * MINUTE_MS))));
    solve(talk);
  }
  world.overAt[index] = talk.at;
  const next = world.plan.nextOf[index] ?? -1;
  const nextAt = next >= 0 ? (world.plan.openedAt[next] ?? end) : Number.POSITIVE_INFINITY;
  checkIn(talk, nextAt);
  const closesAt = talk.at + random.int(10, 20) * DAY_MS;
  if (closesAt > end || closesAt > nextAt || !random.chance(0.6) || story.followups.some(({ state }) => state === 'planned')) return;
  talk.at = closesAt;
  change(talk, { status: 'closed' }, 'ticket.changed', applyStatus(log.ticket, 'closed', new Date(closesAt)).set);
}

/** What was planned is said when it is due, unless the customer wrote first. */
function checkIn(talk: Talk, nextAt: number): void {
  const { story, log, end } = talk;
  for (const followup of story.followups) {
    const due = followup.dueAt.getTime();
    if (followup.state !== 'planned' || Math.min(due, nextAt) > end) continue;
    if (nextAt <= due) {
      cancelFollowups(talk, log, nextAt);
      talk.at = Math.max(talk.at, nextAt);
      continue;
    }
    const author: Actor = { kind: 'rule', id: followup.ruleId, name: followup.ruleName };
    talk.at = due + 500;
    const message = replyMessage(story, log, {
      at: talk.at,
      channel: talk.channel,
      text: followup.text,
      author,
      clientKey: `followup ${followup.id}`,
      status: log.ticket.status,
    });
    const at = new Date(talk.at + 20);
    Object.assign(followup, { state: 'sent', reason: 'due', messageId: message.id, endedAt: at });
    mutateLog(log, {
      set: { updatedAt: at },
      events: [
        {
          id: derivedId(followup.id, 'sent'),
          type: 'followup.sent',
          actor: author,
          at,
          data: { followupId: followup.id, messageId: message.id },
          undo: null,
        },
      ],
    });
  }
}
