/** The doors through which mail comes to us, put together from the configuration: SMTP, LMTP, and raw mail by HTTP. */
import { acceptMail } from './channels/email/intake.js';
import { mailboxesOf, mailboxOf, type OurMailboxes } from './channels/email/mailboxes.js';
import { createSmtpListener } from './channels/email/smtpListener.js';
import type { Config } from './config/config.js';
import type { InboundAddress } from './config/variables.js';
import type { AcceptInbound, Accepted } from './ports/intake.js';
import type { Log } from './ports/log.js';

/** Opens the mail ports that are configured. @returns the SMTP port; null when that door is off. */
export async function openMailPorts({ smtp, lmtp }: Config, accept: AcceptInbound, log: Log, closers: (() => Promise<unknown>)[]): Promise<number | null> {
  const addressAllowed = (address: string): boolean => isOurs(address, smtp.accepts);
  const open = async (port: number, host: string | undefined, isLmtp: boolean): Promise<number> => {
    const listener = createSmtpListener({ port, ...(host === undefined ? {} : { host }), lmtp: isLmtp, accept, addressAllowed, log });
    const taken = await listener.listen();
    closers.unshift(() => listener.close());
    return taken;
  };
  if (!smtp.enabled) {
    log.warn({ reason: smtp.disabledReason }, 'the mail listener is off');
    return null;
  }
  if (lmtp) log.info({ port: await open(lmtp.port, smtp.host ?? '127.0.0.1', true) }, 'LMTP is open');
  return open(smtp.port, smtp.host, false);
}

/** Takes a mail that was posted; without an envelope its own lines say to which mailbox. */
export function createRawMailDoor(config: Config, accept: AcceptInbound): (bytes: Buffer, envelope: { from?: string; to: string[] }) => Promise<Accepted> {
  const ours = ourMailboxes(config);
  return (bytes, { from, to }) => acceptMail(accept, bytes, mailboxesOf(bytes, to, ours), { via: 'hook', mailFrom: from ?? null, rcptTo: to });
}

/** Whether an address is surely ours: with nothing configured nobody knows. */
export function ownAddress({ mail }: Config): (address: string) => boolean {
  return (address) => mail.inbound !== null && isOurs(address, mail.inbound);
}

export function ourMailboxes(config: Config): OurMailboxes {
  return { isOurs: config.mail.inbound === null ? null : ownAddress(config), fallback: config.mail.from };
}

/** Plus-addresses count as their base address: our reply tokens ride in them. */
function isOurs(address: string, accepts: readonly InboundAddress[] | null): boolean {
  if (!accepts) return true;
  const whole = address.trim().toLowerCase();
  const domain = whole.slice(whole.lastIndexOf('@') + 1);
  return accepts.some((entry) => (entry.kind === 'domain' ? domain === entry.value : mailboxOf(whole) === entry.value || whole === entry.value));
}
