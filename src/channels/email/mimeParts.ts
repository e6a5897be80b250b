import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { MailParser, type Headers, type MimeNode, type RawHeaderLine } from 'mailparser';
import { decodeText } from './charsets.js';

/** A leaf that is not shown as text. */
export interface RawAttachment {
  filename: string | null;
  contentType: string;
  bytes: Buffer;
  contentId: string | null;
  disposition: string | null;
  /** Another name by which the HTML may show it (RFC 2557). */
  location?: string | null;
}

export interface MimeParts {
  /** Decoded by mailparser; a repeated From, Subject, Date or Message-ID counts with its first value. */
  headers: Headers;
  tree: MimeNode;
  attachments: RawAttachment[];
}

/** In front of the charset label, so that mailparser hands every text part to our decoder, UTF-8 too. */
const OURS = 'x-sayonce-';

/** When a header that may be there once comes twice, mailparser takes the last one and mail programs show the first. */
const ONCE = new Set(['from', 'sender', 'reply-to', 'subject', 'date', 'message-id', 'in-reply-to', 'content-type', 'content-transfer-encoding']);

/** mailparser with charset repair, and without its own text: it would lose parts with our options. */
class PartsParser extends MailParser {
  override getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream } {
    return { decodeStream: (charset) => new RepairingDecoder(charset.slice(OURS.length)) };
  }

  override createNode(node: unknown): MimeNode {
    const made = super.createNode(node);
    made.charset = OURS + (made.charset ?? '');
    return made;
  }

  override processHeaders(lines: RawHeaderLine[]): Headers {
    const seen = new Set<string>();
    return super.processHeaders(
      lines.filter((line) => {
        if (!ONCE.has(line.key)) return true;
        if (seen.has(line.key)) return false;
        seen.add(line.key);
        return true;
      }),
    );
  }

  override getTextContent(): object {
    return { type: 'text' };
  }
}

class RepairingDecoder extends Transform {
  private readonly chunks: Buffer[] = [];
  private readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.chunks.push(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.push(decodeText(Buffer.concat(this.chunks), this.label), 'utf8');
    done();
  }
}

/**
 * Takes a mail apart.
 * @throws what mailparser throws: too many nodes, too large a header.
 */
export function readMimeParts(raw: Buffer): Promise<MimeParts> {
  return new Promise((resolve, reject) => {
    const parser = new PartsParser({ keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
    const attachments: RawAttachment[] = [];
    let headers: Headers = new Map();
    parser.on('error', reject);
    parser.on('headers', (found: Headers) => {
      headers = found;
    });
    parser.on('data', (data: ParserEvent) => {
      if (data.type !== 'attachment') return;
      const chunks: Buffer[] = [];
      data.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      data.content.once('error', reject);
      data.content.once('end', () => {
        attachments.push({
          filename: data.filename ?? null,
          contentType: data.contentType || 'application/octet-stream',
          bytes: Buffer.concat(chunks),
          contentId: data.cid ?? null,
          disposition: data.contentDisposition ?? null,
          location: locationOf(data.headers),
        });
        data.release();
      });
    });
    parser.once('end', () => {
      if (parser.tree === false) reject(new Error('no MIME structure'));
      else resolve({ headers, tree: parser.tree, attachments });
    });
    parser.end(raw);
  });
}

function locationOf(headers: Headers | undefined): string | null {
  const value = headers?.get('content-location');
  return typeof value === 'string' && value.length <= 300 && !/[\s"'<>]/.test(value) ? value : null;
}

type ParserEvent =
  | { type: 'text' }
  | {
      type: 'attachment';
      content: Readable;
      contentType: string | false;
      filename?: string;
      cid?: string;
      contentDisposition?: string;
      headers?: Headers;
      release(): void;
    };
