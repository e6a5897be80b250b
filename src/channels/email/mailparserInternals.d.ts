import 'mailparser';

/**
 * The inner parts of mailparser 3.9 (pinned exactly) that `mimeParts.ts` builds on. `parse.test.ts` fails when one of
 * them changes.
 */
declare module 'mailparser' {
  interface MimeNode {
    contentType: string | false;
    /** Of a leaf: `inline` text is shown, all else is an attachment. */
    disposition?: string;
    charset?: string;
    children: MimeNode[];
    parent?: MimeNode;
    headers: Headers;
    /** The decoded text of a shown leaf. */
    textContent?: string;
    /** The first node inside a message/rfc822 part. */
    showMeta?: boolean;
  }

  /** What mailsplit tells of a part before its content. */
  interface SplitNode {
    contentType: string | false;
    encoding: string | false;
    disposition: string | false;
    filename: string | false;
    flowed: boolean;
    delSp: boolean;
    getDecoder(): NodeJS.ReadWriteStream;
  }

  interface RawHeaderLine {
    key: string;
    line: string;
  }

  interface MailParser {
    tree: MimeNode | false;
    getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream };
    createNode(node: SplitNode): MimeNode;
    processHeaders(lines: RawHeaderLine[]): Headers;
    getTextContent(): object;
  }
}
