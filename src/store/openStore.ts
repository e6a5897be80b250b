import path from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import { createAlone } from './alone.js';
import { createLocalBlobs } from './localBlobs.js';
import type { Blobs } from '../ports/blobs.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store.js';
import { attachBulkLoad, type AttachedBulkLoad } from './bulkLoad.js';
import { prepareStore } from './care/prepareStore.js';
import { connect } from './connect.js';
import { createCorrectionStore } from './corrections.js';
import { createCustomerChangeStore } from './customerChanges.js';
import { createCustomerRecordStore } from './customerRecords.js';
import { createCustomerStore } from './customers.js';
import { createFollowupStore } from './followups.js';
import { createGridBlobs } from './gridBlobs.js';
import { createIntakeStore } from './intake.js';
import { createLinkSuggestionStore } from './linkSuggestions.js';
import { createMailAccountStore } from './mailAccounts.js';
import { createMessageStore } from './messages.js';
import { createModels } from './models.js';
import { createPeopleStore } from './people.js';
import { createSearchStore } from './search/searchStore.js';
import { createArticleStore, createWidgetStore } from './selfService.js';
import { createTicketStore } from './tickets.js';
import type { WatchOptions } from './sqlite/index.js';
import { createWorkspaceStores } from './workspace.js';
import { verifyIndexes } from './verifyIndexes.js';

/** `watch` and `onCommand` are for tests and measurements: they see what each query asks for and costs. */
export type StoreConfig =
  | { kind: 'embedded'; dataDir: string; watch?: WatchOptions }
  | { kind: 'mongodb'; uri: string; onCommand?: (command: Record<string, unknown>) => void };

/** A store that is ready: its indexes are there. */
export interface OpenedStore {
  store: Store;
  blobs: Blobs;
  /** For sample data. */
  bulk: AttachedBulkLoad;
}

/**
 * Opens the store on MongoDB, or on SQLite in the data folder: the same models and queries on both. Makes and verifies
 * the indexes.
 * @throws when it cannot be opened, or an index is not as declared.
 */
export async function openStore(config: StoreConfig, log: Log): Promise<OpenedStore> {
  const instance = new mongoose.Mongoose();
  // It would take every `$gt` of our own for an attack, and it does not see the reads that go past mongoose (`record.ts`). What
  // comes from outside is refused at the edge: a test sends an operator in the place of every text of every route.
  instance.set('sanitizeFilter', false);
  const connection = await connect(instance, config, log);
  try {
    const endMigrations = await prepareStore(connection, config, log);
    const opened = await build(connection, config, log);
    const { close } = opened.store;
    opened.store.close = () => endMigrations().then(close);
    return opened;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function build(connection: Connection, config: StoreConfig, log: Log): Promise<OpenedStore> {
  const models = createModels(connection);
  await verifyIndexes(Object.values(models));
  const blobs = config.kind === 'mongodb' ? await createGridBlobs(connection) : createLocalBlobs(path.join(config.dataDir, 'blobs'));
  const search = createSearchStore(models, log);
  const store: Store = {
    writesTogether: config.kind === 'embedded',
    intake: createIntakeStore(models, blobs),
    tickets: createTicketStore(models),
    messages: createMessageStore(models),
    customers: createCustomerStore(models),
    corrections: createCorrectionStore(models),
    customerChanges: createCustomerChangeStore(models),
    customerRecords: createCustomerRecordStore(models),
    linkSuggestions: createLinkSuggestionStore(models),
    people: createPeopleStore(models),
    followups: createFollowupStore(models),
    mailAccounts: createMailAccountStore(models),
    articles: createArticleStore(models),
    widget: createWidgetStore(models),
    search,
    ...createWorkspaceStores(models),
    alone: createAlone(models),
    async ping() {
      await models.counters.updateOne({ _id: 'ping' }, { $inc: { value: 1 } }, { upsert: true });
    },
    async close() {
      await search.close();
      await connection.close();
    },
  };
  return { store, blobs, bulk: attachBulkLoad(connection, models, config) };
}
