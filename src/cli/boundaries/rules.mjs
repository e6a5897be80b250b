/**
 * Who may import whom, and what may be used where: docs/architecture.md in a form that a machine checks. Each rule keeps
 * one promise: another channel, another store or another web server is a change in one folder.
 */

/** The domain: pure, so that every decision can be told again from its data. */
export const DOMAIN = ['tickets', 'customers', 'agents', 'screening', 'threading', 'followups'];
const ADAPTERS = ['channels', 'store', 'queues', 'redis', 'realtime'];
const adapterMayUse = ['ports', 'lib', 'contract', ...DOMAIN];

/**
 * Folder of `src/` -> the other folders it may import. A folder that is not here may not exist. Files right in `src/`,
 * `workers/` and `src/cli/` put everything together and may import anything.
 * @type {Record<string, string[] | 'anything'>}
 */
export const ZONES = {
  contract: [],
  lib: ['contract'],
  tickets: ['lib', 'contract'],
  customers: ['lib', 'contract'],
  agents: ['lib', 'contract', 'tickets', 'customers'],
  screening: ['lib', 'contract', 'tickets', 'customers'],
  threading: ['lib', 'contract', 'tickets', 'customers', 'screening'],
  followups: ['lib', 'contract', 'tickets', 'customers'],
  ports: ['lib', 'contract', ...DOMAIN],
  present: ['lib', 'contract', 'ports', ...DOMAIN],
  actions: ['lib', 'contract', 'ports', 'present', ...DOMAIN],
  ...Object.fromEntries(ADAPTERS.map((folder) => [folder, adapterMayUse])),
  // Records leave in the same shape by HTTP and by socket.
  realtime: [...adapterMayUse, 'present'],
  http: ['lib', 'contract', 'ports', 'present', 'actions', ...DOMAIN],
  config: ['lib'],
  console: ['contract'],
  widget: ['contract'],
  cli: 'anything',
};

/**
 * More folders, but for types only: shapes are shared, no code runs across.
 * @type {Record<string, string[]>}
 */
export const TYPES_FROM = {
  // A decision about a person carries the same evidence as one about a thread.
  customers: ['tickets'],
  // What a channel has read is what screening and threading decide about.
  screening: ['ports'],
  threading: ['ports'],
  // Both front doors call the same actions; the sockets are handed them by app.ts.
  realtime: ['actions'],
};

/**
 * Package -> the only folders that may import it. `types` may import its types as well.
 * @type {Record<string, { only: string[], types?: string[] }>}
 */
export const PACKAGES = {
  mongoose: { only: ['store'] },
  mongodb: { only: ['store'] },
  bson: { only: ['store'] },
  libsql: { only: ['store'] },
  'opencc-js': { only: ['lib'] },
  bullmq: { only: ['queues'] },
  express: { only: ['http'] },
  helmet: { only: ['http'] },
  compression: { only: ['http'] },
  'socket.io': { only: ['realtime'] },
  '@socket.io/redis-adapter': { only: ['realtime'] },
  '@socket.io/redis-emitter': { only: ['realtime'] },
  'socket.io-client': { only: ['console', 'widget'] },
  ioredis: { only: ['redis'], types: ['queues', 'realtime', 'http'] },
  twilio: { only: ['channels'] },
  nodemailer: { only: ['channels'] },
  mailparser: { only: ['channels'] },
  'smtp-server': { only: ['channels'] },
  react: { only: ['console', 'widget'] },
  preact: { only: ['console', 'widget'] },
};

/** Modules of Node that neither read nor write anything: all that a pure folder may import. */
export const PURE_NODE_MODULES = ['node:crypto', 'node:buffer', 'node:util', 'node:url', 'node:path', 'node:assert'];

/** Folders without input, output and clock. */
export const PURE_FOLDERS = DOMAIN;
/** Folders without input and output; `lib` may read the clock to hand it on. */
export const FOLDERS_WITHOUT_IO = [...DOMAIN, 'lib', 'contract', 'present', 'ports'];

/** Folders that may read `process.env`; elsewhere only as the argument of `readConfig`. */
export const ENV_FOLDERS = ['config', 'cli'];

export const LONGEST_FILE = 400;
/** What a longer file says at its top. */
export const REASON_TO_STAY_WHOLE = /\bwhole\b|\bone file\b/i;
export const BANNED_NAMES = /^(utils?|helpers?|managers?|misc)$|(Utils?|Helpers?|Manager)$/;
