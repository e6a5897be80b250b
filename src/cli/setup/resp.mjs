import { connect } from 'node:net';

/**
 * Sends one command to a Redis on a unix socket and gives the first line of its answer, without the need for a package.
 * @param {string} socketPath
 * @param {string[]} words
 * @param {number} [timeoutMs]
 * @returns {Promise<string>} such as `+PONG` or `-LOADING ...`
 */
export function askRedis(socketPath, words, timeoutMs = 1_000) {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let answer = '';
    const timer = setTimeout(() => socket.destroy(new Error('no answer')), timeoutMs);
    socket.setEncoding('utf8');
    socket.on('connect', () => {
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
    });
    socket.on('data', (text) => {
      answer += text;
      if (answer.includes('\r\n')) socket.end();
    });
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer.split('\r\n')[0] ?? '');
    });
  });
}

/**
 * Whether something answers on this socket, even if only to say that it is still loading.
 * @param {string} socketPath
 * @returns {Promise<'ready' | 'busy' | 'absent'>}
 */
export async function stateOfRedis(socketPath) {
  try {
    const answer = await askRedis(socketPath, ['PING']);
    if (answer === '+PONG') return 'ready';
    return answer === '' ? 'absent' : 'busy';
  } catch (error) {
    // Nobody listens (a socket file may be left over). Anything else is a Redis that does not get round to answering.
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    return code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET' ? 'absent' : 'busy';
  }
}
