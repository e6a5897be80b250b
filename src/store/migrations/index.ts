/**
 * Changes of the stored form, in the order of their numbers. Each is a file `NNNN-title.ts` here that exports one
 * `Migration`, and a line below. A number is never used twice, and a migration that was released is never changed.
 *
 * Old and new processes run side by side during an upgrade, so a change takes two releases: the first one writes both
 * forms, reads both, and brings the old documents forward (`safe: true`, runs by itself); the next one drops the old form
 * (`safe: false`, runs with `npm run migrate -- --after-upgrade` once no process of the release before is left).
 */
import type { Migration } from '../care/migration.js';
import { ticketPlaces } from './0001-ticket-places.js';

export const MIGRATIONS: readonly Migration[] = [ticketPlaces];
