import { InboundBody } from '../../contract/tickets.js';
import { normaliseIdentity } from '../../customers/normalise.js';
import { cleanLine, cleanName } from '../cleanLine.js';
import { UnreadableInbound, type ChannelAdapter, type InboundMessage, type ReadResult } from '../../ports/channel.js';
import type { IntakeRecord } from '../../ports/intake.js';

/** Any other way of reaching us: a word over the counter, a social network's message. It carries nothing back. */
export function createApiChannel(): ChannelAdapter {
  return { channel: 'api', read: async (record) => readApiRow(record), sender: null };
}

/** @throws {UnreadableInbound} */
function readApiRow(record: IntakeRecord): ReadResult {
  const body = InboundBody.safeParse(parseJson(record.raw)).data;
  if (!body) throw new UnreadableInbound('bad_body', 'The body is not a message as the API describes it.');
  const { kind, name } = body.from;
  const value = normaliseIdentity(kind, body.from.value) ?? body.from.value;
  const said = body.occurredAt === undefined ? record.receivedAt : new Date(body.occurredAt);
  const inbound: InboundMessage = {
    channel: 'api',
    channelAccount: record.channelAccount,
    externalId: body.externalId,
    amends: false,
    sender: [{ kind, value, proof: 'claimed', source: 'api' }],
    from: { kind, value: body.from.value, name: cleanName(name ?? null) },
    senderDoubt: null,
    to: [],
    claims: [],
    subject: cleanLine(body.subject ?? '', 998) || null,
    text: body.text.replace(/\0/g, ''),
    textRank: 0,
    html: null,
    attachments: [],
    mail: null,
    hints: [],
    wroteBy: 'person',
    language: null,
    occurredAt: said < record.receivedAt ? said : record.receivedAt,
  };
  return { kind: 'message', inbound };
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null; // the schema refuses it with a reason
  }
}
