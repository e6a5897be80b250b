import { spawn } from 'node:child_process';
import { createTransport } from 'nodemailer';
import twilio from 'twilio';
import type { Message, Ticket } from '../../src/contract/tickets.js';
import { eventually, type Desk } from './startDesk.js';

/** What customers do, through the real front doors. */

export const TWILIO = {
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
  TWILIO_AUTH_TOKEN: 'test-token-of-twilio',
  TWILIO_NUMBER: '+12025550100',
};

export interface MailToSend {
  from: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: { filename: string; content: Buffer; contentType: string }[];
  messageId?: string;
  inReplyTo?: string;
  references?: string;
  to?: string;
  headers?: Record<string, string>;
}

/** Sends a mail through the desk's SMTP port with a real client. Resolves when the server said 250. */
export async function mail(desk: Desk, { to = 'support@example.com', ...rest }: MailToSend): Promise<{ messageId: string }> {
  const transport = createTransport({ host: '127.0.0.1', port: desk.smtpPort, secure: false, ignoreTLS: true });
  const sent = await transport.sendMail({ ...rest, to });
  transport.close();
  return { messageId: sent.messageId };
}

/** Sends raw bytes as they are. @returns the server's last answer. */
export async function rawMail(desk: Desk, raw: string | Buffer, from = 'raw@example.org', to = 'support@example.com'): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: desk.smtpPort, secure: false, ignoreTLS: true });
  const sent = await transport.sendMail({ envelope: { from, to: [to] }, raw });
  transport.close();
  return sent.response;
}

/** Posts a form as Twilio does, signed by Twilio's own SDK. */
export async function twilioPost(
  desk: Desk,
  hookPath: string,
  params: Record<string, string>,
  signature?: string | null,
): Promise<{ status: number; body: string }> {
  const url = hookPath.startsWith('http')
    ? new URL(hookPath)
    : new URL(hookPath, desk.env['PUBLIC_URL'] ?? `http://localhost:${desk.env['PORT']}`);
  const signed = signature === undefined ? twilio.getExpectedTwilioSignature(TWILIO.TWILIO_AUTH_TOKEN, url.href, params) : signature;
  const answer = await fetch(desk.url + url.pathname + url.search, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(signed === null ? {} : { 'x-twilio-signature': signed }) },
    body: new URLSearchParams(params),
  });
  return { status: answer.status, body: await answer.text() };
}

let sid = 0;
export const newSid = (prefix: 'SM' | 'CA' | 'RE' | 'TR'): string =>
  prefix + (Date.now().toString(16) + (sid++).toString(16).padStart(6, '0')).padStart(32, '0');

export function sms(desk: Desk, from: string, text: string, messageSid = newSid('SM')): Promise<{ status: number; body: string }> {
  return twilioPost(desk, '/hooks/twilio/sms', {
    MessageSid: messageSid,
    AccountSid: TWILIO.TWILIO_ACCOUNT_SID,
    From: from,
    To: TWILIO.TWILIO_NUMBER,
    Body: text,
    NumMedia: '0',
  });
}

export async function tickets(desk: Desk, query = ''): Promise<Ticket[]> {
  const { status, body } = await desk.api<{ items: Ticket[] }>('GET', `/api/v1/tickets?limit=200${query}`);
  if (status !== 200) throw new Error(`tickets: ${status} ${JSON.stringify(body)}`);
  return body.items;
}

export async function messagesOf(desk: Desk, ticketId: string): Promise<Message[]> {
  const all: Message[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: Message[]; nextCursor: string | null } } = await desk.api(
      'GET',
      `/api/v1/tickets/${ticketId}/messages?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    all.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return all;
}

/** Waits until no intake row is pending. */
export async function settled(desk: Desk, timeout = 30_000): Promise<void> {
  await eventually(
    async () => {
      const { body } = await desk.api<{ items: unknown[] }>('GET', '/api/v1/intake?state=pending&limit=1');
      return body.items.length === 0;
    },
    { timeout },
  );
}

/** Runs a program to its end. @returns its exit code and all that it printed. */
export function run(command: string, args: string[], input = ''): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}
