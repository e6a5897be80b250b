import type { Attachment } from '../../../../contract/tickets.js';

/** What the server serves in place, once the bytes prove it. Browsers cannot show others, such as HEIC or TIFF. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const TEXTS = /^(?:text\/(?!calendar)|application\/(?:json|xml|x-yaml|yaml|x-ndjson)\b|message\/)/;
/** More than this is read in a program of its own. */
const MOST_BYTES = { picture: 50_000_000, pdf: 30_000_000, text: 2_000_000 } as const;

export type PreviewKind = keyof typeof MOST_BYTES;
/** An attachment that is stored: only that can be shown. */
export type Previewed = Attachment & { url: string };

/** How the console can show an attachment itself; null: it is a file to fetch. */
export function previewKind({ contentType, size, url }: Attachment): PreviewKind | null {
  if (url === null) return null;
  const type = contentType.trim().toLowerCase();
  const kind = PICTURES.has(type) ? 'picture' : type === 'application/pdf' ? 'pdf' : TEXTS.test(type) ? 'text' : null;
  return kind && size <= MOST_BYTES[kind] ? kind : null;
}

/** What a person calls such a file: by its ending, else by its type. */
export function fileType({ filename, contentType }: Pick<Attachment, 'filename' | 'contentType'>): string {
  const [, ending] = /\.([a-z\d]{1,5})$/i.exec(filename) ?? [];
  return (ending ?? contentType.split(/[/;]/)[1] ?? contentType).toUpperCase();
}
