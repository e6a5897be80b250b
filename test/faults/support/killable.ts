import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { settled } from '../../support/customers.js';
import { eventually, startDesk, type Desk } from '../../support/startDesk.js';

/** What a killed worker held is done within this time: its lock, the next look for stalled jobs, and the work itself. */
export const RECOVERY_MS = 15_000;
/** What a mailbox needs on top: its lease, its connection and the next look into it. */
export const SERVICE_RECOVERY_MS = 30_000;

export interface Killable {
  desk: Desk;
  /**
   * Arms the point, runs `work` into it, and starts the desk again.
   * @param whenDead what is to be seen before it starts again
   * @returns how long it took from there until nothing waited.
   */
  killAt(point: string, work: () => Promise<void>, whenDead?: () => void): Promise<number>;
  stop(): Promise<void>;
}

/** A desk that kills itself with SIGKILL at a point of its own code: see `killPoints.mjs`. */
export async function startKillable(env: Record<string, string>): Promise<Killable> {
  const faultFile = join(mkdtempSync(join(tmpdir(), 'sayonce-faults-')), 'point');
  const hooks = pathToFileURL(fileURLToPath(new URL('./killPoints.mjs', import.meta.url))).href;
  const desk = await startDesk({
    env: { LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', NODE_OPTIONS: `--import=${hooks}`, FAULT_FILE: faultFile, ...env },
  });
  return {
    desk,
    async killAt(point, work, whenDead) {
      writeFileSync(faultFile, point);
      const pid = desk.pid();
      process.kill(pid, 'SIGUSR2');
      // A busy desk may hear a request that comes after the signal before it.
      await eventually(() => !existsSync(faultFile));
      await work();
      await eventually(() => !isAlive(pid), { timeout: 20_000 });
      whenDead?.();
      await desk.restart();
      const from = performance.now();
      await settled(desk, SERVICE_RECOVERY_MS * 2);
      return performance.now() - from;
    },
    async stop() {
      await desk.stop();
      rmSync(join(faultFile, '..'), { recursive: true, force: true });
    },
  };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
