import { z } from 'zod';
import type { InboundRaw } from '../../ports/intake.js';

export const CHAT_ACCOUNT = 'widget';

/** What the gateway knows of a visitor beside his words. */
export const ChatMeta = z.object({
  visitorId: z.string().min(1),
  customerId: z.string().nullish(),
  /** Set only when the host page signed the visitor in. */
  externalId: z.string().nullish(),
  name: z.string().nullish(),
  /** Typed in the form: shown, never believed. */
  claimedEmail: z.string().nullish(),
  claimedPhone: z.string().nullish(),
  /** Of the page or the browser. */
  language: z.string().nullish(),
});
export type ChatMeta = z.infer<typeof ChatMeta>;

export const ChatBody = z.object({ clientId: z.string().min(1).max(100), text: z.string().min(1) });
export type ChatBody = z.infer<typeof ChatBody>;

/** The row for a visitor's message. The client's own id makes a second try the same message. */
export function chatIntake(body: ChatBody, meta: ChatMeta, channelAccount: string = CHAT_ACCOUNT): InboundRaw {
  return {
    channel: 'chat',
    channelAccount,
    externalKey: `${meta.visitorId}:${body.clientId}`,
    raw: Buffer.from(JSON.stringify({ clientId: body.clientId, text: body.text }), 'utf8'),
    meta: { ...meta },
  };
}
