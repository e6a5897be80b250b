import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { lookup as dnsLookup } from 'node:dns';
import { createPictures, pictureType, type PictureOptions } from '../../../../src/channels/email/pictures.js';
import { remotePictures } from '../../../../src/actions/showPictures.js';
import { isPublicAddress } from '../../../../src/channels/publicAddress.js';
import type { Pictures, SignedPicture } from '../../../../src/ports/pictures.js';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
let at = new Date('2026-11-22T12:00:00Z');
let server: http.Server;
let port = '';
const asked: http.IncomingMessage[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(request);
    const path = request.url ?? '';
    if (path === '/ok.png') response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'a=b' }).end(PNG);
    else if (path === '/lies.png') response.writeHead(200, { 'content-type': 'image/png' }).end('<html><script>alert(1)</script>');
    else if (path === '/a.svg')
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    else if (path === '/large.png') response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(200_000)]));
    else if (path === '/404.png') response.writeHead(404).end(PNG);
    else if (path === '/slow.png') response.writeHead(200).write(PNG.subarray(0, 10));
    else if (path.startsWith('/to?')) response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
    else response.writeHead(200).end(PNG);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = String((server.address() as AddressInfo).port);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked.length = 0;
  at = new Date('2026-11-22T12:00:00Z');
});

/** A name server: each name's addresses, in the order in which they are asked for. */
function nameServer(names: Record<string, string[]>): typeof dnsLookup {
  const turns = new Map<string, number>();
  return ((name: string, _options: object, done: (error: Error | null, found: { address: string; family: number }[]) => void) => {
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    const address = names[name]?.[Math.min(turn, (names[name]?.length ?? 1) - 1)];
    if (address === undefined) done(new Error('ENOTFOUND'), []);
    else done(null, [{ address, family: 4 }]);
  }) as unknown as typeof dnsLookup;
}

/** `shop.example` is our test server, which counts as outside. */
function pictures(options: Partial<PictureOptions> = {}): Pictures {
  return createPictures({
    key: Buffer.alloc(32, 5),
    now: () => at,
    lookup: nameServer({ 'shop.example': ['127.0.0.1'] }),
    mayAsk: (address) => address === '127.0.0.1' || isPublicAddress(address),
    ports: ['', port],
    timeoutMs: 1_500,
    maxBytes: 100_000,
    ...options,
  });
}

/** With the rule of production: loopback is inside. */
const strict = (options: Partial<PictureOptions> = {}): Pictures => pictures({ mayAsk: isPublicAddress, ...options });

function signed(proxy: Pictures, url: string): SignedPicture {
  const query = new URL(proxy.sign(url), 'http://desk.example').searchParams;
  return { url: query.get('url') ?? '', until: Number(query.get('until')), signature: query.get('signature') ?? '' };
}

const open = (proxy: Pictures, url: string) => proxy.open(signed(proxy, url));
const shop = (path: string): string => `http://shop.example:${port}${path}`;

test('a picture comes through us, with nothing that tells who looks', async () => {
  expect(await open(pictures(), shop('/ok.png'))).toEqual({ bytes: PNG, contentType: 'image/png' });
  expect(Object.keys(asked[0]?.headers ?? {}).toSorted()).toEqual(['accept', 'connection', 'host', 'user-agent']);
});

test('redirects are followed to a picture, a few times', async () => {
  expect((await open(pictures(), shop(`/to?${encodeURIComponent('/ok.png')}`))).contentType).toBe('image/png');
  const round = shop('/to?');
  await expect(
    open(
      pictures(),
      `${round}${encodeURIComponent(`${round}${encodeURIComponent(`${round}${encodeURIComponent(`${round}${encodeURIComponent('/ok.png')}`)}`)}`)}`,
    ),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test.each([
  ['another address', (one: SignedPicture) => ({ ...one, url: shop('/other.png') })],
  ['more time', (one: SignedPicture) => ({ ...one, until: one.until + 1 })],
  ['no signature', (one: SignedPicture) => ({ ...one, signature: '' })],
  ['half a signature', (one: SignedPicture) => ({ ...one, signature: one.signature.slice(0, 32) })],
  ['a made-up signature', (one: SignedPicture) => ({ ...one, signature: 'ab'.repeat(32) })],
  [
    'the signature of another key',
    (one: SignedPicture) => ({ ...one, signature: signed(pictures({ key: Buffer.alloc(32, 6) }), one.url).signature }),
  ],
])('%s is refused, and nothing is fetched', async (_name, change) => {
  const proxy = pictures();
  await expect(proxy.open(change(signed(proxy, shop('/ok.png'))))).rejects.toMatchObject({ code: 'bad_signature' });
  expect(asked).toEqual([]);
});

test('an address is good for an hour', async () => {
  const proxy = pictures();
  const one = signed(proxy, shop('/ok.png'));
  at = new Date('2026-11-22T12:59:59Z');
  expect((await proxy.open(one)).contentType).toBe('image/png');
  at = new Date('2026-11-22T13:00:01Z');
  await expect(proxy.open(one)).rejects.toMatchObject({ code: 'bad_signature' });
});

test.each([
  ...[
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '127.0.1',
    '0',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ],
  ...[
    '10.0.0.1',
    '172.16.5.5',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.0.8',
  ],
])('the literal address %s is inside, also behind a redirect', async (host) => {
  await expect(open(strict(), `http://${host}:${port}/ok.png`)).rejects.toMatchObject({ code: 'not_found' });
  // The first hop is outside here, so that only the second one can be what is refused.
  const onlyFirst = pictures({ mayAsk: (address) => (address === '127.0.0.1' && host !== '127.0.0.1' ? true : isPublicAddress(address)) });
  const before = asked.length;
  const isLoopback = new URL(`http://${host}`).hostname === '127.0.0.1';
  if (isLoopback) return;
  await expect(open(onlyFirst, shop(`/to?${encodeURIComponent(`http://${host}:${port}/ok.png`)}`))).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(asked.slice(before).map((request) => request.url?.startsWith('/to?'))).toEqual([true]);
});

test.each([
  ['a name that means loopback', { 'inside.example': ['127.0.0.1'] }],
  ['a name that means the metadata service', { 'inside.example': ['169.254.169.254'] }],
  ['a name in our own network', { 'inside.example': ['10.1.2.3'] }],
  ['a name that nobody knows', {}],
])('%s is refused when the connection is made', async (_name, names) => {
  await expect(open(strict({ lookup: nameServer(names) }), `http://inside.example:${port}/ok.png`)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(asked).toEqual([]);
});

test('a name that changes its mind between two look-ups gains nothing', async () => {
  const proxy = pictures({ lookup: nameServer({ 'turns.example': ['10.0.0.1', '10.0.0.1'], 'shop.example': ['127.0.0.1'] }) });
  await expect(open(proxy, shop(`/to?${encodeURIComponent(`http://turns.example:${port}/ok.png`)}`))).rejects.toMatchObject({
    code: 'not_found',
  });
  // The address that was checked is the one that is asked: there is no second look-up to lie to.
  let lookups = 0;
  const counting = nameServer({ 'turns.example': ['127.0.0.1', '10.0.0.1'] });
  const once = pictures({
    lookup: ((...args: Parameters<typeof counting>) => {
      lookups += 1;
      return (counting as (...all: unknown[]) => void)(...args);
    }) as unknown as typeof dnsLookup,
  });
  expect((await open(once, `http://turns.example:${port}/ok.png`)).contentType).toBe('image/png');
  expect(lookups).toBe(1);
});

test.each([
  'file:///etc/passwd',
  'gopher://127.0.0.1/x',
  'ftp://shop.example/a.png',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  'http://user@shop.example/a.png',
  'http://user:pw@shop.example/a.png',
  'http://shop.example:22/a.png',
  'http://shop.example:6379/a.png',
  '//shop.example/a.png',
  '/api/v1/session',
  'http://',
  '',
  `http://shop.example/${'a'.repeat(5_000)}`,
])('%j is no address of a picture', async (url) => {
  const proxy = pictures({ ports: ['', '80', '443'] });
  await expect(open(proxy, url)).rejects.toMatchObject({ code: 'not_found' });
  expect(asked).toEqual([]);
});

test.each(['/lies.png', '/a.svg', '/large.png', '/404.png', '/slow.png'])('%s is no picture', async (path) => {
  await expect(open(pictures(), shop(path))).rejects.toMatchObject({ code: 'not_found' });
});

test('a picture is what its bytes are', () => {
  expect(
    [PNG, Buffer.from('GIF89a'), Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.from('RIFF0000WEBPVP8 ', 'latin1')].map(pictureType),
  ).toEqual(['image/png', 'image/gif', 'image/jpeg', 'image/webp']);
  expect(
    [Buffer.from('<svg'), Buffer.from('BM'), Buffer.from('%PDF'), Buffer.alloc(0), Buffer.from('RIFF0000WAVE')].map(pictureType),
  ).toEqual([null, null, null, null, null]);
});

test('the pictures of a mail are those from elsewhere, each once', () => {
  expect(
    remotePictures(
      '<p>x</p><img src="https://a.example/1.png?x=1&amp;y=2" /><img alt="" src="https://a.example/1.png?x=1&amp;y=2" /><img src="cid:a" /><img alt="src=&quot;https://no.example&quot;" />',
    ),
  ).toEqual(['https://a.example/1.png?x=1&y=2']);
});
