/** Spreadsheets in China save GBK, in Taiwan Big5; GB18030 reads both GBK and everything else without failing. */
const ENCODINGS = ['utf-8', 'big5', 'gb18030'] as const;
const MARKS = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;
/** Letters that only stand in a Big5 text which was read rightly: common words of Taiwan. */
const COMMON = /[\u7684\u662f\u4e0d\u6211\u5728\u6709\u4eba\u500b\u9019\u4e0a\u4f60\u4ed6\u4f86\u5230\u8aaa\u8a02\u55ae\u8ca8]/;

/** The words in a file that does not say how they are written. */
export function decodeText(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  const mark = MARKS.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) return new TextDecoder(mark.encoding).decode(bytes);
  for (const encoding of ENCODINGS) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (encoding !== 'big5' || COMMON.test(text)) return text;
    } catch {
      // Not written so: the next one.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
