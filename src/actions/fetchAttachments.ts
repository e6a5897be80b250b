import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';

/** After so many tries an attachment that the provider does not give is shown as failed. */
const MAX_TRIES = 5;

/** Fetches what the provider keeps for us (pictures of a text, recordings of a call). The message is shown before. */
export function createFetchAttachments({ store, blobs, jobs, fetchMedia, log }: ActionDeps, publish: Publish) {
  return async function fetchAttachments(messageId: string, attempt: number): Promise<void> {
    const message = await store.messages.get(messageId);
    if (!message) return;
    let again = false;
    for (const { state, sourceUrl } of message.attachments) {
      if (state !== 'pending' || !sourceUrl) continue;
      try {
        const { bytes, contentType } = await fetchMedia(sourceUrl);
        const sha256 = await blobs.put(bytes);
        await store.messages.setAttachment(messageId, sourceUrl, { state: 'stored', sha256, size: bytes.length, contentType });
      } catch (error) {
        log.warn({ err: error, messageId, attempt }, 'attachment not fetched');
        // A provider that says "never" (too large, gone, a foreign host) is believed at once.
        const final = error instanceof Error && 'outcome' in error && error.outcome === 'final';
        if (attempt < MAX_TRIES && !final) again = true;
        else await store.messages.setAttachment(messageId, sourceUrl, { state: 'failed' });
      }
    }
    const changed = await store.messages.get(messageId);
    if (changed) await publish.message(changed, 0);
    if (again) jobs.mediaLater(messageId, attempt + 1, 2_000 * 3 ** attempt);
  };
}
