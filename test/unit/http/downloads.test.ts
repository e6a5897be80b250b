import { disposition, inlineType, safeFilename } from '../../../src/http/download.js';
import { id } from './support/fakeDesk.js';
import { startHttp, type TestHttp } from './support/startHttp.js';

let http: TestHttp;
beforeAll(async () => void (http = await startHttp()));
afterAll(() => http.stop());

const PNG = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');
const JPEG = Buffer.from('\xff\xd8\xff\xe00000', 'latin1');
const WEBP = Buffer.from('RIFF0000WEBPVP8 ', 'latin1');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const HTML = Buffer.from('<script>alert(1)</script>');

const bytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');
/** Files that are two things at once. */
const GIF_JS = Buffer.from('GIF89a=1;window.__hit=1;//0000');
const PDF_JS = Buffer.from('%PDF-1.7=1;window.__hit=1\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj');
const MHT = Buffer.from(
  'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<script>window.__hit=1</script>\r\n--b--',
);

const get = async (filename: string, contentType: string, content: Buffer): Promise<Response> => {
  http.desk.file = { filename, contentType, content };
  return http.asAda(`/api/v1/messages/${id(30)}/attachments/0`);
};

test.each([
  ['a png', 'image/png', PNG, 'image/png'],
  ['a png that says jpeg', 'image/jpeg', PNG, 'image/png'],
  ['a jpeg', 'IMAGE/JPEG', JPEG, 'image/jpeg'],
  ['a gif', 'image/gif', Buffer.from('GIF89a0000000000'), 'image/gif'],
  ['a webp', 'image/webp', WEBP, 'image/webp'],
  ['a voice mail', 'audio/mpeg', Buffer.from('ID3'), 'audio/mpeg'],
  ['an mp3 without a header', 'audio/mp3', bytes('\xff\xfb\x90\x00'), 'audio/mpeg'],
  ['a recording of a call', 'audio/x-wav', bytes('RIFF0000WAVEfmt '), 'audio/wav'],
  ['a voice memo', 'audio/x-m4a', bytes('\0\0\0\x1cftypM4A '), 'audio/mp4'],
  ['a voice message', 'audio/ogg', bytes('OggS\0\x02'), 'audio/ogg'],
  ['opus', 'audio/opus', bytes('OggS\0\x02'), 'audio/ogg'],
  ["a browser's recording", 'audio/webm', bytes('\x1a\x45\xdf\xa3'), 'audio/webm'],
  ['flac', 'audio/flac', bytes('fLaC\0'), 'audio/flac'],
  ["an old phone's recording", 'audio/amr', bytes('#!AMR\n'), 'audio/amr'],
  ['aac', 'audio/aac', bytes('\xff\xf1\x50'), 'audio/aac'],
  ['an mp3 that says ogg', 'audio/ogg', Buffer.from('ID3'), 'audio/mpeg'],
  // It is a picture to every browser, and nothing else: see the test with a real one in test/long/secure.
  ['a gif that is a script too', 'image/gif', GIF_JS, 'image/gif'],
  ['a png that holds a page', 'image/png', Buffer.concat([PNG, HTML]), 'image/png'],
])('%s is shown in place', async (_name, type, content, shown) => {
  const response = await get('x', type, content);
  expect(response.headers.get('content-type')).toBe(shown);
  expect(response.headers.get('content-disposition')).toMatch(/^inline;/);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
});

test.each([
  ['svg', 'image/svg+xml', SVG],
  ['svg with a parameter', 'image/svg+xml; x', SVG],
  ['svg that says png', 'image/png', SVG],
  ['html', 'text/html', HTML],
  ['html that says png', 'image/png', HTML],
  ['html that says gif with a parameter', 'image/gif; charset=utf-7', HTML],
  ['xhtml', 'application/xhtml+xml', HTML],
  ['xml', 'text/xml', HTML],
  ['pdf', 'application/pdf', Buffer.from('%PDF-1.7')],
  ['mht', 'multipart/related', HTML],
  ['javascript', 'text/javascript', HTML],
  ['a png with a wrong type', 'text/html', PNG],
  ['nothing', '', Buffer.alloc(0)],
  ['an svg audio', 'audio/svg+xml', SVG],
  ['header injection', 'image/png\r\nset-cookie: a=b', PNG],
  ['video', 'video/mp4', PNG],
  ['a bmp', 'image/bmp', Buffer.from('BM')],
  ['html that says mp3', 'audio/mpeg', HTML],
  ['an svg that says wav', 'audio/wav', SVG],
  ['UTF-16 that says mp3', 'audio/mpeg', bytes('\xff\xfe<\0s\0c\0r\0i\0p\0t\0')],
  ['UTF-16 that says aac', 'audio/aac', bytes('\xfe\xff\0<\0s')],
  ['a picture that says mp3', 'audio/mpeg', JPEG],
  ['nothing that says mp3', 'audio/mpeg', Buffer.alloc(0)],
  ['an audio playlist', 'audio/x-mpegurl', Buffer.from('#EXTM3U\njavascript:1')],
  ['midi', 'audio/midi', Buffer.from('MThd')],
  ['an mp3 that says html', 'text/html', Buffer.from('ID3<script>')],
  ['an mp3 with a parameter', 'audio/mpeg; codecs=html', Buffer.from('ID3')],
  ['a gif that is a script and says so', 'text/javascript', GIF_JS],
  ['a gif that is a script, with a parameter', 'image/gif;x=y', GIF_JS],
  ['a gif that says html', 'text/html', GIF_JS],
  ['a png that holds a page and says so', 'text/html', Buffer.concat([PNG, HTML])],
  ['a page with a png behind it', 'image/png', Buffer.concat([HTML, PNG])],
  ['a pdf that is a script too', 'application/pdf', PDF_JS],
  ['a pdf that is a script and says so', 'application/javascript', PDF_JS],
  ['a pdf that says png', 'image/png', PDF_JS],
  ['an mht by its bytes', 'image/jpeg', MHT],
  ['an mht without a type', 'application/octet-stream', MHT],
  ['an mht as a mail', 'message/rfc822', MHT],
  ['a page behind a mark of UTF-8', 'image/webp', bytes('\xef\xbb\xbf<script>1</script>')],
  ['a RIFF that is no picture', 'image/webp', bytes('RIFF0000AVI LIST')],
  ['a RIFF that is no sound', 'audio/wav', WEBP],
  ['several types', 'image/png, text/html', PNG],
  ['a type with a comment', 'image/png (text/html)', PNG],
  ['a wild type', 'image/*', PNG],
  ['xslt', 'application/xslt+xml', HTML],
  ['a style', 'text/css', Buffer.from('*{background:url(x)}')],
  ['flash', 'application/x-shockwave-flash', Buffer.from('FWS')],
  ['a manifest', 'text/cache-manifest', Buffer.from('CACHE MANIFEST')],
  ['an icon', 'image/x-icon', bytes('\0\0\x01\0')],
  ['vtt', 'text/vtt', Buffer.from('WEBVTT')],
  ['wasm', 'application/wasm', bytes('\0asm')],
])('%s is a download of unnamed bytes', async (_name, type, content) => {
  const response = await get('x.html', type, content);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
});

test('what is shown in place cannot run anything either', async () => {
  const response = await get('x.png', 'image/png', PNG);
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a long file arrives whole', async () => {
  const content = Buffer.concat([PNG, Buffer.alloc(3_000_000, 7)]);
  expect(Buffer.from(await (await get('x', 'image/png', content)).arrayBuffer()).equals(content)).toBe(true);
});

test('the raw form of a mail is a download', async () => {
  const response = await http.asAda(`/api/v1/intake/${id(50)}/raw`);
  expect(response.headers.get('content-type')).toBe('message/rfc822');
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${id(50)}.eml"; filename*=UTF-8''${id(50)}.eml`);
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(await response.text()).toBe('<b>raw</b>');
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['a\u200Bb.txt', 'ab.txt'],
  ['.htaccess', 'htaccess'],
  ['\u200B.htaccess', 'htaccess'],
  ['', 'file'],
  ['..', 'file'],
  ['a\r\nb\0', 'ab'],
  ['\ud800x', 'x'],
  ['Überraschung 🎁.pdf', 'Überraschung 🎁.pdf'],
])('the file name %j is shown as %j', (given, safe) => {
  expect(safeFilename(given)).toBe(safe);
  expect(disposition('attachment', given)).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.%~-]+$/);
});

test('a very long name keeps its ending', () => expect(safeFilename(`${'x'.repeat(4000)}.pdf`)).toMatch(/^x{146}\.pdf$/));
test('a type with parameters is never in place', () => expect(inlineType('image/png; x=y', PNG)).toBeNull());
