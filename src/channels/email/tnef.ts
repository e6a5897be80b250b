import { decodeText } from './charsets.js';
import { contentTypeByName } from '../../lib/fileNames.js';
import type { RawAttachment } from './mimeParts.js';

/**
 * Outlook's `winmail.dat`: the files of a mail, and sometimes its words, wrapped in one part. Read by Microsoft's open
 * specifications [MS-OXTNEF] (the stream of attributes, section 2.1) and [MS-OXCDATA] (property types, section 2.11).
 */
export interface Tnef {
  files: RawAttachment[];
  /** The plain words; null when there are none. */
  text: string | null;
  html: string | null;
}

const SIGNATURE = 0x223e9f78;
/** Attribute ids, [MS-OXTNEF] 2.1.3.2. */
const ATT = {
  body: 0x0002800c,
  title: 0x00018010,
  data: 0x0006800f,
  rendering: 0x00069002,
  attachProps: 0x00069005,
  messageProps: 0x00069003,
  codepage: 0x00069007,
};
/** Property ids, [MS-OXPROPS]. */
const PROP = { body: 0x1000, html: 0x1013, filename: 0x3704, longFilename: 0x3707, mimeTag: 0x370e, contentId: 0x3712, data: 0x3701 };
const TYPE = { string8: 0x001e, unicode: 0x001f, object: 0x000d, binary: 0x0102 };
/** Bytes of the types of a fixed size; smaller ones are filled up to four. */
const FIXED = new Map([
  [0x0001, 0],
  [0x0002, 4],
  [0x0003, 4],
  [0x0004, 4],
  [0x0005, 8],
  [0x0006, 8],
  [0x0007, 8],
  [0x000a, 4],
  [0x000b, 4],
  [0x0014, 8],
  [0x0040, 8],
  [0x0048, 16],
]);
const UNNAMED = 'application/octet-stream';
const MAX_ATTRIBUTES = 5_000;
const MAX_PROPS = 2_000;

/** Whether a part is Outlook's winmail.dat, by its type or its name. */
export function isTnef(part: Pick<RawAttachment, 'contentType' | 'filename'>): boolean {
  return /^application\/(?:ms-tnef|vnd\.ms-tnef)\b/i.test(part.contentType) || /^winmail\.dat$/i.test(part.filename ?? '');
}

/** Null when it is none, or holds nothing. One that breaks off yields what comes before. */
export function readTnef(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;
  const found: Tnef = { files: [], text: null, html: null };
  let codepage = 'windows-1252';
  let file: RawAttachment | null = null;
  for (const { id, data } of attributes(bytes)) {
    if (id === ATT.codepage && data.length >= 4) codepage = charsetOf(data.readUInt32LE(0));
    else if (id === ATT.body) found.text ??= decodeText(untilNull(data), codepage);
    else if (id === ATT.messageProps) addBodies(found, data, codepage);
    else if (id === ATT.rendering) {
      file = { filename: null, contentType: UNNAMED, bytes: Buffer.alloc(0), contentId: null, disposition: 'attachment' };
      found.files.push(file);
    } else if (file && id === ATT.title) file.filename ??= decodeText(untilNull(data), codepage);
    else if (file && id === ATT.data) file.bytes = data;
    else if (file && id === ATT.attachProps) describe(file, data, codepage);
  }
  found.files = found.files.filter((one) => one.bytes.length > 0);
  for (const one of found.files) if (one.contentType === UNNAMED) one.contentType = contentTypeByName(one.filename ?? '') ?? UNNAMED;
  return found.files.length > 0 || found.text !== null || found.html !== null ? found : null;
}

/** Level, id, length, data, checksum: as far as they are whole. */
function* attributes(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  let at = 6;
  for (let count = 0; count < MAX_ATTRIBUTES && at + 9 <= bytes.length; count += 1) {
    const level = bytes[at];
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if ((level !== 1 && level !== 2) || end + 2 > bytes.length) return;
    yield { id, data: bytes.subarray(at + 9, end) };
    at = end + 2;
  }
}

function addBodies(found: Tnef, data: Buffer, codepage: string): void {
  for (const { id, type, value } of properties(data)) {
    if (id === PROP.body) found.text ??= textOf(type, value, codepage);
    if (id === PROP.html) found.html ??= type === TYPE.binary ? decodeText(value, codepage) : textOf(type, value, codepage);
  }
}

function describe(file: RawAttachment, data: Buffer, codepage: string): void {
  for (const { id, type, value } of properties(data)) {
    if (id === PROP.longFilename) file.filename = textOf(type, value, codepage);
    if (id === PROP.filename) file.filename ??= textOf(type, value, codepage);
    if (id === PROP.mimeTag) file.contentType = textOf(type, value, codepage);
    if (id === PROP.contentId) file.contentId = textOf(type, value, codepage);
    // An object begins with the id of its interface; what follows is a file only when it is no mail or OLE object.
    if (id === PROP.data && type === TYPE.binary && file.bytes.length === 0) file.bytes = value;
  }
}

/** [MS-OXTNEF] 2.1.3.4: the properties that can be read; at one of an unknown type the rest cannot. */
function* properties(data: Buffer): Generator<{ id: number; type: number; value: Buffer }> {
  const read = new Cursor(data);
  const count = Math.min(read.uint32(), MAX_PROPS);
  for (let index = 0; index < count && !read.ended; index += 1) {
    const declared = read.uint16();
    const id = read.uint16();
    if (id >= 0x8000) skipName(read);
    const multiple = (declared & 0x1000) !== 0;
    const type = declared & 0x0fff;
    const fixed = FIXED.get(type);
    const counted = fixed === undefined || multiple;
    if (fixed === undefined && ![TYPE.string8, TYPE.unicode, TYPE.object, TYPE.binary].includes(type)) return;
    const values = counted ? Math.min(read.uint32(), MAX_PROPS) : 1;
    for (let one = 0; one < values && !read.ended; one += 1) {
      const value = read.bytes(fixed ?? read.uint32());
      if (fixed === undefined) read.align();
      if (one === 0 && !read.ended) yield { id, type, value };
    }
  }
}

/** A named property: its set, then a number or a name. */
function skipName(read: Cursor): void {
  read.bytes(16);
  if (read.uint32() === 0) read.uint32();
  else {
    read.bytes(read.uint32());
    read.align();
  }
}

class Cursor {
  ended = false;
  private at = 0;
  private readonly data: Buffer;

  constructor(data: Buffer) {
    this.data = data;
  }

  uint16(): number {
    const value = this.bytes(2);
    return this.ended ? 0 : value.readUInt16LE(0);
  }

  uint32(): number {
    const value = this.bytes(4);
    return this.ended ? 0 : value.readUInt32LE(0);
  }

  bytes(length: number): Buffer {
    if (this.at + length > this.data.length) this.ended = true;
    const value = this.data.subarray(this.at, this.at + length);
    this.at += length;
    return value;
  }

  align(): void {
    this.at += -this.at & 3;
  }
}

function textOf(type: number, value: Buffer, codepage: string): string {
  return type === TYPE.unicode ? value.toString('utf16le').replace(/\0[^]*$/, '') : decodeText(untilNull(value), codepage);
}

function untilNull(data: Buffer): Buffer {
  const end = data.indexOf(0);
  return end < 0 ? data : data.subarray(0, end);
}

function charsetOf(codepage: number): string {
  const named: Record<number, string> = {
    65001: 'utf-8',
    932: 'shift_jis',
    936: 'gb18030',
    949: 'cp949',
    950: 'big5',
    20866: 'koi8-r',
    50220: 'iso-2022-jp',
    20127: 'us-ascii',
  };
  return named[codepage] ?? `windows-${codepage}`;
}
