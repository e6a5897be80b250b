/**
 * Loaded into a desk before its own code (NODE_OPTIONS=--import): makes it kill itself with SIGKILL at a point of the
 * built code. The product knows nothing of this. A point is armed by writing `NAME:COUNT` into the file FAULT_FILE and
 * sending SIGUSR2; FAULT_FILE is gone once that was heard, and the point goes off when it is passed for the COUNTth time.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

globalThis.faultPoint = () => false;

if (isMainThread && process.env.FAULT_FILE && process.send) {
  let armed = '';
  let left = 0;
  const kill = () => process.kill(process.pid, 'SIGKILL');
  globalThis.faultPoint = (name, delayMs = 0) => {
    if (name !== armed || --left > 0) return false;
    if (delayMs > 0) setTimeout(kill, delayMs);
    else kill();
    return true;
  };
  /** Goes off at every passing, over all lives of the desk, when the text holds the mark. */
  globalThis.poisonPoint = (text) => {
    if (String(text).includes('POISON-MARK') && !existsSync(process.env.POISON_MENDED ?? '')) kill();
  };
  process.on('SIGUSR2', () => {
    const [name = '', count = '1'] = readFileSync(process.env.FAULT_FILE, 'utf8').split(':');
    [armed, left] = [name, Number(count)];
    rmSync(process.env.FAULT_FILE);
  });
  register('./killHooks.mjs', import.meta.url);
}
globalThis.poisonPoint ??= () => undefined;
