import type { List } from '../contract/common.js';
import type { FollowupRule, FollowupRulePatch } from '../contract/desk.js';
import type { PageQuery } from './store.js';
import type { Versioned } from './workspace.js';

export type RuleRecord = Versioned<FollowupRule>;

/** A check-in, planned when its ticket was solved. */
export interface FollowupRecord {
  id: string;
  ruleId: string;
  ruleName: string;
  ticketId: string;
  ticketNumber: number;
  customerId: string;
  customerName: string;
  state: 'planned' | 'sent' | 'cancelled' | 'failed';
  dueAt: Date;
  text: string;
  reason: string | null;
  messageId: string | null;
  createdAt: Date;
  endedAt: Date | null;
  /** Unique for one solving of the ticket and one rule. */
  planKey: string;
}

/** The rules of anticipation, and what they planned. */
export interface FollowupStore {
  rules(): Promise<RuleRecord[]>;
  rule(id: string): Promise<RuleRecord | null>;
  addRule(rule: RuleRecord): Promise<void>;
  /** @returns the rule as it is then; null, and nothing is changed, when it stands at another version than the given one, or is not there */
  changeRule(id: string, patch: Omit<FollowupRulePatch, 'version'>, version?: number): Promise<RuleRecord | null>;
  /** @returns false when this resolve planned this rule already. */
  plan(followup: FollowupRecord): Promise<boolean>;
  get(id: string): Promise<FollowupRecord | null>;
  /** Newest first. */
  list(query: PageQuery & { state?: FollowupRecord['state'] | undefined; ticketId?: string | undefined }): Promise<List<FollowupRecord>>;
  /** Ids of what is planned for `now` or before, the longest due first. */
  due(now: Date, limit: number): Promise<string[]>;
  plannedOf(ticketId: string): Promise<FollowupRecord[]>;
  /** A hundred at most. */
  plannedOfCustomer(customerId: string): Promise<FollowupRecord[]>;
  /** Due later than planned: nothing else about it changes. */
  postpone(id: string, dueAt: Date): Promise<void>;
  /** planned -> an end. @returns false when it had ended already. */
  end(id: string, end: { state: 'sent' | 'cancelled' | 'failed'; reason: string; messageId?: string | null }, at: Date): Promise<boolean>;
}
