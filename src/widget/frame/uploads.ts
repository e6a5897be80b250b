import type { ChatFile } from '../../contract/realtime.js';
import { newUuid } from '../../contract/newUuid.js';
import { type UploadTrouble, uploadFile } from './upload.js';

/** A file that is going up (`trouble` null), or that did not: it stays until it is taken away. */
export interface UploadShown {
  key: string;
  name: string;
  trouble: UploadTrouble | null;
}

interface Parts {
  get(): readonly UploadShown[];
  set(uploads: readonly UploadShown[]): void;
  /** Where the list is kept while this window lives. */
  place(): string;
  token(): Promise<string | null>;
  onDone(file: ChatFile): void;
}

/** Whether the same file may go at another try. */
export const isWorthATry = (trouble: UploadTrouble): boolean => trouble === 'broken' || trouble === 'many';

/**
 * Files on their way. The browser cannot keep one over a reload: it asks before the page is left while one goes up, and
 * what was lost all the same is named afterwards. That is for this window alone, since another may be at it still.
 */
export function createUploads({ get, set, place, token, onDone }: Parts) {
  const files = new Map<string, File>();
  return { add, retry, drop, takeLeft };

  function add(file: File): Promise<void> {
    const key = newUuid();
    files.set(key, file);
    show([...get(), { key, name: file.name, trouble: null }]);
    return go(key, file);
  }

  async function retry(key: string): Promise<void> {
    const file = files.get(key);
    if (!file || get().some((one) => one.key === key && one.trouble === null)) return;
    change(key, null);
    await go(key, file);
  }

  function drop(key: string): void {
    files.delete(key);
    show(get().filter((one) => one.key !== key));
  }

  async function go(key: string, file: File): Promise<void> {
    const done = await uploadFile(file, await token());
    if (typeof done === 'string') return change(key, done);
    onDone(done);
    drop(key);
  }

  function change(key: string, trouble: UploadTrouble | null): void {
    show(get().map((one) => (one.key === key ? { ...one, trouble } : one)));
  }

  function show(uploads: readonly UploadShown[]): void {
    set(uploads);
    removeEventListener('beforeunload', askFirst);
    if (uploads.some(({ trouble }) => trouble === null)) addEventListener('beforeunload', askFirst);
    try {
      if (uploads.length > 0) sessionStorage.setItem(place(), JSON.stringify(uploads));
      else sessionStorage.removeItem(place());
    } catch {
      // Refused or full: it is shown while the page lasts.
    }
  }

  /** Shows what the page before this one did not send. */
  function takeLeft(): void {
    const here = new Set(get().map(({ key }) => key));
    const lost = left().filter(({ key }) => !here.has(key));
    if (lost.length > 0) show([...lost, ...get()]);
  }

  function left(): UploadShown[] {
    try {
      const uploads = JSON.parse(sessionStorage.getItem(place()) ?? '[]') as UploadShown[];
      return uploads.map((one) => (one.trouble === null || isWorthATry(one.trouble) ? { ...one, trouble: 'gone' } : one));
    } catch {
      return []; // Refused or unreadable: nothing to tell of.
    }
  }
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
