import { MAX_FILE_BYTES, MAX_FILES_PER_MESSAGE } from '../../../contract/lists.js';
import type { Upload } from '../../../contract/uploads.js';
import { newUuid } from '../../../contract/newUuid.js';
import type { DraftFile } from './draft.js';
import { changeFile, getDraft, setDraft } from './drafts.js';

const running = new Map<string, XMLHttpRequest>();

/** Why some of the files were not taken. */
export type Refused = { reason: 'tooLarge'; name: string } | { reason: 'tooMany' } | null;

/** Uploads files into the draft of a ticket, each with its progress. What cannot be sent is refused before it travels. */
export function addFiles(ticketId: string, files: readonly File[]): Refused {
  const room = MAX_FILES_PER_MESSAGE - getDraft(ticketId).files.length;
  let refused: Refused = files.length > room ? { reason: 'tooMany' } : null;
  for (const file of files.slice(0, Math.max(0, room))) {
    if (file.size > MAX_FILE_BYTES) refused = { reason: 'tooLarge', name: file.name };
    else upload(ticketId, file);
  }
  return refused;
}

function upload(ticketId: string, file: File): void {
  const key = newUuid();
  // A pasted picture has no name of its own.
  const name = file.name || `file.${file.type.split('/')[1] ?? 'bin'}`;
  setDraft(ticketId, (draft) => ({ ...draft, files: [...draft.files, { key, name, size: file.size, id: null, progress: 0 }] }));
  const request = new XMLHttpRequest();
  running.set(key, request);
  const end = (change: Partial<DraftFile>): void => {
    running.delete(key);
    changeFile(key, { progress: null, ...change });
  };
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    changeFile(key, { progress: total ? Math.min(0.99, loaded / total) : 0 }),
  );
  request.addEventListener('load', () => end(request.status === 201 ? { id: (request.response as Upload).id } : {}));
  request.addEventListener('error', () => end({}));
  request.addEventListener('abort', () => end({}));
  request.open('POST', `/api/v1/uploads?filename=${encodeURIComponent(name)}`);
  request.responseType = 'json';
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.send(file);
}

/** Ends its upload if it is still on its way. What the server has already it forgets by itself. */
export function removeFile(ticketId: string, key: string): void {
  running.get(key)?.abort();
  setDraft(ticketId, (draft) => ({ ...draft, files: draft.files.filter((one) => one.key !== key) }));
}
