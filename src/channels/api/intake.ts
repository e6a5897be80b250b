import { createHash } from 'node:crypto';
import type { InboundBody } from '../../contract/tickets.js';
import type { InboundRaw } from '../../ports/intake.js';

/** The account of all its rows: a caller's id is one message, whichever token it came with. */
export const API_ACCOUNT = 'api';
const MAX_PLAIN_KEY = 200;

/** The row for `POST /api/v1/inbound`. The caller's id makes a second try the same message. */
export function apiIntake(body: InboundBody, meta: Record<string, unknown> = {}): InboundRaw {
  const key =
    body.externalId.length <= MAX_PLAIN_KEY ? body.externalId : `sha256-${createHash('sha256').update(body.externalId).digest('hex')}`;
  return { channel: 'api', channelAccount: API_ACCOUNT, externalKey: key, raw: Buffer.from(JSON.stringify(body), 'utf8'), meta };
}
