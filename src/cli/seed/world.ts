import type { Customer, Identity } from '../../customers/customer.js';
import type { FollowupRecord } from '../../ports/followups.js';
import type { VisitorRecord } from '../../ports/people.js';
import type { IntakeDoc } from '../../ports/store.js';
import { makePlan, type Plan, type PlanOptions } from './plan.js';
import { tellStory, type StoredMessage, type StoryWorld } from './story.js';
import type { TicketLog } from './ticketLog.js';

/** A believable desk, told issue by issue. Pure: the same options give the same world, word for word. */
export interface WorldOptions
  extends PlanOptions, Pick<StoryWorld, 'agents' | 'rules' | 'rulesFrom' | 'address' | 'number' | 'firstReplyMinutes' | 'prepare'> {
  /** Of the first ticket; 1 unless told. */
  firstNumber?: number;
}

/** All records of one issue: its ticket first, then one that was merged into it. */
export interface SeededIssue {
  /** Set with his first ticket. */
  newcomer: { customer: Customer; addresses: string[]; identities: Identity[]; visitor: VisitorRecord | null } | null;
  tickets: TicketLog[];
  messages: StoredMessage[];
  intake: IntakeDoc[];
  followups: FollowupRecord[];
}

export interface World {
  plan: Plan;
  issues(): Generator<SeededIssue, void>;
}

export function createWorld(options: WorldOptions): World {
  const plan = makePlan(options);
  return { plan, issues: () => tell(plan, options) };
}

/** In the order in which the tickets were opened. */
function* tell(plan: Plan, options: WorldOptions): Generator<SeededIssue, void> {
  const { agents, rules, rulesFrom, address, number, firstReplyMinutes, prepare, firstNumber = 1 } = options;
  const world: StoryWorld = {
    plan,
    agents,
    rules,
    rulesFrom,
    address,
    number,
    firstReplyMinutes,
    prepare,
    firstNumber,
    overAt: new Float64Array(options.tickets).fill(Number.NaN),
  };
  for (let index = 0; index < options.tickets; index++) {
    // Told together with the one that it was merged into.
    if (plan.mergedInto[index] !== -1) continue;
    const { person, tickets, messages, intake, followups } = tellStory(world, index);
    const { customer, addresses, identities, visitor } = person;
    const newcomer = plan.previousOf[index] === -1 ? { customer, addresses, identities, visitor } : null;
    yield { newcomer, tickets, messages, intake, followups };
  }
}
