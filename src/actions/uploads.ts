import { createHash, randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { MAX_FILE_BYTES, MAX_FILES_PER_MESSAGE, MAX_MESSAGE_FILES_BYTES, type Upload } from '../contract/uploads.js';
import { AppError } from '../lib/errors.js';
import { safeContentType, safeFilename } from '../lib/fileNames.js';
import { fileRefusal } from '../screening/files.js';
import type { UploadRecord } from '../ports/workspace.js';
import type { Attachment } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';

/** What no message has taken by then is forgotten. */
const KEEP_MS = 24 * 3_600_000;
/** A message may be sent again, by its client's id and with the same files, for so long. */
const REPEATABLE_MS = 7 * KEEP_MS;
/** What one owner may have lying about: more is a script. */
const MAX_PENDING_BYTES = { agent: 500_000_000, visitor: 60_000_000 } as const;

/** Name and type as the client gave them: both are made safe before they are stored. */
export interface GivenFile {
  filename: string;
  contentType: string;
  bytes: Readable;
}

/** An agent or a visitor, by id: who may put the file into a message. */
export type Owner = UploadRecord['owner'];

/**
 * Files come first and are named by a message afterwards. The id is a secret of 256 bits, stored as its hash, and is of
 * use to its uploader alone: somebody else's id is as unknown as one that never was.
 */
export function createUploads({ store, blobs, now }: ActionDeps) {
  return { add, take, link, release, purge };

  /** @throws AppError `too_large`, `unsupported_media_type`, `too_many_requests` */
  async function add(owner: Owner, file: GivenFile): Promise<Upload> {
    const contentType = safeContentType(file.contentType);
    const filename = safeFilename(file.filename, contentType, 0);
    const refusal = fileRefusal(filename, contentType);
    if (refusal) throw new AppError('unsupported_media_type', refusal);
    if ((await store.uploads.pendingBytes(owner.id)) > MAX_PENDING_BYTES[owner.kind])
      throw new AppError('too_many_requests', 'Many files are uploaded already and used nowhere. Try again later.');
    const { sha256, size } = await blobs.putStream(file.bytes, MAX_FILE_BYTES);
    if (size === 0) throw new AppError('invalid_input', 'The file is empty.');
    const id = randomBytes(32).toString('base64url');
    const at = now();
    await store.uploads.add({ id: hashId(id), owner, filename, contentType, size, sha256, createdAt: at, messageId: null });
    return { id, filename, contentType, size, expiresAt: new Date(at.getTime() + KEEP_MS).toISOString() };
  }

  /**
   * The files of a message to be, in the order given. Nothing is taken yet: `link` does, once the message is stored.
   * @throws AppError `invalid_input` for an id that is not an upload of this owner, or that another message has
   */
  async function take(owner: Owner, ids: readonly string[], messageId: string): Promise<Attachment[]> {
    const wanted = [...new Set(ids)];
    if (!wanted.length) return [];
    if (wanted.length > MAX_FILES_PER_MESSAGE)
      throw new AppError('invalid_input', `A message carries at most ${MAX_FILES_PER_MESSAGE} files.`);
    const found = new Map((await store.uploads.many(wanted.map(hashId))).map((upload) => [upload.id, upload]));
    const uploads = wanted.map((id, index) => {
      const upload = found.get(hashId(id));
      const mine = upload?.owner.kind === owner.kind && upload.owner.id === owner.id;
      if (!upload || !mine || (upload.messageId !== null && upload.messageId !== messageId)) {
        throw new AppError('invalid_input', 'One of the files is not there any more. Please attach it again.', { index });
      }
      return upload;
    });
    if (uploads.reduce((sum, { size }) => sum + size, 0) > MAX_MESSAGE_FILES_BYTES)
      throw new AppError('too_large', `The files are larger than a message may be (${MAX_MESSAGE_FILES_BYTES / 1_000_000} MB).`);
    return uploads.map(({ filename, contentType, size, sha256 }) => ({
      filename,
      contentType,
      size,
      sha256,
      inline: false,
      contentId: null,
      state: 'stored',
      sourceUrl: null,
    }));
  }

  /** The message is stored: its files are its own from now on. */
  async function link(ids: readonly string[], messageId: string): Promise<void> {
    for (const id of new Set(ids)) await store.uploads.link(hashId(id), messageId);
  }

  /** The message was taken back: its files may go with another one, as if they had just been uploaded. */
  async function release(messageId: string): Promise<void> {
    await store.uploads.release(messageId, now());
  }

  async function purge(): Promise<number> {
    return store.uploads.purge(new Date(now().getTime() - KEEP_MS), new Date(now().getTime() - REPEATABLE_MS), 500);
  }
}

export type Uploads = ReturnType<typeof createUploads>;

const hashId = (id: string): string => createHash('sha256').update(id).digest('hex');
