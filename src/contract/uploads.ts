/** Files on their way into a message: uploaded first, then named by their id. */
import { z } from 'zod';
import { Instant } from './common.js';

export { MAX_FILES_PER_MESSAGE, MAX_FILE_BYTES, MAX_MESSAGE_FILES_BYTES } from './lists.js';

/** 256 random bits: who has it may use it, and only together with the session that uploaded it. */
export const UploadId = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the id of an upload');

/** The body of the request is the file itself, streamed; its type is the `Content-Type`. */
export const UploadQuery = z.object({ filename: z.string().min(1).max(500) });

/** A file that waits for a message of whoever uploaded it. Its id is a secret. */
export const Upload = z.object({
  id: UploadId,
  filename: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  /** Gone by then unless a message names it. */
  expiresAt: Instant,
});
export type Upload = z.infer<typeof Upload>;
