import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';

/** How long an answer counts. Whoever asks meanwhile gets it too, so that asking costs a write now and then, however many ask. */
const FRESH_MS = 5_000;

type Readiness = Awaited<ReturnType<Desk['readiness']>>;

/** Whether intake and store work: tried by writing, since a disk that is full still reads. */
export function createReadiness({
  store,
  blobs,
  jobs,
  mailOut,
  log,
  now,
}: Pick<ActionDeps, 'store' | 'blobs' | 'jobs' | 'mailOut' | 'log' | 'now'>): Desk['readiness'] {
  let last: { at: number; answer: Promise<Readiness> } | null = null;
  /** What is known to be broken, so that it is told once and not each time somebody asks. */
  const broken = new Set<string>();
  return () => {
    const at = now().getTime();
    if (!last || at - last.at >= FRESH_MS) last = { at, answer: probe() };
    return last.answer;
  };

  async function probe(): Promise<Readiness> {
    const degraded: string[] = [];
    const ready = await works('store', () => store.ping());
    if (!ready) degraded.push('store');
    if ((await jobs.counts()) === null) degraded.push('redis');
    const keeps = await works('blobs', () => blobs.put(Buffer.from('ready')));
    if (!keeps) degraded.push('blobs');
    return { ready: ready && keeps, degraded, off: mailOut.doorOff === null ? [] : [mailOut.doorOff] };
  }

  async function works(part: string, tried: () => Promise<unknown>): Promise<boolean> {
    try {
      await tried();
      broken.delete(part);
      return true;
    } catch (error) {
      if (!broken.has(part)) log.warn({ err: error, part }, 'not ready');
      broken.add(part);
      return false;
    }
  }
}
