import nodemailer, { type Transporter } from 'nodemailer';
import { smtpFailure } from './failures.js';

/** More relays than a desk has; an old one that is not used any more is closed. */
const MOST = 30;

const OPTIONS = {
  pool: true, maxConnections: 5, maxMessages: 100,
  connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000,
  disableFileAccess: true, disableUrlAccess: true,
} as const;

/** Connections to relays, kept by URL: a changed login is another one. */
export function createRelays() {
  const open = new Map<string, Transporter>();
  return {
    get(url: string): Transporter {
      const transport = open.get(url) ?? nodemailer.createTransport({ url, ...OPTIONS });
      // The one used last stands last.
      open.delete(url);
      open.set(url, transport);
      const [oldest] = open;
      if (open.size > MOST && oldest) {
        oldest[1].close();
        open.delete(oldest[0]);
      }
      return transport;
    },
    close(): void {
      for (const transport of open.values()) transport.close();
      open.clear();
    },
  };
}

/** Whether a relay lets us in, in words. Sends nothing and never throws for what a server does. */
export async function tryRelay(url: string): Promise<{ ok: boolean; message: string }> {
  const transport = nodemailer.createTransport({ url, ...OPTIONS, pool: false });
  try {
    await transport.verify();
    return { ok: true, message: 'The relay lets us in.' };
  } catch (error) {
    return { ok: false, message: smtpFailure(error).message };
  } finally {
    transport.close();
  }
}
