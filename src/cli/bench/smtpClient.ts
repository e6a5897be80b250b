import net from 'node:net';

/** So many connections send at once, as a relay's do. */
export const CONNECTIONS = 10;

export type NextMail = { index: number; from: string; raw: Buffer } | null;

/**
 * Sends mails over one connection, one after the other, as a relay does. Plain on purpose: the sender must not be what
 * is measured.
 * @param next the next mail, as soon as it is to be sent; null when there are no more.
 * @param accepted called with the mail's index when the server said 250.
 */
export async function sendAll(port: number, next: () => NextMail | Promise<NextMail>, accepted: (index: number) => void): Promise<void> {
  const socket = net.connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const answers = answersOf(socket);
  const ask = async (command: string | Buffer[], expected: string): Promise<void> => {
    for (const part of typeof command === 'string' ? [`${command}\r\n`] : command) socket.write(part);
    const answer = await answers();
    if (!answer.startsWith(expected)) throw new Error(`the server said: ${answer}`);
  };
  const greeting = await answers();
  if (!greeting.startsWith('220')) throw new Error(`the server said: ${greeting}`);
  await ask('EHLO bench.example.org', '250');
  for (let mail = await next(); mail; mail = await next()) {
    await ask(`MAIL FROM:<${mail.from}>`, '250');
    await ask('RCPT TO:<support@example.com>', '250');
    await ask('DATA', '354');
    await ask([mail.raw, Buffer.from('\r\n.\r\n')], '250');
    accepted(mail.index);
  }
  socket.end('QUIT\r\n');
}

/** Sends all of these over so many connections, each taking the next as soon as it is free. */
export async function sendOver(connections: number, port: number, mails: readonly { from: string; raw: Buffer }[]): Promise<void> {
  let next = 0;
  const take = (): NextMail => {
    const index = next++;
    const mail = mails[index];
    return mail ? { index, from: mail.from, raw: mail.raw } : null;
  };
  await Promise.all(Array.from({ length: connections }, () => sendAll(port, take, () => undefined)));
}

/** Whole replies, one at a time; a multi-line one ends with the line whose code is followed by a space (RFC 5321, 4.2.1). */
function answersOf(socket: net.Socket): () => Promise<string> {
  const done: string[] = [];
  const waiting: ((answer: string) => void)[] = [];
  let failed: ((error: Error) => void) | null = null;
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (line[3] === '-') continue;
      const taker = waiting.shift();
      if (taker) taker(line);
      else done.push(line);
    }
  });
  socket.on('error', (error) => failed?.(error));
  return () =>
    new Promise((resolve, reject) => {
      failed = reject;
      const ready = done.shift();
      if (ready !== undefined) resolve(ready);
      else waiting.push(resolve);
    });
}
