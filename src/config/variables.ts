import { isIP } from 'node:net';
import type { Variable } from './variable.js';
import { readImapUrl } from './imapUrl.js';
import { readOrigin } from './origins.js';
import { SPOKEN_LANGUAGES } from '../lib/spokenLanguages.js';
import { listOf, mailAddress, oneOf, phoneNumber, text, urlOf, webAddress, wholeNumber } from './variable.js';

const PROXY_COUNT = /^\d{1,2}$/;
const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/** What the SMTP listener takes: a whole address, or every address of a domain. */
export type InboundAddress = { kind: 'address'; value: string } | { kind: 'domain'; value: string };

function readInboundAddress(part: string): InboundAddress | undefined {
  const value = part.toLowerCase().replace(/^\*?@/, '');
  const at = value.lastIndexOf('@');
  if (at > 0 && HOST_NAME.test(value.slice(at + 1)) && !/[\s<>]/.test(value)) return { kind: 'address', value };
  return HOST_NAME.test(value) ? { kind: 'domain', value } : undefined;
}

/** Express's rule: a number of proxies, or the addresses and networks that are ours. */
export type TrustProxy = number | string[];

const variable = <T>(
  group: string,
  fallback: string,
  about: string,
  schema: Variable<T>['schema'],
  secret: 'secret' | 'plain' = 'plain',
): Variable<T> => ({ group, fallback, about, schema, secret: secret === 'secret' });

/** Every variable that SayOnce reads, in the order of `.env.example`. */
export const VARIABLES = {
  NODE_ENV: variable(
    'Where it runs',
    'development',
    'Set to "production" for real customers: the demo and the sandbox go away, and unsafe settings refuse to start.',
    oneOf('development', 'production', 'test'),
  ),
  ROLE: variable(
    'Where it runs',
    'all',
    'What this process does: "all", or only "web" or only "workers" when a fleet shares MongoDB and Redis.',
    oneOf('all', 'web', 'workers'),
  ),
  LOG_LEVEL: variable('Where it runs', 'info', 'How much is logged.', oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent')),

  PORT: variable('Web', '3000', 'Port of the console, the API, the chat and the provider hooks.', wholeNumber(0, 65535)),
  HOST: variable('Web', '', 'Address to listen on; unset means every interface, 127.0.0.1 means this machine only.', text()),
  PUBLIC_URL: variable(
    'Web',
    'http://localhost:PORT',
    'How browsers and providers reach this desk; provider signatures are checked against it.',
    webAddress(),
  ),
  TRUST_PROXY: variable(
    'Web',
    '',
    'Reverse proxies before this desk: how many (1), or their addresses; unset trusts none.',
    checkedTrustProxy(),
  ),
  WIDGET_ORIGINS: variable(
    'Web',
    '',
    'Web sites that may show the chat, comma separated; PUBLIC_URL always may, and outside production every localhost.',
    listOf('must be a comma list of origins such as https://www.example.com', readOrigin),
  ),

  SECRET_KEY: variable(
    'Secrets and first login',
    '',
    'At least 32 random characters that sign and encrypt (openssl rand -base64 48); made and kept in DATA_DIR when unset, except in production.',
    text(),
    'secret',
  ),
  ADMIN_EMAIL: variable('Secrets and first login', 'admin@localhost', 'Login of the first administrator.', mailAddress()),
  ADMIN_PASSWORD: variable(
    'Secrets and first login',
    '',
    'Password of the first administrator, used at the first start only; unset makes one and shows it once.',
    text(),
    'secret',
  ),

  DATA_DIR: variable('Storage', './data', 'Folder for everything that is kept on this machine.', text()),
  MONGODB_URI: variable(
    'Storage',
    '',
    'MongoDB to use (a replica set is best); unset keeps all data in DATA_DIR.',
    urlOf('mongodb', 'mongodb+srv'),
    'secret',
  ),
  REDIS_URL: variable(
    'Storage',
    '',
    'Redis to use (appendonly yes, noeviction); unset lets "npm start" run one of its own with its data in DATA_DIR.',
    urlOf('redis', 'rediss', 'unix'),
    'secret',
  ),

  RAW_KEEP_DAYS: variable(
    'Storage',
    '90',
    'Days for which "npm run purge" keeps the raw bytes of messages that are in their tickets.',
    wholeNumber(1, 36_500),
  ),

  SMTP_PORT: variable('E-mail', '2525', 'Port on which customer mail arrives.', wholeNumber(0, 65535)),
  SMTP_HOST: variable('E-mail', '', 'Address on which customer mail arrives; unset means the same as HOST.', text()),
  SMTP_TLS_CERT: variable(
    'E-mail',
    '',
    'File of the certificate (PEM, with its chain) for STARTTLS on the SMTP and LMTP ports, read again when it changes; unset offers none.',
    text(),
  ),
  SMTP_TLS_KEY: variable('E-mail', '', 'File of the key of that certificate (PEM, without a passphrase).', text()),
  LMTP_PORT: variable(
    'E-mail',
    '',
    'Port on which a mail server of ours delivers by LMTP (to SMTP_HOST, or to this machine only when that is unset); unset opens none.',
    wholeNumber(0, 65535),
  ),
  INBOUND_ADDRESSES: variable(
    'E-mail',
    '',
    'Our addresses and domains, comma separated; the listener takes mail for these, for MAIL_FROM, for the mailboxes of the settings and for the postmaster of their domains, and for nothing else. Unset takes any, except in production.',
    listOf('must be a comma list of addresses and domains such as support@example.com, example.org', readInboundAddress),
  ),
  MAIL_FROM: variable(
    'E-mail',
    '',
    'Address that customers see; unset means the first whole address of INBOUND_ADDRESSES, or support@ its first domain, or support@ our host.',
    mailAddress(),
  ),
  MAIL_FROM_NAME: variable('E-mail', 'Support', 'Name that customers see beside it.', text()),
  PLUS_ADDRESSING: variable(
    'E-mail',
    'on',
    'Whether mail to support+anything@ reaches support@: "on" (replies carry a signed token there, and bounces come back to a signed envelope sender) or "off" (the mail server in front delivers plain addresses only).',
    oneOf('on', 'off'),
  ),
  MAIL_HOOK_TOKEN: variable(
    'E-mail',
    '',
    "Bearer token with which a mail server posts raw mail to /hooks/email/raw; unset: only an agent's token opens it.",
    text(),
    'secret',
  ),
  SMTP_URL: variable(
    'E-mail',
    '',
    'Relay for outgoing mail, such as smtps://user:password@mail.example.com; unset keeps mail in the outbox and sends nothing.',
    urlOf('smtp', 'smtps'),
    'secret',
  ),
  IMAP_URL: variable(
    'E-mail',
    '',
    'Mailboxes to fetch customer mail from, comma separated, such as imaps://user:password@mail.example.com/INBOX?address=support@example.com (imap:// is STARTTLS; &move=Done moves what was fetched; &auth=xoauth2 takes a token).',
    listOf(
      'must be a comma list of URLs such as imaps://user:password@mail.example.com, with % escapes for special characters',
      readImapUrl,
    ),
    'secret',
  ),
  IMAP_POLL_SECONDS: variable(
    'E-mail',
    '60',
    'Mailboxes are looked into at least this often, also when their servers tell of new mail by themselves.',
    wholeNumber(1, 3600),
  ),

  TRUSTED_AUTHSERV_ID: variable(
    'E-mail',
    '',
    'Name with which your own mail server signs its Authentication-Results (RFC 8601), such as mx.example.com; unset: nothing in a mail but our own token proves its sender.',
    checkedAuthservId(),
  ),

  TWILIO_ACCOUNT_SID: variable(
    'SMS, WhatsApp and voice',
    '',
    'Account SID from the Twilio console; unset leaves the account to the settings in the browser.',
    text(),
  ),
  TWILIO_AUTH_TOKEN: variable(
    'SMS, WhatsApp and voice',
    '',
    'Auth token from the Twilio console; two, comma separated, while you rotate it (the first one signs in).',
    listOf('must be one token, or two separated by a comma', (part) => part),
    'secret',
  ),
  TWILIO_NUMBER: variable('SMS, WhatsApp and voice', '', 'Our own number, such as +15551234567.', phoneNumber()),
  TWILIO_API_BASE: variable(
    'SMS, WhatsApp and voice',
    'https://api.twilio.com',
    'Where the Twilio API is; tests point it elsewhere.',
    webAddress(),
  ),

  VOICE_LANGUAGE: variable(
    'SMS, WhatsApp and voice',
    'en-US',
    'Language in which callers are spoken to, such as de-DE or zh-CN; only calls in English are transcribed.',
    oneOf(...SPOKEN_LANGUAGES),
  ),
  VOICE_GREETING: variable(
    'SMS, WhatsApp and voice',
    '',
    'What a caller hears before the tone, in that language; unset: words of ours, in Chinese for zh-CN and zh-TW, else in English. So with the next two.',
    checkedSpoken(),
  ),
  VOICE_THANKS: variable('SMS, WhatsApp and voice', '', 'What a caller hears after the recording.', checkedSpoken()),
  VOICE_GOODBYE: variable('SMS, WhatsApp and voice', '', 'What a caller hears when nothing was recorded.', checkedSpoken()),

  WIDGET_SECRET: variable(
    'Chat',
    '',
    'Key with which your own server signs your visitors in (HS256 over its UTF-8 bytes), at least 32 characters; unset: only the demo page can.',
    checkedWidgetSecret(),
    'secret',
  ),

  SHARED_ADDRESSES: variable(
    'Customers and tickets',
    '',
    'Addresses, domains and phone numbers where several people write, comma separated, beside info@, noreply@ and the like: never linked to one person.',
    listOf('must be a comma list such as desk@customer.example, @forms.example, +15551234567', readSharedAddress),
  ),
  SEPARATE_ISSUES: variable(
    'Customers and tickets',
    'clear',
    'When a message opens a ticket beside a live one of its customer: "never", "clear" (a mail of its own that is unmistakably about something else) or "likely" (a ticket for each issue, on every channel).',
    oneOf('never', 'clear', 'likely'),
  ),
  REOPEN_DAYS: variable(
    'Customers and tickets',
    '14',
    'Days after which a solved ticket does not reopen any more; the customer gets a new one, linked to it.',
    wholeNumber(0, 3650),
  ),

  FIRST_REPLY_MINUTES: variable('Promises', '60', 'Minutes within which a customer gets a first reply.', wholeNumber(1, 43_200)),
} as const satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof VARIABLES;

/** Longer words nobody waits for, and Twilio refuses them from 4,096 characters on. */
function checkedSpoken(): Variable<string>['schema'] {
  return text().refine((value) => value.length <= 1000, 'must have at most 1000 characters');
}

/** A short key could be guessed, and whoever has it is any customer. */
function checkedWidgetSecret(): Variable<string>['schema'] {
  return text().refine((value) => value.length >= 32, 'must have at least 32 characters');
}

/** RFC 8601 2.2: a host name or another plain word. */
function checkedAuthservId(): Variable<string>['schema'] {
  return text()
    .refine((value) => /^[\w.-]{1,255}$/.test(value), 'must be one name such as mx.example.com')
    .transform((value) => value.toLowerCase());
}

/** `a@b`, `@domain` or `+number`, in the form in which identities are compared. */
function readSharedAddress(part: string): string | undefined {
  if (part.startsWith('+')) return /^\+[\d\s().-]{6,30}$/.test(part) ? part.replace(/[^\d+]/g, '') : undefined;
  const value = part.toLowerCase();
  return /^[^\s@<>]*@[a-z0-9.-]+$/.test(value) ? value : undefined;
}

/** "true" is refused on purpose: it would believe any X-Forwarded-For that a stranger sends. */
function checkedTrustProxy(): Variable<TrustProxy>['schema'] {
  const sentence = 'must be a number of proxies, or a comma list of addresses and networks such as 10.0.0.0/8';
  return listOf(sentence, readProxy).transform((parts): TrustProxy => {
    const [only] = parts;
    return parts.length === 1 && only !== undefined && PROXY_COUNT.test(only) ? Number(only) : parts;
  });
}

function readProxy(part: string): string | undefined {
  if (PROXY_COUNT.test(part) || ['loopback', 'linklocal', 'uniquelocal'].includes(part)) return part;
  const [address, bits] = part.split('/');
  return isIP(address ?? '') && (bits === undefined || /^\d{1,3}$/.test(bits)) ? part : undefined;
}
