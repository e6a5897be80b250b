import type { ChatFile } from '../../contract/realtime.js';

/** Puts a file on the server, for this visitor's next line to name. Null when it could not be done. */
export async function uploadFile(file: File, token: string): Promise<ChatFile | null> {
  try {
    const response = await fetch(`/widget/files?${new URLSearchParams({ filename: file.name || 'file' }).toString()}`, {
      method: 'POST',
      credentials: 'omit',
      headers: { authorization: `Bearer ${token}`, 'content-type': file.type || 'application/octet-stream' },
      body: file,
    });
    if (!response.ok) return null;
    const { id, filename, contentType, size } = (await response.json()) as {
      id: string;
      filename: string;
      contentType: string;
      size: number;
    };
    return { id, name: filename, contentType, size, url: null };
  } catch {
    return null; // The line broke; the visitor sees it and can choose the file again.
  }
}
