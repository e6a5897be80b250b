/** Writes numbers of varying length (seven bits a byte) and byte strings; grows as needed. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(16_384);
  length = 0;

  varint(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= 128) {
      this.#buffer[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.length++] = rest;
  }

  /** @param text each character is one byte. */
  latin1(text: string): void {
    this.#room(text.length);
    this.length += this.#buffer.write(text, this.length, 'latin1');
  }

  append(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  view(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  /** A copy of what was written; starts anew. */
  take(): Buffer {
    const copy = Buffer.from(this.view());
    this.length = 0;
    return copy;
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.length + bytes));
    this.#buffer.copy(grown, 0, 0, this.length);
    this.#buffer = grown;
  }
}

/** Reads what a ByteWriter wrote. */
export class ByteReader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    if (byte < 128) return byte;
    let value = byte & 127;
    let factor = 128;
    do {
      byte = bytes[this.at++] ?? 0;
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte >= 128);
    return value;
  }

  latin1(length: number): string {
    const text = this.bytes.toString('latin1', this.at, this.at + length);
    this.at += length;
    return text;
  }
}

/** A token as its UTF-8 bytes, one a character: so that strings sort like bytes, everywhere the same. */
export function asBytes(token: string): string {
  for (let i = 0; i < token.length; i++) if (token.charCodeAt(i) > 127) return Buffer.from(token, 'utf8').toString('latin1');
  return token;
}
