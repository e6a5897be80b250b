import type { Agent as AgentRecord } from '../agents/agent.js';
import type { Agent, Followup, IntakeRow } from '../contract/desk.js';
import { shownMailAddress } from '../contract/direction.js';
import type { FollowupRecord } from '../ports/followups.js';
import type { IntakeRowRecord } from '../ports/store.js';
import { presentAddress } from './party.js';

export function presentAgent(
  { id, name, email, role, active }: Pick<AgentRecord, 'id' | 'name' | 'email' | 'role' | 'active'>,
  online: boolean,
  teamIds: string[] = [],
): Agent {
  return { id, name, email, role, online, active, teamIds };
}

/** `from` is whom the door was told it is from; the rest of `meta` stays here. */
export function presentIntake(row: IntakeRowRecord): IntakeRow {
  const { meta, receivedAt, doneAt, ...rest } = row;
  const from = [meta['mailFrom'], meta['from']].find((one) => typeof one === 'string' && one !== '');
  return {
    ...rest,
    from: typeof from === 'string' ? presentAddress(shownMailAddress(from)) : null,
    receivedAt: receivedAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
    rawUrl: `/api/v1/intake/${row.id}/raw`,
  };
}

/** Without `planKey`, which only the store needs. @param timeZone of its customer; null: not known */
export function presentFollowup({ planKey: _planKey, ...followup }: FollowupRecord, timeZone: string | null): Followup {
  return {
    ...followup,
    dueAt: followup.dueAt.toISOString(),
    timeZone,
    createdAt: followup.createdAt.toISOString(),
    endedAt: followup.endedAt?.toISOString() ?? null,
  };
}
