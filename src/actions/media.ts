import { notFound } from '../lib/errors.js';
import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';

/** Files for those who have a link to them and cannot sign in. A link that does not hold is as good as none. */
export function createMedia({ store, blobs, fileLinks, now }: ActionDeps): Desk['media'] {
  return async (token) => {
    const ref = fileLinks.read(token, now());
    const message = ref ? await store.messages.get(ref.messageId) : null;
    const file = ref && message && message.direction !== 'note' ? message.attachments[ref.index] : undefined;
    if (!file?.sha256) throw notFound('file');
    const { filename, contentType, size, sha256 } = file;
    return { filename, contentType, size, bytes: await blobs.open(sha256) };
  };
}
