import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../setup/build.mjs';
import { ensurePackages } from '../setup/deps.mjs';
import { ROOT } from '../setup/root.mjs';
import { runQuietly } from '../setup/run.mjs';
import { Stop, createScreen } from '../setup/screen.mjs';
import { ensureTestTools } from '../setup/tools.mjs';
import { checks } from './checks.mjs';
import { WORKERS, runJest } from './jest.mjs';
import { planTests } from './plan.mjs';
import { createTally, printSum } from './tally.mjs';
import { fetchMongoServers } from '../mongo/programs.mjs';
import { addMongoTests } from '../mongo/runMongoTests.mjs';

/** What takes longer hangs. On a busy machine jest's 5 s would fail what is only slow: unit tests take up to a few seconds on a calm one. */
const TEST_TIMEOUT = '--testTimeout=60000';
const LONG_TIMEOUT = '--testTimeout=120000';
/**
 * What `--full` tries beyond every day's run: 750 rounds of queries, 375 histories of writes, 3,750 updates and as many
 * plans on the embedded store, 2,000 operations against another server, and 10 kills. Most of the random cases are the same
 * each time; the others have a new seed, which is said, so that they can be repeated. A test that is named alone does all it
 * can: `npm test -- test/store/contention` claims 10,000 messages.
 */
const THOROUGH = {
  SQLITE_CASES: '250',
  SQLITE_KILLS: '10',
  SQLITE_JOBS: '10000',
  DIFFERENTIAL_CASES: '2000',
  SURVIVAL_ROUNDS: '1',
  STORE_CLAIMS: '2000',
  EXPLAINED_FILES: '400',
  LIST_SHARE: '2',
  BACKLOG: '2000',
  SEED_TICKETS: '48',
};
/** Every day's run does the same with less of everything. */
const EVERY_DAY = { SURVIVAL_ROUNDS: '1', STORE_CLAIMS: '1000', EXPLAINED_FILES: '400', LIST_SHARE: '5' };
/**
 * What `--long` does more often than any other run: fifty kills among two writers, ten rounds of kills and an emptied Redis.
 */
const AT_LENGTH = new Map(
  /** @type {[string, Record<string, string>][]} */ ([
    ['test/unit/store/sqlite/processes', { SQLITE_KILLS: '50' }],
    ['test/flows/survival', { SURVIVAL_ROUNDS: '10' }],
  ]),
);
const unitsOf = (/** @type {string[]} */ ...paths) => paths.map((path) => `/test/unit/${path}`);
/** Looking after the store, case by case: `--full` does it once, as `care/inShort` and the stories of `test/store/care` and `test/long/care`, and leaves these to `--long`. */
const CARE_CASES = unitsOf('care/(?:check|backup|purge|copy)[.]test');
/** Every day's run leaves these to `--full`, which plants a smaller seed than `--long`. */
const CARE_UNITS = unitsOf('care/(?:inShort|migrate)', 'seed/');
/** Unit tests that each take ten seconds and more, for work that is rare or is walked through by a flow as well: every day's run leaves them to `--full`. */
const SLOW_UNITS = unitsOf(
  'http/(?:rights|routes)',
  'store/sqlite/processes',
  'actions/(?:mailLoops|anyOrder|customerChanges|placing)',
  'channels/email/(?:parserPool|bombs|hostile)',
  'realtime/pushes',
);
/** The long stories that take most time: so that `--full` stays a thing one waits for, it leaves them to `--long`, and says so at its end. */
const UNHURRIED = [
  'console/corners',
  'console/customer',
  'console/details',
  'console/everyone',
  'console/flow',
  'console/hour',
  'console/search',
  'console/settings',
  'live/browserCuts',
  'live/ledger',
  'live/browserRounds',
  'mail/mailboxes',
  'mail-reading/mutations',
  'store/bench',
  'store/fileFaults',
  'threading/anyOrder',
  'threading/crossChannel',
  'widget/chat',
  'widget/elsewhere',
  'widget/newcomer',
].map((path) => join('test', 'long', `${path}.test.ts`));
const namesOf = (/** @type {string[]} */ units) => units.map((path) => path.slice('/test/unit/'.length)).join(', ');
const withoutFolders = (/** @type {string[]} */ ...folders) => [
  '--testPathIgnorePatterns',
  ...folders.map((folder) => `/test/${folder}/`),
  '/node_modules/',
];

/**
 * Runs what was asked for, cheapest first, all of it even when something fails, and ends with the sum alone on a line.
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function runTests(args) {
  const screen = createScreen();
  const tally = createTally();
  let missing = /** @type {string[]} */ ([]);
  try {
    const plan = planTests(args);
    await ensurePackages(ROOT, screen);
    const runsTests = plan.unit || plan.flows || plan.long || plan.mongo || plan.jest !== null;
    // Each waits for something else: the compiler for a core, apt for the disk.
    const toolsFound = runsTests ? ensureTestTools(screen) : Promise.resolve(null);
    // Not before apt is free; needed only after the unit tests.
    const serversFetched = toolsFound.then(() => (plan.mongo ? fetchMongoServers(screen) : undefined));
    // Told where it is awaited.
    serversFetched.catch(() => undefined);
    const [checked, tools, built] = await Promise.all([
      runChecks(
        checks(ROOT).filter(({ kind }) => plan[kind]),
        screen,
      ),
      toolsFound,
      runsTests ? build(screen) : false,
    ]);
    tally.add(checked);
    if (tools) {
      missing = tools.missing;
      tally.add(built ? { passed: 1 } : { failed: 1, failures: ['The build'] });
      if (built) missing = missing.concat(await runSuites({ plan, screen, tally, toolsEnv: tools.env, serversFetched }));
      else screen.line(screen.red('  ✗ What cannot be built is not tested.'));
    }
  } catch (error) {
    screen.failure(error);
    tally.add({ failed: 1 });
  }
  return printSum(screen, tally, missing);
}

/**
 * @param {{ plan: import('./plan.mjs').Plan, screen: import('../setup/screen.mjs').Screen, tally: import('./tally.mjs').Tally, toolsEnv: Record<string, string>, serversFetched: Promise<void> }} run
 * @returns {Promise<string[]>} sentences on what was left out
 */
async function runSuites({ plan, screen, tally, toolsEnv, serversFetched }) {
  let missing = /** @type {string[]} */ ([]);
  const fresh = process.env.FRESH_SEED ?? String(randomInt(2 ** 31));
  if (plan.thorough) screen.line(`New random cases: FRESH_SEED=${fresh}`);
  const env = {
    ...toolsEnv,
    ...(plan.thorough ? { ...THOROUGH, FRESH_SEED: fresh } : plan.flows ? { ...EVERY_DAY, ...given(Object.keys(EVERY_DAY)) } : {}),
  };
  const say = (/** @type {string} */ sentence) => screen.line(screen.red(`  ✗ ${sentence}`));
  const jest = async (/** @type {string[]} */ args, /** @type {number} */ workers, /** @type {Record<string, string>} */ also = {}) =>
    tally.add(await runJest(ROOT, args, { workers, env: { ...env, ...also }, say }));

  if (plan.unit) {
    const slow = plan.thorough ? [] : plan.flows ? [...SLOW_UNITS, ...CARE_UNITS] : null;
    await jest(
      ['test/unit', ...(slow ? ['--testPathIgnorePatterns', ...slow, ...CARE_CASES, '/node_modules/'] : []), TEST_TIMEOUT],
      WORKERS.unit,
    );
    if (slow?.length) missing = [`The slowest unit tests are left to npm test -- --full: ${namesOf(slow)}`];
    if (slow) missing = missing.concat(`Looking after the store, case by case, is left to npm test -- --long: ${namesOf(CARE_CASES)}`);
  }
  if (plan.long && !plan.thorough) await jest([...CARE_CASES, ...CARE_UNITS, LONG_TIMEOUT], WORKERS.unit);
  if (plan.jest) await jest([TEST_TIMEOUT, ...plan.jest], WORKERS.flows);

  // Both mostly wait, each for its own servers: side by side they take half the time. Who is done first helps with the long ones.
  const long = plan.long ? longTests(plan.thorough) : [];
  if (plan.thorough)
    missing = missing.concat(
      `The longest stories are left to npm test -- --long: ${[...UNHURRIED, ...AT_LENGTH.keys()].join(', ')}`,
      'What happens when everything around the desk breaks is left to npm run test:faults',
    );
  const longOnes = async () => {
    for (let file = long.shift(); file; file = long.shift()) await jest([file, LONG_TIMEOUT], 1, AT_LENGTH.get(file) ?? {});
  };
  const embedded = async () => {
    if (plan.flows) await jest([...withoutFolders('unit', 'long', 'faults'), TEST_TIMEOUT], plan.mongo ? WORKERS.flows : WORKERS.alone);
    await longOnes();
  };
  const overMongo = async () => {
    await serversFetched;
    if (plan.mongo) missing = missing.concat(await addMongoTests({ args: [], screen, tally, env: { ...env, STORE_CLAIMS: '1000' } }));
    await longOnes();
  };
  await Promise.all([embedded(), overMongo()]);
  return missing;
}

/** Those that take longest begin, so that no long one is left alone at the end. */
const LONGEST = [
  'mail/mailboxes',
  'store/fileFaults',
  'threading/anyOrder',
  'threading/crossChannel',
  'console/everyone',
  'mail-reading/mutations',
  'console/live',
  'live/ledger',
];

/**
 * The files of the long stories.
 * @param {boolean} hurried without those that take longest
 */
function longTests(hurried) {
  const folder = join('test', 'long');
  const rank = (/** @type {string} */ file) =>
    (LONGEST.findIndex((one) => file.startsWith(one)) + LONGEST.length + 1) % (LONGEST.length + 1);
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const sorted = files.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).map((file) => join(folder, file));
  return hurried ? sorted.filter((file) => !UNHURRIED.includes(file)) : [...AT_LENGTH.keys(), ...sorted];
}

/** @param {string[]} names @returns {Record<string, string>} of those variables, the ones that are set: who asks for more, or less, gets it. */
function given(names) {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/**
 * One after the other: each compiler needs a core and a gigabyte.
 * @param {import('./checks.mjs').Check[]} wanted
 * @param {import('../setup/screen.mjs').Screen} screen
 */
async function runChecks(wanted, screen) {
  const counts = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]) };
  for (const check of wanted) {
    if (await runCheck(check, screen)) counts.passed++;
    else {
      counts.failed++;
      counts.failures.push(check.name);
    }
  }
  return counts;
}

/**
 * @param {import('./checks.mjs').Check} check
 * @param {import('../setup/screen.mjs').Screen} screen
 */
async function runCheck(check, screen) {
  const [program = '', ...args] = check.command;
  try {
    await screen.step(check.name, async () => {
      const { code, output } = await runQuietly(program, args, { cwd: ROOT });
      if (code !== 0) throw new Stop(check.name, { detail: output });
    });
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    screen.line(`${error.detail.trimEnd()}\n`);
    return false;
  }
}

/** @param {import('../setup/screen.mjs').Screen} screen */
async function build(screen) {
  try {
    await ensureBuilt(ROOT, screen);
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    screen.line(`${error.detail.trimEnd()}\n`);
    return false;
  }
}
