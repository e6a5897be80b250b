/**
 * `npm run test:mongo`: the store and the flows over MongoDB's protocol, on MONGODB_URI if it is set, else on a `mongod`
 * of the PATH, else on SecantusDB. What that proves and what not: docs/mongodb.md.
 */
import { runMongoTests } from './mongo/runMongoTests.mjs';

process.exitCode = await runMongoTests(process.argv.slice(2));
