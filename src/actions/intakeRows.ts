import { Readable } from 'node:stream';
import { AppError, notFound } from '../lib/errors.js';
import type { AcceptInbound } from '../ports/intake.js';
import { presentIntake } from '../present/desk.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';

/** So many jobs go into the queue in one breath. */
const NUDGED_AT_ONCE = 500;

/** What came in, as the desk shows it: its raw form, and what is in quarantine, to be tried again. */
export function createIntakeRows(
  { store, jobs, rows, now }: Pick<ActionDeps, 'store' | 'jobs' | 'rows' | 'now'>,
  accept: AcceptInbound,
): Desk['intake'] {
  return {
    async list(viewer, query) {
      requireRight(viewer, 'intake.read');
      const found = await store.intake.list(query);
      return { items: found.items.map(presentIntake), nextCursor: found.nextCursor };
    },

    async raw(viewer, intakeId) {
      requireRight(viewer, 'intake.read');
      const row = await store.intake.load(intakeId);
      if (!row) throw notFound('intake row');
      return { bytes: Readable.from([row.raw]), size: row.raw.length, channel: row.channel };
    },

    async retry(viewer, intakeId) {
      requireRight(viewer, 'intake.retry');
      if (!(await store.intake.find(intakeId))) throw notFound('intake row');
      const row = await store.intake.release(intakeId, now());
      if (!row) throw new AppError('conflict', 'Only a row in quarantine can be tried again.');
      jobs.intakeAgain(intakeId);
      return presentIntake(row);
    },

    async quarantine(viewer) {
      requireRight(viewer, 'intake.read');
      return { items: await store.intake.quarantine(), nextCursor: null };
    },

    async retryAll(viewer, code) {
      requireRight(viewer, 'intake.retry');
      const ids = await store.intake.releaseAll(code, now());
      // The rest is nudged by the reconciler.
      for (const id of ids.slice(0, NUDGED_AT_ONCE)) jobs.intakeAgain(id);
      return { released: ids.length };
    },

    async inbound(viewer, body) {
      requireRight(viewer, 'inbound.write');
      return accept(rows.api(body, { agentId: viewer.id }));
    },
  };
}
