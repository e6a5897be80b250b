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
])('%s is shown in place', async (_name, type, content, shown) => {
  const response = await get('x', type, content);
  expect(response.headers.get('content-type')).toBe(shown);
  expect(response.headers.get('content-disposition')).toMatch(/^inline;/);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
});

test.each([
  ['svg', 'image/svg+xml', SVG], ['svg with a parameter', 'image/svg+xml; x', SVG], ['svg that says png', 'image/png', SVG], ['html', 'text/html', HTML],
  ['html that says png', 'image/png', HTML], ['html that says gif with a parameter', 'image/gif; charset=utf-7', HTML], ['xhtml', 'application/xhtml+xml', HTML],
  ['xml', 'text/xml', HTML], ['pdf', 'application/pdf', Buffer.from('%PDF-1.7')], ['mht', 'multipart/related', HTML], ['javascript', 'text/javascript', HTML],
  ['a png with a wrong type', 'text/html', PNG], ['nothing', '', Buffer.alloc(0)], ['an svg audio', 'audio/svg+xml', SVG],
  ['header injection', 'image/png\r\nset-cookie: a=b', PNG], ['video', 'video/mp4', PNG], ['a bmp', 'image/bmp', Buffer.from('BM')],
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
  ['../../etc/passwd', 'passwd'], ['..\\..\\boot.ini', 'boot.ini'], ['\u202Egnp.exe', 'gnp.exe'], ['a\u200Bb.txt', 'ab.txt'], ['.htaccess', 'htaccess'],
  ['\u200B.htaccess', 'htaccess'], ['', 'file'], ['..', 'file'], ['a\r\nb\0', 'ab'], ['\ud800x', 'x'], ['Überraschung 🎁.pdf', 'Überraschung 🎁.pdf'],
])('the file name %j is shown as %j', (given, safe) => {
  expect(safeFilename(given)).toBe(safe);
  expect(disposition('attachment', given)).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.%~-]+$/);
});

test('a very long name keeps its ending', () => expect(safeFilename(`${'x'.repeat(4000)}.pdf`)).toMatch(/^x{146}\.pdf$/));
test('a type with parameters is never in place', () => expect(inlineType('image/png; x=y', PNG)).toBeNull());
