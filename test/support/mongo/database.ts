import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';

/** Databases of the tests start like this, and nothing else is ever dropped. */
const PREFIX = 'sayonce_test_';

/**
 * The connection string of a database that nobody else uses, on the server of `uri`. The server may be a person's own:
 * see `dropDatabase`.
 */
export function freshDatabase(uri: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri);
  if (!parts) throw new Error('this is not a MongoDB connection string');
  const [, scheme = '', hosts = '', database = '', query = ''] = parts;
  const name = `${PREFIX}${Date.now().toString(36)}_${randomBytes(4).toString('hex')}`;
  const options = new URLSearchParams(query);
  // The database of the path is where the user is known, unless it is said otherwise; ours is not that one.
  if (hosts.includes('@') && !options.has('authSource')) options.set('authSource', database || 'admin');
  const tail = options.toString();
  return `${scheme}${hosts}/${name}${tail ? `?${tail}` : ''}`;
}

/** Removes a database made by `freshDatabase`. @throws for any other. */
export async function dropDatabase(uri: string): Promise<void> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    const db = client.db();
    if (!db.databaseName.startsWith(PREFIX)) throw new Error(`${db.databaseName} is not a database of the tests`);
    await db.dropDatabase();
  } finally {
    await client.close();
  }
}
