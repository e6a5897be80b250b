import { z } from 'zod';
import type { Attachment } from '../../tickets/message.js';
import type { InboundRaw } from '../../ports/intake.js';

/** The account of its rows: there is one chat. */
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

const ChatAttachment = z.object({ filename: z.string(), contentType: z.string(), size: z.number().int(), sha256: z.string() });

/** Words, files, or both. */
export const ChatBody = z
  .object({ clientId: z.string().min(1).max(100), text: z.string(), files: z.array(ChatAttachment).default([]) })
  .refine(({ text, files }) => text !== '' || files.length > 0);
export type ChatBody = z.infer<typeof ChatBody>;

/** The row for a visitor's message. The client's own id makes a second try the same message, in capitals or not: it is a UUID. */
export function chatIntake(
  { clientId, text, files = [] }: { clientId: string; text: string; files?: Attachment[] },
  meta: ChatMeta,
  channelAccount: string = CHAT_ACCOUNT,
): InboundRaw {
  return {
    channel: 'chat',
    channelAccount,
    externalKey: `${meta.visitorId}:${clientId.toLowerCase()}`,
    raw: Buffer.from(
      JSON.stringify({
        clientId,
        text,
        ...(files.length
          ? { files: files.map(({ filename, contentType, size, sha256 }) => ({ filename, contentType, size, sha256 })) }
          : {}),
      }),
      'utf8',
    ),
    meta: { ...meta },
  };
}
