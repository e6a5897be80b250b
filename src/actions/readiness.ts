import type { ActionDeps } from './deps.js';
import type { Desk } from './desk.js';

/** How long an answer counts. Whoever asks meanwhile gets it too, so that asking costs a write now and then, however many ask. */
const FRESH_MS = 5_000;

type Readiness = Awaited<ReturnType<Desk['readiness']>>;

/** Whether intake and store work: tried by writing, since a disk that is full still reads. */
export function createReadiness({ store, blobs, jobs, mailOut, now }: Pick<ActionDeps, 'store' | 'blobs' | 'jobs' | 'mailOut' | 'now'>): Desk['readiness'] {
  let last: { at: number; answer: Promise<Readiness> } | null = null;
  return () => {
    const at = now().getTime();
    if (!last || at - last.at >= FRESH_MS) last = { at, answer: probe() };
    return last.answer;
  };

  async function probe(): Promise<Readiness> {
    const degraded: string[] = [];
    const ready = await store.ping().then(() => true, () => false);
    if (!ready) degraded.push('store');
    if ((await jobs.counts()) === null) degraded.push('redis');
    await blobs.put(Buffer.from('ready')).catch(() => degraded.push('blobs'));
    return { ready: ready && !degraded.includes('blobs'), degraded, off: mailOut.doorOff === null ? [] : [mailOut.doorOff] };
  }
}
