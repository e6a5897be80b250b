/** Outgoing mail for the tests of the e-mail channel: a draft, a channel that sends to a relay, and relays that say what they are told to. */
import { createServer, type Server, type Socket } from 'node:net';
import { createEmailChannel, type EmailChannel, type EmailChannelDeps } from '../../../../src/channels/email/channel.js';
import { createInlineParser } from '../../../../src/channels/email/inlineParser.js';
import type { Blobs } from '../../../../src/ports/blobs.js';
import type { OutboundDraft, PreparedOutbound } from '../../../../src/ports/channel.js';
import type { Message } from '../../../../src/tickets/message.js';
import { createMemoryBlobs } from './fixtures.js';

export const ID = '0190aabbccdd001122334455';

export function channelTo(
  smtpUrl: string | null,
  overrides: { plusAddressing?: boolean; fromAddress?: string } = {},
  blobs: Blobs = createMemoryBlobs(),
  outgoingOf?: EmailChannelDeps['outgoingOf'],
): EmailChannel {
  return createEmailChannel({
    config: {
      fromAddress: 'support@desk.example',
      fromName: 'Desk "24/7"',
      domain: 'desk.example',
      plusAddressing: true,
      smtpUrl,
      key: Buffer.alloc(32, 3),
      ...overrides,
    },
    parser: createInlineParser(),
    blobs,
    findSent: () => Promise.resolve(null),
    ...(outgoingOf ? { outgoingOf } : {}),
  });
}

export const draft: OutboundDraft = {
  id: ID,
  ticketId: '0190aabbccdd000000000001',
  ticketNumber: 17,
  subject: 'Lamp é',
  text: 'Dear Ann,\nit is on its way – 5 €.',
  html: null,
  to: { kind: 'email', value: 'ann@example.com', name: 'Ann' },
  threadIds: ['first@x', 'second@x'],
  agentName: 'Bo',
};

export function asMessage(prepared: PreparedOutbound, changes: Partial<Message> = {}): Message {
  const at = new Date('2026-11-22T12:00:00Z');
  return {
    ...{
      id: ID,
      ticketId: draft.ticketId,
      customerId: 'c',
      intakeId: null,
      channel: 'email',
      direction: 'out',
      text: draft.text,
      html: null,
    },
    ...{
      attachments: [],
      authorId: null,
      decision: null,
      delivery: null,
      wroteBy: 'person',
      senderVerified: true,
      occurredAt: at,
      createdAt: at,
      updatedAt: at,
    },
    ...prepared,
    ...changes,
  };
}

export const never = new AbortController().signal;

export interface Relay {
  url: string;
  /** The lines of each session's commands. */
  commands: string[];
  /** What came between DATA and its end, to the byte. */
  mails: string[];
  close(): Promise<void>;
}

/** A relay that answers each command as told; null hangs, '' hangs up, a function decides by the whole line. */
export async function startRelay(answers: Record<string, string | null | ((line: string) => string)> = {}): Promise<Relay> {
  const sockets: Socket[] = [];
  const commands: string[] = [];
  const mails: string[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    const say = (verb: string, line: string, fallback: string): void => {
      const told = verb in answers ? answers[verb] : fallback;
      const text = typeof told === 'function' ? told(line) : told;
      if (text === '') socket.destroy();
      else if (typeof text === 'string') socket.write(`${text}\r\n`);
    };
    let buffer = '';
    let inData = false;
    say('GREETING', '', '220 relay');
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        // RFC 5321 4.1.1.4: nothing but this ends a mail.
        const end = inData ? buffer.indexOf('\r\n.\r\n') : buffer.indexOf('\r\n');
        if (end < 0) return;
        const part = buffer.slice(0, end);
        buffer = buffer.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          mails.push(`${part}\r\n`);
          say('.', '', '250 ok');
          continue;
        }
        const verb = part.split(/[ :]/)[0]?.toUpperCase() ?? '';
        if (verb === '') continue;
        commands.push(part);
        inData = verb === 'DATA' && !('DATA' in answers);
        say(verb, part, verb === 'DATA' ? '354 go' : '250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    commands,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
