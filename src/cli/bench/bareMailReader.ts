/** Entry of a thread of the mail bench's floor: reads a mail and keeps nothing. */
import { simpleParser } from 'mailparser';

export default async function read(raw: Uint8Array): Promise<void> {
  await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
}
