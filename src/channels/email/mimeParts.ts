import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { MailParser, type Headers, type MimeNode, type RawHeaderLine, type SplitNode } from 'mailparser';
import { Base64TextDecoder } from './base64Text.js';
import { decodeText } from './charsets.js';
import { unflow } from './flowed.js';

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

/** A mail taken apart, its texts decoded, nothing cleaned. */
export interface MimeParts {
  /** Decoded by mailparser; a repeated From, Subject, Date or Message-ID counts with its first value. */
  headers: Headers;
  tree: MimeNode;
  attachments: RawAttachment[];
}

/** In front of the charset label, so that mailparser hands every text part to our decoder, UTF-8 too; with how its lines were broken (RFC 3676). */
const OURS = { fixed: 'x-sayonce-fixed-', flowed: 'x-sayonce-flowed-', 'flowed-delsp': 'x-sayonce-delsp-' } as const;
type Breaks = keyof typeof OURS;
const KINDS = Object.keys(OURS) as Breaks[];

/** When a header that may be there once comes twice, mailparser takes the last one and mail programs show the first. */
const ONCE = new Set([
  'from',
  'sender',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'content-type',
  'content-transfer-encoding',
]);

/** mailparser with charset repair, and without its own text: it would lose parts with our options. */
class PartsParser extends MailParser {
  override getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream } {
    return { decodeStream: (charset) => new RepairingDecoder(charset) };
  }

  override createNode(node: SplitNode): MimeNode {
    // RFC 2045 5.2: what is no type at all means plain text. Old programs write `text`.
    if (node.contentType && !node.contentType.includes('/') && !node.filename) node.contentType = 'text/plain';
    const isShown = (!node.contentType || ['text/plain', 'text/html'].includes(node.contentType)) && node.disposition !== 'attachment';
    // A file's bytes are nobody's words.
    if (isShown && node.encoding === 'base64') node.getDecoder = () => new Base64TextDecoder();
    const made = super.createNode(node);
    // HTML has no soft breaks, whatever its type says; and mailparser would join a line with the quotation that follows it.
    const isFlowed = node.flowed && made.contentType === 'text/plain';
    made.charset = OURS[isFlowed ? (node.delSp ? 'flowed-delsp' : 'flowed') : 'fixed'] + (made.charset ?? '');
    node.flowed = false;
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
  private readonly breaks: Breaks;

  constructor(charset: string) {
    super();
    this.breaks = KINDS.find((kind) => charset.startsWith(OURS[kind])) ?? 'fixed';
    this.label = charset.slice(OURS[this.breaks].length);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.chunks.push(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    const text = decodeText(Buffer.concat(this.chunks), this.label);
    this.push(this.breaks === 'fixed' ? text : unflow(text, this.breaks === 'flowed-delsp'), 'utf8');
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
