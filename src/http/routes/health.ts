import { z } from 'zod';
import type { Desk } from '../../actions/desk.js';
import { Reply, openRoute, type Route } from '../route.js';

const READY_WITHIN_MS = 3000;
const Readiness = z.object({ ready: z.boolean(), degraded: z.array(z.string()), off: z.array(z.string()) });
type Readiness = z.infer<typeof Readiness>;

/** For load balancers and people who ask what is wrong. */
export const healthRoutes: Route[] = [
  openRoute({
    method: 'get',
    path: '/health/live',
    summary: 'The process answers.',
    response: z.object({ status: z.literal('up'), version: z.string() }),
    handle: async ({ deps }) => ({ status: 'up' as const, version: deps.health.version }),
  }),
  openRoute({
    method: 'get',
    path: '/health/ready',
    summary:
      'Intake and store work (200) or do not (503). The body says what is degraded, and what the settings leave off. Tried at most once in five seconds.',
    response: Readiness,
    refusals: [503],
    async handle({ deps }) {
      const state = await readiness(deps.desk);
      return new Reply(state, { status: state.ready ? 200 : 503 });
    },
  }),
];

/** A store that hangs or breaks is not ready, and this route must say so instead of hanging or breaking with it. */
async function readiness(desk: Desk): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, degraded: ['store does not answer'], off: [] }), READY_WITHIN_MS);
  });
  try {
    return await Promise.race([desk.readiness(), late]);
  } catch {
    // The reason is in the store's own log; a caller without a session learns only that it does not work.
    return { ready: false, degraded: ['store'], off: [] };
  } finally {
    clearTimeout(timer);
  }
}
