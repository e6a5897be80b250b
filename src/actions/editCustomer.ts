import type { Customer, CustomerEdit, CustomerPatch } from '../contract/customers.js';
import { backOf, editOf, foreignParts, type Change } from '../customers/edit.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { CustomerEditing } from '../ports/customerWork.js';
import { presentCustomer } from '../present/customer.js';
import { withFieldValues } from '../tickets/customFields.js';
import type { FieldValues } from '../contract/workspace.js';
import type * as domain from '../customers/customer.js';
import type { TicketEvent } from '../tickets/event.js';
import { actorOf, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

/** What agents write about a customer. Each change is an event of his, and can be taken back part by part. */
export function createEditCustomer({ store, bus, now }: ActionDeps) {
  return { edit, undoEdit };

  /** @throws AppError `conflict`, naming what is now, when somebody else changed the same meanwhile. */
  async function edit(viewer: Viewer, customerId: string, patch: CustomerPatch): Promise<CustomerEdit> {
    requireRight(viewer, 'customer.write');
    const rules = patch.fields ? (await store.fields.all()).filter((field) => !field.archived) : [];
    const at = now();
    const changed = await store.customers.edit(customerId, (current): CustomerEditing | null => {
      requireStanding(current);
      if (patch.version !== undefined && patch.version !== (current.version ?? 0))
        throw new AppError('conflict', 'Somebody else changed this customer meanwhile.', { version: current.version ?? 0 });
      const foreign = foreignParts(current, patch);
      if (Object.keys(foreign).length) throw new AppError('conflict', 'Somebody else changed this meanwhile.', { now: foreign });
      const fields: FieldValues | undefined = patch.fields ? withFieldValues(rules, 'customer', current.fields, patch.fields) : undefined;
      const wanted = editOf(current, patch, fields);
      return wanted && { id: newId(at.getTime()), actor: actorOf(viewer), at, ...wanted };
    });
    for (const name of patch.tags ?? []) await store.tags.add({ id: newId(), key: name.toLowerCase(), name, color: null, archived: false });
    return shown(changed);
  }

  /** @throws AppError `already_undone`, or `conflict` when nothing of it is left to give back */
  async function undoEdit(viewer: Viewer, editId: string): Promise<CustomerEdit> {
    requireRight(viewer, 'customer.write');
    const event = await store.tickets.event(editId);
    const change = event?.undo?.['customer'] as Change | undefined;
    if (!event?.customerId || !change) throw notFound('change');
    const at = now();
    const id = newId(at.getTime());
    if (!(await store.tickets.markUndone(event.id, id))) throw new AppError('already_undone', 'This was undone before.');
    try {
      const changed = await store.customers.edit(event.customerId, (current): CustomerEditing | null => {
        requireStanding(current);
        const back = backOf(current, change);
        if (!back) throw new AppError('conflict', 'All of this has been changed again since.');
        return { id, actor: actorOf(viewer), at, ...back, undoes: event.id };
      });
      return await shown(changed);
    } catch (error) {
      await store.tickets.unmarkUndone(event.id);
      throw error;
    }
  }

  async function shown({ customer, event }: { customer: domain.Customer; event: TicketEvent | null }): Promise<CustomerEdit> {
    if (event) bus.toAgents('customer:changed', { customerId: customer.id });
    const identities = await store.customers.identities([customer.id]);
    const presented: Customer = presentCustomer(customer, identities.get(customer.id) ?? []);
    return { customer: presented, editId: event?.id ?? null };
  }
}

function requireStanding({ mergedIntoId }: domain.Customer): void {
  if (mergedIntoId) throw new AppError('conflict', 'This customer was merged into another one.', { mergedIntoId });
}
