import type { ErrorBody } from '../../contract/common.js';
import { MAX_FILE_BYTES } from '../../contract/lists.js';
import type { ChatFile } from '../../contract/realtime.js';

/** Why a file was not sent. `broken` and `many` may go at the next try; `gone`: the page was left, and the browser no longer has it. */
export type UploadTrouble = 'program' | 'large' | 'empty' | 'off' | 'refused' | 'many' | 'broken' | 'gone';

const BY_CODE: Record<string, UploadTrouble> = {
  unsupported_media_type: 'program',
  too_large: 'large',
  not_allowed: 'off',
  too_many_requests: 'many',
  // A new session is made by itself.
  not_signed_in: 'broken',
};

/** Puts a file on the server, for this visitor's next line to name. */
export async function uploadFile(file: File, token: string | null): Promise<ChatFile | UploadTrouble> {
  if (file.size === 0) return 'empty';
  // Said before megabytes go up for nothing.
  if (file.size > MAX_FILE_BYTES) return 'large';
  if (!token) return 'broken';
  try {
    const response = await fetch(`/widget/files?${new URLSearchParams({ filename: file.name || 'file' }).toString()}`, {
      method: 'POST',
      credentials: 'omit',
      headers: { authorization: `Bearer ${token}`, 'content-type': file.type || 'application/octet-stream' },
      body: file,
    });
    const answer: unknown = await response.json();
    if (response.status >= 500) return 'broken';
    if (!response.ok) return BY_CODE[(answer as ErrorBody | null)?.error?.code ?? ''] ?? 'refused';
    const { id, filename, contentType, size } = answer as { id: string; filename: string; contentType: string; size: number };
    return { id, name: filename, contentType, size, url: null };
  } catch {
    return 'broken'; // No answer, or half of one; the visitor sees it and can try again.
  }
}
