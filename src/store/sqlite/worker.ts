import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { asStoreError } from './errors.js';

/** Plain JavaScript, so that it runs the same from source, from dist and under a test runner. */
const SCRIPT = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.libsql);
try {
  const db = new Database(workerData.file);
  db.exec('PRAGMA busy_timeout = 5000');
  const statement = db.prepare(workerData.sql);
  let rows = [];
  if (workerData.rows) rows = statement.raw().all(workerData.params);
  else statement.run(workerData.params);
  if (workerData.then) db.exec(workerData.then);
  db.close();
  parentPort.postMessage({ rows });
} catch (error) {
  parentPort.postMessage({ message: error.message, code: error.code });
}
`;

const require = createRequire(import.meta.url);

/**
 * Runs one statement on a connection of its own in another thread: for work that would hold the event loop for seconds.
 * @param then more statements, whose rows nobody wants
 * @throws StoreFileError when the file is at fault
 */
export async function runAside(file: string, sql: string, params: readonly string[], rows: boolean, then = ''): Promise<unknown[][]> {
  const worker = new Worker(SCRIPT, { eval: true, workerData: { libsql: require.resolve('libsql'), file, sql, params, rows, then } });
  try {
    const answer = await new Promise<{ rows?: unknown[][]; message?: string; code?: string }>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The helper thread ended with code ${code}`)));
    });
    if (answer.rows !== undefined) return answer.rows;
    throw asStoreError(Object.assign(new Error(answer.message), { code: answer.code }), file);
  } finally {
    await worker.terminate();
  }
}

/**
 * Copies the write-ahead log home. First beside everything else; then the few pages that came in meanwhile, with writers
 * waiting, so that the log can begin anew and does not grow without end under a steady load.
 */
export async function checkpointAside(file: string): Promise<void> {
  await runAside(file, 'PRAGMA wal_checkpoint(PASSIVE)', [], true, 'PRAGMA busy_timeout = 100; PRAGMA wal_checkpoint(RESTART)');
}
