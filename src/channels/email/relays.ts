import nodemailer, { type Transporter } from 'nodemailer';
import type { SentMessageInfo } from 'nodemailer/lib/smtp-transport';
import { smtpFailure } from './failures.js';

/** More relays than a desk has; an old one that is not used any more is closed. */
const MOST = 30;

const OPTIONS = {
  pool: true,
  maxConnections: 5,
  maxMessages: 100,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  disableFileAccess: true,
  disableUrlAccess: true,
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
export function tryRelay(url: string): Promise<{ ok: boolean; message: string }> {
  return attempt(url, async (transport) => {
    await transport.verify();
    return 'The relay lets us in.';
  });
}

/** Sends one mail to a person of ours, and says in words how it went. Never throws for what a server does. */
export function sendTestMail(
  url: string,
  { from, to }: { from: { address: string; name: string }; to: string },
): Promise<{ ok: boolean; message: string }> {
  return attempt(url, async (transport) => {
    const text =
      'This mail was sent from the settings of SayOnce. It arrived: mail goes out by this relay.\n\n这封邮件来自 SayOnce 的设置。收到它，说明邮件可以通过这个中继发出。\n\n這封郵件來自 SayOnce 的設定。收到它，表示郵件可以透過這個轉送主機寄出。\n';
    const { response } = await transport.sendMail({
      from,
      to,
      subject: 'SayOnce: mail works',
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return `The relay took it: ${response.replace(/[\r\n]+/g, ' ').slice(0, 200)}`;
  });
}

async function attempt(
  url: string,
  work: (transport: Transporter<SentMessageInfo>) => Promise<string>,
): Promise<{ ok: boolean; message: string }> {
  const transport = nodemailer.createTransport({ url, ...OPTIONS, pool: false });
  try {
    return { ok: true, message: await work(transport) };
  } catch (error) {
    return { ok: false, message: smtpFailure(error).message };
  } finally {
    transport.close();
  }
}
