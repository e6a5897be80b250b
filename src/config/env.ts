import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config, LogLevel, Role } from './config.js';
import { ConfigError, type ConfigFault } from './configError.js';
import { keepPrivate } from './keepPrivate.js';
import { makeFolder } from './makeFolder.js';
import { parseUrl } from './parseUrl.js';
import { faultOfSecretKey, keptSecretKey } from './secretKey.js';
import { VARIABLES, type InboundAddress, type VariableName } from './variables.js';

type Values = { [Name in VariableName]?: (typeof VARIABLES)[Name]['schema'] extends { _output: infer T } ? T : never };

/**
 * Turns the environment into one frozen, typed object. Only the entries and `app.ts` call it; everything else receives
 * the part it needs. In embedded mode it makes DATA_DIR and, when there is none yet, the secret key in it.
 * @throws {ConfigError} with every fault at once.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: ConfigFault[] = [];
  const values = readValues(env, faults);
  const warnings: string[] = [];
  const draft = assemble(values, faults, warnings);
  const secretKey = secretKeyOf(values, draft, faults, warnings);
  if (faults.length > 0 || secretKey === null) throw new ConfigError(faults);
  return deepFreeze({ ...draft, secretKey, warnings });
}

/** Reads and checks each variable by itself. Empty means unset: compose files pass empty ones. */
function readValues(env: NodeJS.ProcessEnv, faults: ConfigFault[]): Values {
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const text = variable.secret ? textOrFile(env, name, faults) : env[name]?.trim();
    if (!text) continue;
    const read = variable.schema.safeParse(text);
    if (read.success) values[name] = read.data;
    else faults.push({ name, problem: read.error.issues[0]?.message ?? 'cannot be read' });
  }
  return values as Values;
}

/** A secret may come from a file named by NAME_FILE, as Docker and Kubernetes mount them. */
function textOrFile(env: NodeJS.ProcessEnv, name: string, faults: ConfigFault[]): string | undefined {
  const direct = env[name]?.trim();
  const file = env[`${name}_FILE`]?.trim();
  if (!file) return direct;
  if (direct) {
    faults.push({ name: `${name}_FILE`, problem: `and ${name} are both set; keep one` });
    return undefined;
  }
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text) return text;
    faults.push({ name: `${name}_FILE`, problem: `names an empty file: ${file}` });
  } catch (error) {
    faults.push({ name: `${name}_FILE`, problem: `names a file that cannot be read: ${(error as Error).message}` });
  }
  return undefined;
}

type Draft = Omit<Config, 'secretKey' | 'warnings'>;

function assemble(values: Values, faults: ConfigFault[], warnings: string[]): Draft {
  const production = values.NODE_ENV === 'production';
  const port = values.PORT ?? 3000;
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${port}`;
  const inbound = values.INBOUND_ADDRESSES ?? null;
  const smtp = { ...smtpSwitch(production, inbound), port: values.SMTP_PORT ?? 2525 };
  const mailFrom = values.MAIL_FROM ?? defaultMailFrom(inbound, publicUrl);
  const dataDir = resolve(values.DATA_DIR ?? 'data');

  if (production && !values.PUBLIC_URL) {
    warnings.push(`PUBLIC_URL is not set, so it is taken to be ${publicUrl}: links in mails and provider signatures depend on it.`);
  }
  if (production && publicUrl.startsWith('http:') && !isLocal(publicUrl)) {
    warnings.push('PUBLIC_URL is not https: passwords and customer data travel in the clear.');
  }
  if (production && values.ADMIN_PASSWORD !== undefined && values.ADMIN_PASSWORD.length < 10) {
    warnings.push('ADMIN_PASSWORD has fewer than 10 characters: change it after the first sign-in.');
  }
  if (inbound && !isNamed(mailFrom, inbound)) {
    warnings.push(
      `INBOUND_ADDRESSES leaves out ${mailFrom}, from which we send (MAIL_FROM): mail to this one address is taken all the same, to others at ${domainOf(mailFrom)} it is not.`,
    );
  }
  if (values.SMTP_PORT !== undefined && values.SMTP_PORT === port && port !== 0) {
    faults.push({ name: 'SMTP_PORT', problem: `is the same as PORT (${port})` });
  }
  if (values.LMTP_PORT !== undefined && values.LMTP_PORT !== 0) {
    const taken = values.LMTP_PORT === port ? 'PORT' : smtp.enabled && values.LMTP_PORT === smtp.port ? 'SMTP_PORT' : null;
    if (taken) faults.push({ name: 'LMTP_PORT', problem: `is the same as ${taken} (${values.LMTP_PORT})` });
  }

  if ((values.SMTP_TLS_CERT === undefined) !== (values.SMTP_TLS_KEY === undefined)) {
    const [missing, given] = values.SMTP_TLS_CERT === undefined ? ['SMTP_TLS_CERT', 'SMTP_TLS_KEY'] : ['SMTP_TLS_KEY', 'SMTP_TLS_CERT'];
    faults.push({ name: missing, problem: `must be set too, since ${given} is` });
  }

  return {
    production,
    role: (values.ROLE ?? 'all') satisfies Role,
    logLevel: (values.LOG_LEVEL ?? 'info') satisfies LogLevel,
    dataDir,
    http: { host: values.HOST, port, publicUrl, trustProxy: values.TRUST_PROXY ?? false },
    smtp: {
      ...smtp,
      host: values.SMTP_HOST ?? values.HOST,
      tls:
        values.SMTP_TLS_CERT && values.SMTP_TLS_KEY
          ? { certFile: resolve(values.SMTP_TLS_CERT), keyFile: resolve(values.SMTP_TLS_KEY) }
          : null,
    },
    imap: { mailboxes: values.IMAP_URL ?? [], pollSeconds: values.IMAP_POLL_SECONDS ?? 60 },
    lmtp: values.LMTP_PORT === undefined ? null : { port: values.LMTP_PORT },
    store: values.MONGODB_URI ? { kind: 'mongodb', uri: values.MONGODB_URI } : { kind: 'embedded', dataDir },
    redis: { url: values.REDIS_URL ?? null },
    mail: {
      from: mailFrom,
      fromName: values.MAIL_FROM_NAME ?? 'Support',
      plusAddressing: values.PLUS_ADDRESSING !== 'off',
      relayUrl: values.SMTP_URL ?? null,
      trustedAuthservId: values.TRUSTED_AUTHSERV_ID ?? null,
      hookToken: values.MAIL_HOOK_TOKEN ?? null,
      inbound,
    },
    twilio: {
      accountSid: values.TWILIO_ACCOUNT_SID ?? null,
      authTokens: values.TWILIO_AUTH_TOKEN ?? [],
      number: values.TWILIO_NUMBER ?? null,
      apiBase: values.TWILIO_API_BASE ?? 'https://api.twilio.com',
    },
    voice: {
      language: values.VOICE_LANGUAGE ?? 'en-US',
      greeting: values.VOICE_GREETING ?? null,
      thanks: values.VOICE_THANKS ?? null,
      goodbye: values.VOICE_GOODBYE ?? null,
    },
    widget: { origins: widgetOrigins(values, publicUrl, production), secret: values.WIDGET_SECRET ?? null },
    admin: { email: values.ADMIN_EMAIL ?? 'admin@localhost', password: values.ADMIN_PASSWORD ?? null },
    policy: {
      firstReplyMinutes: values.FIRST_REPLY_MINUTES ?? 60,
      separateIssues: values.SEPARATE_ISSUES ?? 'clear',
      reopenDays: values.REOPEN_DAYS ?? 14,
      sharedAddresses: values.SHARED_ADDRESSES ?? [],
    },
  };
}

/** A listener that takes mail for any domain is fun on a laptop and a spam trap on the internet. */
function smtpSwitch(production: boolean, inbound: InboundAddress[] | null): Pick<Config['smtp'], 'enabled' | 'disabledReason'> {
  if (!production || inbound) return { enabled: true, disabledReason: null };
  return { enabled: false, disabledReason: 'INBOUND_ADDRESSES is not set, so in production the SMTP listener takes no mail' };
}

function defaultMailFrom(inbound: InboundAddress[] | null, publicUrl: string): string {
  const own = inbound?.find((one) => one.kind === 'address') ?? inbound?.[0];
  if (own?.kind === 'address') return own.value;
  return `support@${own?.value ?? new URL(publicUrl).hostname}`;
}

function isNamed(address: string, inbound: readonly InboundAddress[]): boolean {
  return inbound.some(({ kind, value }) => value === (kind === 'domain' ? domainOf(address) : address));
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function widgetOrigins(values: Values, publicUrl: string, production: boolean): string[] {
  const local = production ? [] : ['http://localhost:*', 'http://127.0.0.1:*'];
  return [...new Set([new URL(publicUrl).origin, ...(values.WIDGET_ORIGINS ?? []), ...local])];
}

function isLocal(address: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(parseUrl(address)?.hostname ?? '');
}

/** Given, or kept in DATA_DIR. Null when a fault was noted (then no file is made either). */
function secretKeyOf(values: Values, draft: Draft, faults: ConfigFault[], warnings: string[]): string | null {
  const given = values.SECRET_KEY;
  if (given !== undefined) {
    const problem = faultOfSecretKey(given, draft.production);
    if (problem) faults.push({ name: 'SECRET_KEY', problem });
  } else if (draft.production) {
    faults.push({ name: 'SECRET_KEY', problem: 'must be set in production (openssl rand -base64 48 makes one)' });
  }
  if (faults.length > 0) return null;

  // A fleet process keeps nothing on its own disk, so it may run on a read-only one.
  if (given !== undefined && draft.store.kind === 'mongodb') return given;
  const unwritable = faultOfDataDir(draft.dataDir);
  if (unwritable) {
    faults.push({ name: 'DATA_DIR', problem: unwritable });
    return null;
  }
  warnings.push(...keepPrivate(draft.dataDir));
  if (given !== undefined) return given;
  if (draft.store.kind === 'mongodb') {
    warnings.push(
      'SECRET_KEY is not set: the one in DATA_DIR is used, so machines that share this MongoDB would not understand each other.',
    );
  }
  try {
    return keptSecretKey(draft.dataDir);
  } catch (error) {
    faults.push({ name: 'SECRET_KEY', problem: (error as Error).message });
    return null;
  }
}

function faultOfDataDir(dataDir: string): string | null {
  try {
    makeFolder(dataDir, 0o700);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `is a folder we cannot write to: ${dataDir} (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
