/** Whether the desk is ready is asked by anybody, without a limit, and tried by writing: so it is tried now and then. */
import { createReadiness } from '../../../src/actions/readiness.js';
import { fakeLog } from '../http/support/fakeLog.js';

function desk(doorOff: string | null = null) {
  const state = { at: 0, pings: 0, puts: 0, storeFails: false, blobsFail: false, redisFails: false };
  const log = fakeLog();
  const parts = {
    store: { ping: async () => (state.pings++, state.storeFails ? Promise.reject(new Error('down')) : undefined) },
    blobs: { put: async () => (state.puts++, state.blobsFail ? Promise.reject(new Error('full')) : 'a hash') },
    jobs: { counts: async () => (state.redisFails ? null : { waiting: 0, active: 0 }) },
    mailOut: { doorOff },
    log,
    now: () => new Date(state.at),
  };
  return { state, log, ready: createReadiness(parts as unknown as Parameters<typeof createReadiness>[0]) };
}

test('many who ask cost one try in five seconds, and get the same answer', async () => {
  const { state, ready } = desk();
  const answers = await Promise.all(Array.from({ length: 100 }, () => ready()));
  expect(new Set(answers).size).toBe(1);
  state.at = 4_999;
  await ready();
  expect([state.pings, state.puts]).toEqual([1, 1]);
  state.at = 5_000;
  await ready();
  expect([state.pings, state.puts]).toEqual([2, 2]);
});

test('what breaks is said with the next try, and so is that it works again', async () => {
  const { state, ready } = desk();
  const after = async (change: Partial<typeof state>) => {
    Object.assign(state, change, { at: state.at + 5_000 });
    return ready();
  };
  expect(await ready()).toEqual({ ready: true, degraded: [], off: [] });
  expect(await after({ redisFails: true })).toEqual({ ready: true, degraded: ['redis'], off: [] });
  expect(await after({ storeFails: true })).toEqual({ ready: false, degraded: ['store', 'redis'], off: [] });
  expect(await after({ storeFails: false, redisFails: false, blobsFail: true })).toEqual({ ready: false, degraded: ['blobs'], off: [] });
  expect(await after({ blobsFail: false })).toEqual({ ready: true, degraded: [], off: [] });
});

test('why it is not ready is logged once, until it works again', async () => {
  const { state, log, ready } = desk();
  const after = async (change: Partial<typeof state>) => {
    Object.assign(state, change, { at: state.at + 5_000 });
    await ready();
  };
  const told = () => log.lines.splice(0).map(({ level, fields }) => ({ level, ...fields }));
  await after({ storeFails: true });
  await after({});
  expect(told()).toEqual([{ level: 'warn', part: 'store', err: new Error('down') }]);
  await after({ blobsFail: true });
  expect(told()).toEqual([{ level: 'warn', part: 'blobs', err: new Error('full') }]);
  await after({ storeFails: false });
  await after({ storeFails: true });
  expect(told()).toEqual([{ level: 'warn', part: 'store', err: new Error('down') }]);
});

test('a door that the settings leave shut is told with its reason, and is no fault', async () => {
  expect(await desk('INBOUND_ADDRESSES is not set').ready()).toEqual({ ready: true, degraded: [], off: ['INBOUND_ADDRESSES is not set'] });
});
