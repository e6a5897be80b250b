import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { asStoreError } from './errors.js';

/**
 * Copies the log home each time it is asked. First beside everything else; then the few pages that came in meanwhile, with
 * writers waiting, so that the log can begin anew and does not grow without end under a steady load. Plain JavaScript, so
 * that it runs the same from source, from dist and under a test runner.
 */
const SCRIPT = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.libsql);
let db = null;
parentPort.on('message', (wanted) => {
  if (wanted === 'close') {
    db?.close();
    parentPort.close();
    return;
  }
  try {
    db ??= new Database(workerData.file);
    db.exec('PRAGMA busy_timeout = 5000');
    db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    db.exec('PRAGMA busy_timeout = 100');
    db.exec('PRAGMA wal_checkpoint(RESTART)');
    parentPort.postMessage({ done: true });
  } catch (error) {
    parentPort.postMessage({ message: error.message, code: error.code });
  }
});
`;

const require = createRequire(import.meta.url);

interface Answer {
  done?: true;
  message?: string;
  code?: string;
}

/**
 * Has the log of a store file copied home by a thread with a connection of its own. Under load that is needed every second
 * or so, and starting a thread takes longer than copying: it stays once it was needed.
 */
export class Checkpointer {
  readonly #file: string;
  #worker: Worker | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /** One at a time. @throws StoreFileError when the file is at fault */
  async run(): Promise<void> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const answer = await new Promise<Answer>((resolve, reject) => {
      const onEnd = (code: number): void => reject(new Error(`The thread that copies the log home ended with code ${code}`));
      worker.once('exit', onEnd);
      worker.once('error', reject);
      worker.once('message', (told: Answer) => {
        worker.off('exit', onEnd);
        worker.off('error', reject);
        resolve(told);
      });
      worker.postMessage('copy');
    });
    // Between two copies a process may end with the thread idle.
    worker.unref();
    if (answer.done !== true) throw asStoreError(Object.assign(new Error(answer.message), { code: answer.code }), this.#file);
  }

  /** Resolves when its connection is closed. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise((resolve, reject) => {
      worker.once('exit', resolve);
      worker.once('error', reject);
    });
    worker.ref();
    worker.postMessage('close');
    await ended;
  }

  #start(): Worker {
    const worker = new Worker(SCRIPT, { eval: true, workerData: { libsql: require.resolve('libsql'), file: this.#file } });
    worker.once('exit', () => (this.#worker = null));
    return worker;
  }
}
