import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { MAX_MAIL_BYTES } from '../../lib/mailSizes.js';
import type { AcceptInbound } from '../../ports/intake.js';
import type { Log } from '../../ports/log.js';
import { acceptMail } from './intake.js';
import { mailboxOf } from './mailboxes.js';
import { createByteBudget, readData } from './smtpData.js';
import { SmtpRefusal } from './smtpRefusal.js';

export interface SmtpLimits {
  /** Bytes of one mail. */
  maxBytes: number;
  /** Bytes of all mails that are being received at the same time. */
  maxBufferedBytes: number;
  /** Of one mail. */
  maxRecipients: number;
  /** Connections at the same time, of all; `maxPerIp`: of one address. */
  maxClients: number;
  maxPerIp: number;
  /** A relay on the same machine is not a stranger. */
  maxPerLoopback: number;
  /** For receiving (as long as the client is slower than `minBytesPerSecond`) and again for storing. */
  dataDeadlineMs: number;
  minBytesPerSecond: number;
  /** Without a byte from the client, before it is hung up on. */
  idleMs: number;
  /** What `close` waits for mails on their way. */
  closeMs: number;
}

/** What stands where the options say nothing else. */
export const SMTP_LIMITS: SmtpLimits = {
  maxBytes: MAX_MAIL_BYTES,
  maxBufferedBytes: 256 * 1024 * 1024,
  maxRecipients: 50,
  maxClients: 200,
  maxPerIp: 20,
  maxPerLoopback: 100,
  dataDeadlineMs: 60_000,
  minBytesPerSecond: 16 * 1024,
  idleMs: 60_000,
  closeMs: 10_000,
};

/** A certificate with its chain, and its key: both PEM. */
export interface TlsPair {
  key: string | Buffer;
  cert: string | Buffer;
}

export interface SmtpListenerOptions {
  /** 0 takes any free port. */
  port: number;
  host?: string;
  /** Stores the mail durably. Only after it resolves the client hears 250; when it rejects, 451. */
  accept: AcceptInbound;
  /** May this recipient be written to here? Not: 550. */
  addressAllowed(address: string): boolean;
  log: Log;
  limits?: Partial<SmtpLimits>;
  /** RFC 2033: how mail servers on the same machine or network deliver; each recipient gets an answer of his own. */
  lmtp?: boolean;
  /** With it STARTTLS is offered. */
  tls?: TlsPair;
}

export interface SmtpListener {
  /** @returns the port. */
  listen(): Promise<number>;
  /** From now on new connections get this certificate; for a listener that was made with one. */
  useTls(pair: TlsPair): void;
  /** Takes no new connection, ends idle ones, lets mails on their way arrive, cuts what is left after `closeMs`. */
  close(): Promise<void>;
}

/** RFC 5321 4.5.1: without a domain he is whoever looks after this server, and mail to him is always taken. */
const isPostmaster = (address: string): boolean => address.toLowerCase() === 'postmaster';

/** The SMTP door. It says 250 only for what is stored, and reads no more of a mail than what makes it the same mail twice. */
export function createSmtpListener(options: SmtpListenerOptions): SmtpListener {
  const limits = { ...SMTP_LIMITS, ...options.limits };
  const budget = createByteBudget(limits.maxBufferedBytes);
  const perIp = new Map<string, number>();
  const counted = new Set<string>();
  /** Sessions in the middle of a mail. */
  const receiving = new Set<string>();
  let closing = false;

  const server = new SMTPServer({
    name: 'sayonce',
    banner: 'SayOnce',
    lmtp: options.lmtp ?? false,
    logger: false,
    size: limits.maxBytes,
    maxRecipients: limits.maxRecipients,
    maxClients: limits.maxClients,
    socketTimeout: limits.idleMs,
    closeTimeout: limits.closeMs,
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    hideENHANCEDSTATUSCODES: false,
    ...options.tls,
    onConnect(session, done) {
      const address = session.remoteAddress;
      const open = perIp.get(address) ?? 0;
      if (open >= (isLoopback(address) ? limits.maxPerLoopback : limits.maxPerIp)) {
        return done(new SmtpRefusal(421, 'Too many connections from your address, try again in a moment'));
      }
      perIp.set(address, open + 1);
      counted.add(session.id);
      done();
    },
    onClose(session, done) {
      if (counted.delete(session.id)) {
        const left = (perIp.get(session.remoteAddress) ?? 1) - 1;
        if (left > 0) perIp.set(session.remoteAddress, left);
        else perIp.delete(session.remoteAddress);
      }
      done?.();
    },
    onRcptTo(address, _session, done) {
      if (!isPostmaster(address.address) && !options.addressAllowed(address.address))
        return done(new SmtpRefusal(550, 'No such recipient here'));
      done();
    },
    onData(stream, session, done) {
      receiving.add(session.id);
      readData(stream, limits, budget)
        .then((raw) => store(raw, session).finally(() => budget.release(raw.length)))
        .then(
          (intakeId) => done(null, `Stored as ${intakeId}`),
          (error: unknown) => {
            const refusal = asRefusal(error, options.log);
            done(refusal);
            if (refusal.hangUp) find(session.id)?.close();
          },
        )
        .finally(() => {
          receiving.delete(session.id);
          if (closing) find(session.id)?.send(421, 'Shutting down');
        });
    },
  });
  server.on('error', (error: Error) => options.log.debug({ err: error.message }, 'smtp connection failed'));

  async function store(raw: Buffer, session: SMTPServerSession): Promise<string> {
    const sender = session.envelope.mailFrom;
    const rcptTo = session.envelope.rcptTo.map((recipient) => recipient.address);
    const meta = {
      via: options.lmtp ? ('lmtp' as const) : ('smtp' as const),
      mailFrom: sender === false ? '' : sender.address,
      rcptTo,
      peer: session.remoteAddress,
      helo: typeof session.hostNameAppearsAs === 'string' ? session.hostNameAppearsAs : null,
      secure: session.secure,
    };
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new SmtpRefusal(451, 'Storing takes too long, try again later')), limits.dataDeadlineMs);
    });
    try {
      // When it is stored after all, the client's second try is a duplicate and is told 250.
      return (await Promise.race([acceptMail(options.accept, raw, [...new Set(rcptTo.map(mailboxOf))], meta), late])).intakeId;
    } finally {
      clearTimeout(timer);
    }
  }

  function find(sessionId: string) {
    return [...server.connections].find((connection) => connection.id === sessionId);
  }

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        const listening = server.listen({ port: options.port, ...(options.host === undefined ? {} : { host: options.host }) }, () => {
          server.server.off('error', reject);
          const address = listening.address();
          resolve(typeof address === 'object' && address !== null ? address.port : options.port);
        });
      }),
    useTls: (pair) => server.updateSecureContext({ ...pair }),
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(() => resolve());
        for (const connection of server.connections) {
          if (!receiving.has(connection.id)) connection.send(421, 'Shutting down');
        }
      }),
  };
}

/** Anything that we did not decide ourselves is "later": the client keeps the mail and tries again. */
function asRefusal(error: unknown, log: Log): SmtpRefusal {
  if (error instanceof SmtpRefusal) return error;
  log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'mail not stored, client told to try later');
  return new SmtpRefusal(451, 'Could not store the message, try again later');
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
