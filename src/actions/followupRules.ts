import type { FollowupRule } from '../contract/desk.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { RuleRecord } from '../ports/followups.js';
import { presentFollowup } from '../present/desk.js';
import { actorOf, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';
import { goneOrOvertaken } from './overtaken.js';
import type { PlanFollowups } from './planFollowups.js';

/** The rules that anticipate a customer's next question, and what they have planned. */
export function createFollowupRules({ store, now }: Pick<ActionDeps, 'store' | 'now'>, followups: PlanFollowups): Desk['followups'] {
  return {
    async rules(viewer) {
      requireRight(viewer, 'rules.read');
      return { items: (await store.followups.rules()).map(present), nextCursor: null };
    },

    async createRule(viewer, body) {
      requireRight(viewer, 'rules.write');
      const rule = { id: newId(), ...body, createdAt: now().toISOString() };
      await store.followups.addRule(rule);
      return present(rule);
    },

    async changeRule(viewer, ruleId, { version, ...patch }) {
      requireRight(viewer, 'rules.write');
      const rule = await store.followups.changeRule(ruleId, patch, version);
      if (!rule) throw goneOrOvertaken(await store.followups.rule(ruleId), 'rule');
      return present(rule);
    },

    async list(viewer, query) {
      requireRight(viewer, 'rules.read');
      const found = await store.followups.list(query);
      const customers = await store.customers.many([...new Set(found.items.map(({ customerId }) => customerId))]);
      return {
        items: found.items.map((followup) => presentFollowup(followup, customers.get(followup.customerId)?.timeZone ?? null)),
        nextCursor: found.nextCursor,
      };
    },

    async cancel(viewer, followupId) {
      requireRight(viewer, 'ticket.change');
      const followup = await store.followups.get(followupId);
      if (!followup) throw notFound('follow-up');
      if (!(await followups.cancelOne(followup, 'agent', actorOf(viewer)))) throw new AppError('conflict', 'It has ended already.');
      const customer = await store.customers.get(followup.customerId);
      return presentFollowup((await store.followups.get(followupId)) ?? followup, customer?.timeZone ?? null);
    },
  };
}

const present = (rule: RuleRecord): FollowupRule => ({ ...rule, version: rule.version ?? 0 });
