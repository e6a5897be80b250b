import { ensureBuilt } from '../setup/build.mjs';
import { ensurePackages } from '../setup/deps.mjs';
import { ROOT } from '../setup/root.mjs';
import { findProgram } from '../setup/run.mjs';
import { Stop, createScreen } from '../setup/screen.mjs';
import { ensureTestTools } from '../setup/tools.mjs';
import { runJest } from '../testing/jest.mjs';
import { createTally, printSum } from '../testing/tally.mjs';
import { ensureMongoTools } from './programs.mjs';
import { startJavaServer, startMongod, startSecantus } from './servers.mjs';

/** @typedef {import('./servers.mjs').Server} Server */
/** @typedef {'store' | 'flows' | 'contention'} Part */

/** Flows that bring a store of their own, or are about what stands before and behind the desk. */
const SAME_ANYWHERE = ['--testPathIgnorePatterns', '/test/flows/(mailCorpus|realServers)', '/node_modules/'];
/** It answers one after the other: who would meet there is left to the server that answers in parallel. */
const SERIAL = 'SecantusDB';
const ELSEWHERE = ['--testPathIgnorePatterns', '/test/store/contention', '/node_modules/'];
const PARTS = /** @type {const} */ (['store', 'flows', 'contention']);
const TIMEOUT = '--testTimeout=120000';

/**
 * `npm run test:mongo`. `--store`, `--flows`, `--contention`: only these; anything else goes to jest.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runMongoTests(args) {
  const screen = createScreen();
  const tally = createTally();
  /** @type {string[]} */
  let missing = [];
  try {
    await ensurePackages(ROOT, screen);
    const tools = await ensureTestTools(screen);
    await ensureBuilt(ROOT, screen);
    missing = [...(await addMongoTests({ args, screen, tally, env: tools.env })), ...tools.missing];
  } catch (error) {
    screen.failure(error);
    tally.add({ failed: 1 });
  }
  return printSum(screen, tally, missing);
}

/**
 * Runs the store suite and the flows on a server that speaks MongoDB's protocol, by the unmodified driver, and the
 * contention suite on another one, which answers in parallel. The desk must be built.
 * @param {{ args: string[], screen: import('../setup/screen.mjs').Screen, tally: ReturnType<typeof createTally>, env: Record<string, string> }} options
 * @returns {Promise<string[]>} sentences on what was skipped, to repeat at the end
 */
export async function addMongoTests({ args, screen, tally, env }) {
  /** @type {string[]} */
  const missing = [];
  const own = PARTS.filter((part) => args.includes(`--${part}`));
  const runs = (/** @type {Part} */ part) => own.length === 0 || own.includes(part);
  const rest = args.filter((arg) => !PARTS.some((part) => arg === `--${part}`));
  const say = (/** @type {string} */ sentence) => screen.line(screen.red(`  ✗ ${sentence}`));
  // Servers of their own run each desk and each store, so one test file at a time keeps the clock honest.
  const jest = async (/** @type {string} */ title, /** @type {Server} */ server, /** @type {string[]} */ more) => {
    screen.line(screen.bold(`\n${title} on ${server.server} (${server.uri.replace(/\/\/[^@/]*@/, '//...@')})\n`));
    tally.add(
      await runJest(ROOT, [...more, TIMEOUT, ...rest], {
        workers: 1,
        env: { ...env, STORE_URI: server.uri, STORE_SERVER: server.server },
        say,
      }),
    );
  };
  await ensureMongoTools(screen);
  // Each on a server of its own: SecantusDB slows down with every write that it remembers for a retry.
  if (runs('store'))
    await withServer(functionServer('the store suite on MongoDB'), (server) =>
      jest('The store', server, ['test/store/', ...(runs('contention') && server.server === SERIAL ? ELSEWHERE : [])]),
    );
  if (runs('flows'))
    await withServer(functionServer('the flows on MongoDB'), (server) => jest('The flows', server, ['test/flows/', ...SAME_ANYWHERE]));
  if (runs('contention'))
    await withServer({ name: 'mongo-java-server', start: startJavaServer, loses: 'the contention suite' }, (server) =>
      jest('Contention', server, ['test/store/contention']),
    );
  return missing;

  /**
   * A server that cannot be had is said loudly and counts as skipped; one that was named counts as failed, and so does
   * any in CI: a green run there means that it was tested.
   * @param {{ name: string, start: () => Promise<Server>, loses: string, named?: boolean }} wanted
   * @param {(server: Server) => Promise<void>} work
   */
  async function withServer({ name, start, loses, named = false }, work) {
    /** @type {Server} */
    let server;
    try {
      server = await screen.step(`Starting ${name}`, start);
    } catch (error) {
      if (!(error instanceof Stop) || named) throw error;
      if (error.detail) screen.line(error.detail.trimEnd().split('\n').slice(-12).join('\n'));
      if (process.env.CI) {
        say(`${loses} did not run: ${error.message}`);
        tally.add({ failed: 1, failures: [`${loses} did not run: ${error.message}`] });
      } else {
        missing.push(`${loses} did not run: ${error.message}`);
        tally.add({ skipped: 1 });
      }
      return;
    }
    try {
      await work(server);
    } finally {
      await server.stop();
    }
  }
}

/**
 * The server that the store and the flows run on: a given one, a real one that is installed, or SecantusDB.
 * @param {string} loses
 */
function functionServer(loses) {
  const { MONGODB_URI } = process.env;
  if (MONGODB_URI)
    return {
      name: 'on MONGODB_URI',
      named: true,
      loses,
      start: async () => ({ server: 'mongodb', uri: MONGODB_URI, stop: async () => undefined }),
    };
  const mongod = findProgram('mongod');
  if (mongod) return { name: mongod, named: true, loses, start: () => startMongod(mongod) };
  return { name: 'SecantusDB', start: startSecantus, loses };
}
