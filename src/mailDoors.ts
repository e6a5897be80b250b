/** The doors through which mail comes to us, put together from the configuration: SMTP, LMTP, and raw mail by HTTP. */
import { acceptMail } from './channels/email/intake.js';
import { mailboxesOf, type OurMailboxes } from './channels/email/mailboxes.js';
import { createSmtpListener, type SmtpListener } from './channels/email/smtpListener.js';
import type { Config } from './config/config.js';
import { readTlsPair, watchTlsPair } from './mailTls.js';
import type { OwnAddresses } from './ownAddresses.js';
import type { AcceptInbound, Accepted } from './ports/intake.js';
import type { Log } from './ports/log.js';

/** What ends the ports is put at the head of `closers`. */
export interface MailDoorParts {
  config: Config;
  own: OwnAddresses;
  accept: AcceptInbound;
  log: Log;
  closers: (() => Promise<unknown>)[];
}

/** Opens the mail ports that are configured. @returns the SMTP port; null when that door is off. */
export async function openMailPorts({ config: { smtp, lmtp }, own, accept, log, closers }: MailDoorParts): Promise<number | null> {
  if (!smtp.enabled) {
    log.warn({ reason: smtp.disabledReason }, 'the mail listener is off');
    return null;
  }
  const tls = smtp.tls && readTlsPair(smtp.tls);
  const listeners: SmtpListener[] = [];
  const open = async (port: number, host: string | undefined, isLmtp: boolean): Promise<number> => {
    const listener = createSmtpListener({
      port,
      ...(host === undefined ? {} : { host }),
      lmtp: isLmtp,
      accept,
      addressAllowed: own.isTaken,
      log,
      ...(tls ? { tls } : {}),
    });
    listeners.push(listener);
    const taken = await listener.listen();
    closers.unshift(() => listener.close());
    return taken;
  };
  if (smtp.tls && tls) {
    const stop = watchTlsPair(smtp.tls, tls, (pair) => listeners.forEach((listener) => listener.useTls(pair)), log);
    closers.unshift(async () => stop());
  }
  if (lmtp) log.info({ port: await open(lmtp.port, smtp.host ?? '127.0.0.1', true) }, 'LMTP is open');
  return open(smtp.port, smtp.host, false);
}

/** Takes a mail that was posted; without an envelope its own lines say to which mailbox. */
export function createRawMailDoor(
  ours: OurMailboxes,
  accept: AcceptInbound,
): (bytes: Buffer, envelope: { from?: string; to: string[] }) => Promise<Accepted> {
  return (bytes, { from, to }) =>
    acceptMail(accept, bytes, mailboxesOf(bytes, to, ours), { via: 'hook', mailFrom: from ?? null, rcptTo: to });
}

/** For mails that come without an envelope. */
export function ourMailboxes({ mail }: Config, own: OwnAddresses): OurMailboxes {
  return { isOurs: mail.inbound === null ? null : own.isOurs, fallback: mail.from };
}
