/** The composition root: makes stores, queues, channels and actions from the configuration, and binds them together. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import type { Redis } from 'ioredis';
import { createActions, type Actions } from './actions/createActions.js';
import type { ActionDeps } from './actions/deps.js';
import { outgoingOf } from './actions/mailboxes.js';
import { findCall } from './actions/knownCall.js';
import { findSent } from './actions/sentMail.js';
import { apiIntake } from './channels/api/intake.js';
import { chatIntake } from './channels/chat/intake.js';
import { htmlToPlain } from './channels/email/htmlToPlain.js';
import { tryMailbox } from './channels/email/imap/tryMailbox.js';
import { createPictures } from './channels/email/pictures.js';
import { createParserPool } from './channels/email/parserPool.js';
import { sendTestMail, tryRelay } from './channels/email/relays.js';
import { sanitiseHtml } from './channels/email/sanitise.js';
import { createChannels, type Channels } from './channels/registry.js';
import { createMediaFetcher } from './channels/twilio/media.js';
import type { TwilioConfig } from './channels/twilio/config.js';
import { createTwilioLine, type TwilioLine } from './channels/twilio/line.js';
import { createTwilioWebhooks } from './channels/twilio/webhook.js';
import type { Config } from './config/config.js';
import { deriveKey } from './config/secrets.js';
import { SESSION_DAYS } from './lib/cookies.js';
import { createFileLinks } from './lib/fileLinks.js';
import { createHttp } from './http/createHttp.js';
import { hardenServer } from './http/hardenServer.js';
import { createRedisRateLimits } from './http/rateLimits.js';
import { DEFAULT_RULES } from './followups/defaults.js';
import { newId } from './lib/ids.js';
import type { Channel } from './contract/common.js';
import { createRawMailDoor, openMailPorts, ourMailboxes } from './mailDoors.js';
import { createSecretBox, startFetching } from './mailFetching.js';
import { createOwnAddresses, type OwnAddresses } from './ownAddresses.js';
import type { Log } from './ports/log.js';
import type { Presence, RealtimeBus } from './ports/realtime.js';
import { createBullJobs } from './queues/bullJobs.js';
import { chatAtOnce } from './queues/chatAtOnce.js';
import { startWorkers } from './queues/workers.js';
import { createEmitterBus } from './realtime/emitterBus.js';
import { createGateway, type Gateway } from './realtime/gateway.js';
import { checkRedis } from './redis/check.js';
import { connectRedis, type RedisPurpose } from './redis/connect.js';
import { createSandboxDoors } from './sandboxDoors.js';
import { openStore } from './store/openStore.js';
import { createChatFileUrls } from './present/chatFiles.js';
import { presentChatLine } from './present/message.js';

/** How often every process looks for rows that lost their nudge. */
const SWEEP_MS = 5_000;
/** How soon what was stored can be found: long enough for a batch, short enough not to be noticed. */
const INDEX_MS = 500;

/** A desk that runs, in the role of its configuration. */
export interface App {
  /** Where it can be reached; null for what this role does not run. */
  ready: { url: string | null; demoUrl: string | null; smtpPort: number | null; adminEmail: string; adminPassword: string | null };
  /** Stops taking in, lets running work end, closes everything. Safe to call twice. */
  close(): Promise<void>;
}

/** @throws when something that is needed to start is missing; nothing is left running then. */
export async function startApp(config: Config, staticDir: string, log: Log): Promise<App> {
  const closers: (() => Promise<unknown>)[] = [];
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= closeAll(closers, log));
  try {
    return { ready: await start(config, staticDir, log, closers), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(config: Config, staticDir: string, log: Log, closers: (() => Promise<unknown>)[]): Promise<App['ready']> {
  const { role } = config;
  const runsWeb = role !== 'workers';
  const runsWorkers = role !== 'web';
  if (!config.redis.url) throw new Error('REDIS_URL is not set. `npm start` starts a Redis of its own; this entry does not.');
  const redisUrl = config.redis.url;
  const redis = (purpose: RedisPurpose): Redis => {
    const client = connectRedis(redisUrl, purpose, log);
    closers.unshift(async () => client.disconnect());
    return client;
  };

  // The gateway asks the desk, and the desk pushes through the gateway: they are read only once a socket connects.
  let actions: Actions | null = null;
  const made = (): Actions => {
    if (!actions) throw new Error('a socket came before the desk was there');
    return actions;
  };

  const opened = await openStore(config.store, log);
  const { store, blobs } = opened;
  closers.unshift(() => store.close());
  const parser = createParserPool();
  closers.unshift(() => parser.close());
  const producer = redis('producer');
  const queued = createBullJobs(producer, log);
  const jobs = runsWorkers ? chatAtOnce(queued, (id) => made().receiveMessage(id), log) : queued;
  closers.unshift(() => jobs.close());
  producer.once('ready', () => {
    checkRedis(producer).then(
      ({ warnings }) => warnings.forEach((warning) => log.warn({ warning }, 'redis is not set up for queues')),
      (error: unknown) => log.warn({ err: error }, 'redis could not be checked'),
    );
  });

  const widgetOrigins = { fixed: config.widget.origins, all: [...config.widget.origins] };
  const gateway = runsWeb
    ? createGateway({
        get desk() {
          return made().desk;
        },
        log,
        config: { publicUrl: config.http.publicUrl, production: config.production, widgetOrigins: widgetOrigins.all },
        redis: { pub: redis('bus'), sub: redis('bus') },
      })
    : null;
  const bus: RealtimeBus = gateway?.bus ?? createEmitterBus(redis('bus'), log);
  const presence: Presence = gateway?.presence ?? { agentsOnline: async () => new Set() };

  const fileLinks = createFileLinks(deriveKey(config.secretKey, 'file-links'));
  const twilio = createTwilioLine({
    ...twilioConfig(config),
    filePath: (messageId: string, index: number) => fileLinks.pathOf({ messageId, index }, new Date()),
  });
  const door = {
    open: config.smtp.enabled,
    host: new URL(config.http.publicUrl).hostname,
    port: config.smtp.port,
    address: config.mail.from,
  };
  const secrets = createSecretBox(config.secretKey);
  const own = createOwnAddresses(config);
  const chatFiles = createChatFileUrls(deriveKey(config.secretKey, 'chat-files'));
  const channels = createChannels({
    email: {
      fromAddress: config.mail.from,
      fromName: config.mail.fromName,
      domain: config.mail.from.split('@')[1] ?? 'localhost',
      plusAddressing: config.mail.plusAddressing,
      smtpUrl: config.mail.relayUrl,
      key: deriveKey(config.secretKey, 'message-ids'),
    },
    twilio,
    parser,
    blobs,
    findSent: findSent(store),
    findCall: findCall(store),
    isOurs: own.isOurs,
    isDesks: own.isDesks,
    outgoingOf: outgoingOf(store, secrets),
    trustedAuthservId: config.mail.trustedAuthservId,
    deliverToVisitor: async (visitorId, message) => bus.toVisitor(visitorId, 'chat:message', presentChatLine(message, chatFiles)),
  });

  const deps: ActionDeps = {
    store,
    blobs,
    jobs,
    bus,
    presence,
    log,
    placesHere: runsWorkers,
    channels: adaptersOf(channels),
    now: () => new Date(),
    pictures: createPictures({ key: deriveKey(config.secretKey, 'pictures'), now: () => new Date() }),
    fetchMedia: createMediaFetcher(twilio.config),
    secrets,
    fileLinks,
    tryMailbox,
    tryRelay,
    sendTestMail,
    phone: twilio,
    mailOut: {
      relayUrl: config.mail.relayUrl,
      from: config.mail.from,
      fromName: config.mail.fromName,
      door,
      doorOff: config.smtp.disabledReason,
    },
    rows: { chat: chatIntake, api: apiIntake },
    html: { clean: sanitiseHtml, toPlain: htmlToPlain },
    widgetOrigins,
    ownAddresses: own,
    chatFiles,
    sandbox: createSandboxDoors(config, opened, twilio.config),
    policy: {
      publicUrl: config.http.publicUrl,
      firstReplyMinutes: config.policy.firstReplyMinutes,
      sessionHours: SESSION_DAYS * 24,
      production: config.production,
      threading: {
        reopenWindowDays: config.policy.reopenDays,
        anotherIssue: config.policy.separateIssues,
        sharedAddresses: config.policy.sharedAddresses,
      },
      widgetKey: config.widget.secret ? Buffer.from(config.widget.secret, 'utf8') : deriveKey(config.secretKey, 'chat-visitors'),
    },
  };
  actions = createActions(deps, (message) => (message.channel === 'email' ? channels.email.sender.mailHeaders(message) : undefined));
  const { reconcile, arrived } = actions;
  closers.unshift(arrived);

  const admin = await actions.firstAdmin(config.admin.email, config.admin.password);
  await addDefaultRules(deps);
  await actions.refreshSettings();
  closers.unshift(every(SWEEP_MS, 'reading the settings', () => actions!.refreshSettings(), log));
  if (runsWorkers) closers.unshift(startWork(actions, deps, redis('worker')));
  // Nudges that came while there was no connection were dropped: at the start too, which may come before the connection.
  producer.on('ready', () => {
    reconcile.sweep(0).catch((error: unknown) => log.error({ err: error }, 'reconciling failed, tried again with the next sweep'));
  });
  await reconcile.atStart();
  closers.unshift(every(SWEEP_MS, 'reconciling', () => reconcile.sweep(), log));
  if (runsWorkers) {
    const fetcher = await startFetching({
      config,
      ours: ourMailboxes(config, own),
      store: store.mailAccounts,
      secrets: deps.secrets,
      accept: actions.accept,
      now: deps.now,
      log,
    });
    closers.unshift(() => fetcher.close());
  }
  if (runsWorkers) closers.unshift(every(INDEX_MS, 'indexing for the search', async () => void (await store.search.index()), log));

  const web = gateway
    ? await startWeb({ config, own, staticDir, log, actions, gateway, twilio, producer, widgetOrigins: widgetOrigins.all, closers })
    : null;
  if (web?.smtpPort) door.port = web.smtpPort;
  return { ...(web ?? { url: null, demoUrl: null, smtpPort: null }), adminEmail: admin.email, adminPassword: admin.password };
}

/** The queues' handlers. */
function startWork(actions: Actions, { store, log, now }: ActionDeps, redis: Redis): () => Promise<void> {
  const workers = startWorkers(
    redis,
    {
      intake: (id, _attempt, suspect) => actions.receiveMessage(id, suspect),
      chat: (id, _attempt, suspect) => actions.receiveMessage(id, suspect),
      outbound: (id) => actions.sendMessage(id),
      wake: (id) => actions.wakeTicket(id),
      followups: (id) => actions.runFollowup(id),
      media: (id, attempt) => actions.fetchAttachments(id, attempt),
    },
    async (queue, id, reason) => {
      if (queue !== 'intake' && queue !== 'chat') return;
      const row = await store.intake.find(id);
      if (row?.state === 'pending') await store.intake.finish(id, { state: 'quarantined', code: 'worker_died', message: reason }, now());
    },
    log,
  );
  return () => workers.close();
}

/** Of this release, as its package says. @param staticDir what was built, in the folder of the package */
function ownVersion(staticDir: string): string {
  const { version } = JSON.parse(readFileSync(path.join(staticDir, '../package.json'), 'utf8')) as { version: string };
  return version;
}

interface WebParts {
  config: Config;
  own: OwnAddresses;
  staticDir: string;
  log: Log;
  actions: Actions;
  gateway: Gateway;
  twilio: TwilioLine;
  producer: Redis;
  widgetOrigins: string[];
  closers: (() => Promise<unknown>)[];
}

/** HTTP, sockets and the SMTP listener. */
async function startWeb({
  config,
  own,
  staticDir,
  log,
  actions,
  gateway,
  twilio,
  producer,
  widgetOrigins,
  closers,
}: WebParts): Promise<{ url: string; demoUrl: string | null; smtpPort: number | null }> {
  const { accept } = actions;
  const webhooks = createTwilioWebhooks({ config: twilio.config, voice: config.voice, accept, log, noteRequest: actions.noteRequest });
  const app = createHttp({
    desk: actions.desk,
    log,
    config: {
      publicUrl: config.http.publicUrl,
      production: config.production,
      trustProxy: config.http.trustProxy,
      widgetOrigins,
      hookToken: config.mail.hookToken,
      staticDir,
    },
    hooks: {
      twilio: (hook) => (request) => webhooks[hook]({ ...request, query: request.query.replace(/^\?/, '') }),
      rawMail: createRawMailDoor(ourMailboxes(config, own), accept),
    },
    health: { version: ownVersion(staticDir) },
    rateLimits: createRedisRateLimits(producer, log),
    sessionEnded: gateway.sessionEnded,
    pageSeen: actions.notePage,
  });
  const server = http.createServer(app);
  hardenServer(server);
  gateway.attach(server);
  const port = await listen(server, config.http.port, config.http.host);
  closers.unshift(async () => {
    await gateway.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
    await new Promise((resolve) => server.close(resolve));
  });

  const smtpPort = await openMailPorts({ config, own, accept, log, closers });
  const url = config.http.port === 0 ? `http://localhost:${port}` : config.http.publicUrl;
  return { url, demoUrl: config.production ? null : `${url}/demo`, smtpPort };
}

function adaptersOf(channels: Channels): ActionDeps['channels'] {
  const kinds: Channel[] = ['email', 'sms', 'whatsapp', 'voice', 'chat', 'api'];
  return new Map(kinds.map((kind) => [kind, channels[kind]]));
}

function twilioConfig({ twilio, http: { publicUrl } }: Config): TwilioConfig {
  return { accountSid: twilio.accountSid, authTokens: [...twilio.authTokens], number: twilio.number, publicUrl, apiBase: twilio.apiBase };
}

async function addDefaultRules({ store, now }: ActionDeps): Promise<void> {
  if ((await store.followups.rules()).length) return;
  for (const rule of DEFAULT_RULES) await store.followups.addRule({ ...rule, id: newId(), createdAt: now().toISOString() });
}

function listen(server: http.Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Runs a task again and again, never twice at once. @returns what stops it, once a running one has ended. */
function every(ms: number, what: string, task: () => Promise<void>, log: Log): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = task()
      .catch((error: unknown) => log.error({ err: error }, `${what} failed`))
      .finally(() => (busy = false));
  }, ms);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function closeAll(closers: (() => Promise<unknown>)[], log: Log): Promise<void> {
  for (const closer of closers) {
    await closer().catch((error: unknown) => log.error({ err: error }, 'something did not close cleanly'));
  }
}
