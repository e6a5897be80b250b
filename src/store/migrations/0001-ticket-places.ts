import type { Migration } from '../care/migration.js';
import type { TicketDoc } from '../models.js';
import { placesOf } from '../ticketOrder.js';

const BATCH = 500;
/** Live tickets that no process of this release has written yet. */
const BEHIND = { live: true, urgency: null };

/** Lists can be ordered by due time, priority and the customer's last words: each live ticket is told its places. */
export const ticketPlaces: Migration = {
  id: '0001-ticket-places',
  about: 'Gives live tickets their places in the orders by due time, priority and last words.',
  safe: true,
  async step(db) {
    const tickets = db.collection('tickets');
    const found = await tickets.find(BEHIND).limit(BATCH).toArray();
    if (found.length === 0) return null;
    let changed = 0;
    for (const doc of found) {
      // A ticket that was written meanwhile has newer places already.
      const { modifiedCount } = await tickets.updateOne({ _id: doc._id, urgency: null }, { $set: placesOf(doc as unknown as TicketDoc) });
      changed += modifiedCount;
    }
    return { after: null, changed };
  },
};
