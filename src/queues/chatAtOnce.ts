import type { Jobs } from '../ports/jobs.js';
import type { Log } from '../ports/log.js';
import { QUEUES } from './names.js';

/**
 * For a process that runs workers itself: a line of the chat is worked on where it came in. Somebody looks at the screen,
 * and the way through Redis and back costs more than the work. As many at once as the lane's workers would take; what is
 * more than that, and what failed, goes by the queue. Of what dies with the process the row is left, as always.
 */
export function chatAtOnce(
  jobs: Jobs & { close(): Promise<void> },
  receive: (intakeId: string) => Promise<void>,
  log: Log,
): Jobs & { close(): Promise<void> } {
  const running = new Set<Promise<void>>();

  async function take(intakeId: string): Promise<void> {
    try {
      await receive(intakeId);
    } catch (error) {
      log.warn({ err: error, intakeId }, 'a line of the chat failed, will be tried again');
      jobs.intakeLater(intakeId, 'chat');
    }
  }

  return {
    ...jobs,
    intakeLater(intakeId, lane) {
      if (lane !== 'chat' || running.size >= QUEUES.chat.concurrency) return jobs.intakeLater(intakeId, lane);
      const work = take(intakeId).finally(() => running.delete(work));
      running.add(work);
    },
    async close() {
      await Promise.all(running);
      await jobs.close();
    },
  };
}
