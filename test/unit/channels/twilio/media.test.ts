import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isPublicAddress } from '../../../../src/channels/publicAddress.js';
import { createMediaFetcher, MEDIA_LIMITS, MediaFailure } from '../../../../src/channels/twilio/media.js';
import { twilioConfig, TOKEN } from '../support/twilio.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))));
});

async function serve(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ base: string; seen: { url: string; authorization: string | undefined }[] }> {
  const seen: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization });
    handler(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { base: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, seen };
}

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'fetched',
    (error: unknown) => (error instanceof MediaFailure ? error.outcome : `bug: ${String(error)}`),
  );

describe('fetching media', () => {
  test('brings bytes and type, with our credential', async () => {
    const { base, seen } = await serve((_request, response) => response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('sound'));
    const fetchMedia = createMediaFetcher({ ...twilioConfig, apiBase: base });
    expect(await fetchMedia(`${base}/2010-04-01/Accounts/AC0/Recordings/RE1.mp3`)).toEqual({
      bytes: Buffer.from('sound'),
      contentType: 'audio/mpeg',
    });
    expect(seen[0]?.authorization).toBe(`Basic ${Buffer.from(`${twilioConfig.accountSid}:${TOKEN}`).toString('base64')}`);
  });

  test('follows a redirect without the credential', async () => {
    const { base, seen } = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(307, { location: '/b' }).end();
      else response.writeHead(200, { 'content-type': 'image/png' }).end('png');
    });
    const fetchMedia = createMediaFetcher({ ...twilioConfig, apiBase: base });
    expect((await fetchMedia(`${base}/a`)).contentType).toBe('image/png');
    expect(seen.map((request) => request.authorization !== undefined)).toEqual([true, false]);
  });

  test.each([
    ['404 now', (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(404).end(), 'retry'],
    ['500', (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(500).end(), 'retry'],
    ['429', (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(429).end(), 'retry'],
    ['401', (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(401).end(), 'final'],
    ['a broken connection', (request: IncomingMessage) => void request.socket.destroy(), 'retry'],
    [
      'half a body',
      (request: IncomingMessage, response: ServerResponse) => (
        response.writeHead(200, { 'content-length': '10' }).write('half'),
        void setTimeout(() => request.socket.destroy(), 20)
      ),
      'retry',
    ],
    ['silence', () => undefined, 'retry'],
    ['a drip', (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('x'), 'retry'],
    [
      'too large a body, announced',
      (_request: IncomingMessage, response: ServerResponse) =>
        void response.writeHead(200, { 'content-length': '2000' }).end('x'.repeat(2000)),
      'final',
    ],
    [
      'too large a body, not announced',
      (_request: IncomingMessage, response: ServerResponse) => (
        response.writeHead(200).write('x'.repeat(900)),
        void response.end('x'.repeat(900))
      ),
      'final',
    ],
    [
      'redirects for ever',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(302, { location: '/again' }).end(),
      'final',
    ],
    [
      'a redirect to nowhere',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(302, { location: 'https://[' }).end(),
      'final',
    ],
    [
      'a redirect into our network',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
      'final',
    ],
    [
      'a redirect by name into our network',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(302, { location: 'https://localhost:1/' }).end(),
      'final',
    ],
    [
      'a redirect to metadata',
      (_request: IncomingMessage, response: ServerResponse) =>
        void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
      'final',
    ],
    [
      'a redirect to a file',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'final',
    ],
    [
      'a redirect with a password',
      (_request: IncomingMessage, response: ServerResponse) =>
        void response.writeHead(302, { location: 'https://a:b@api.twilio.com/' }).end(),
      'final',
    ],
  ])('%s', async (name, handler, outcome) => {
    const { base } = await serve(handler);
    // Only what never ends is to take too long.
    const timeoutMs = ['silence', 'a drip'].includes(name) ? 400 : MEDIA_LIMITS.timeoutMs;
    const fetchMedia = createMediaFetcher({ ...twilioConfig, apiBase: base }, { timeoutMs, maxBytes: 1_000 });
    expect(await outcomeOf(fetchMedia(`${base}/x`))).toBe(outcome);
  });

  test.each([
    'http://api.twilio.com/x',
    'https://api.twilio.com:8443/x',
    'https://api.twilio.com@evil.example/x',
    'https://eviltwilio.com/x',
    'https://api.twilio.com.evil.example/x',
    'https://evil.example/api.twilio.com',
    'http://127.0.0.1/x',
    'http://localhost/x',
    'http://2130706433/x',
    'http://0x7f.1/x',
    'http://0177.0.0.1/x',
    'http://[::1]/x',
    'http://[::ffff:127.0.0.1]/x',
    'http://[64:ff9b::7f00:1]/x',
    'http://0.0.0.0/x',
    'http://10.0.0.1/x',
    'http://169.254.169.254/latest/meta-data',
    'https://user:pass@api.twilio.com/x',
    'file:///etc/passwd',
    'gopher://api.twilio.com/x',
    'javascript:alert(1)',
    '//api.twilio.com/x',
    'not a url',
    '',
  ])('never asks %j', async (url) => {
    expect(await outcomeOf(createMediaFetcher(twilioConfig)(url))).toBe('final');
  });

  test.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fc00::1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['2001::1', false],
    ['localhost', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});
