import type { SampleState, SandboxCall, SandboxCustomer, SandboxMail, SandboxSent, SandboxText } from '../contract/sandbox.js';
import { AppError, notFound } from '../lib/errors.js';
import type { AcceptInbound, InboundRaw } from '../ports/intake.js';
import { normaliseIdentity } from '../customers/normalise.js';
import { newId } from '../lib/ids.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';

/** What only a desk that is tried out can do; handed in by the composition root, and null in production. */
export interface SandboxDoors {
  mail(mail: SandboxMail): InboundRaw;
  text(text: SandboxText): InboundRaw;
  /** The requests of one call, in the order in which a provider sends them. */
  call(call: SandboxCall): InboundRaw[];
  /** Fills the desk with invented tickets. @param onProgress messages so far. */
  loadSample(onProgress: (done: number) => void): Promise<void>;
  sampleMessages: number;
}

const LOADED_KEY = 'sample-data';

/** Rights as for the real doors: whoever may write in what came by another way may try how it would come. */
export function createSandbox({ sandbox, store, bus, log, now }: ActionDeps, accept: AcceptInbound) {
  let sample: SampleState | null = null;
  return { become, mail, text, call, sampleState, loadSample };

  function doorsFor(viewer: Viewer): SandboxDoors {
    if (!sandbox) throw notFound('sandbox');
    requireRight(viewer, 'inbound.write');
    return sandbox;
  }

  async function become(viewer: Viewer, { name, email, phone }: SandboxCustomer): Promise<{ customerId: string }> {
    doorsFor(viewer);
    requireRight(viewer, 'customer.write');
    // The shop's page of the demo signs its visitor in by his mail address: that is his id there.
    const his = (
      [
        ['email', email],
        ['phone', phone],
        ['external', email],
      ] as const
    ).map(([kind, given]) => ({ kind, value: normaliseIdentity(kind, given) ?? given }));
    const held = await store.customers.holders(his);
    const at = now();
    const customerId = held[0]?.customerId ?? newId(at.getTime());
    await store.customers.ensure(
      { id: customerId, name, claims: [], tags: [], language: null, timeZone: null, createdAt: at, updatedAt: at },
      his.map(({ value }) => value),
    );
    for (const identity of his) {
      const stands = await store.customers.addIdentity({
        id: newId(at.getTime()),
        ...identity,
        customerId,
        verified: true,
        source: 'sandbox',
        addedAt: at,
        optedOutAt: null,
      });
      if (stands.customerId === customerId && !stands.verified) await store.customers.verifyIdentity(stands.id);
    }
    await store.customers.refreshWords(customerId);
    return { customerId };
  }

  async function mail(viewer: Viewer, body: SandboxMail): Promise<SandboxSent> {
    return sent(await accept(doorsFor(viewer).mail(body)));
  }

  async function text(viewer: Viewer, body: SandboxText): Promise<SandboxSent> {
    return sent(await accept(doorsFor(viewer).text(body)));
  }

  async function call(viewer: Viewer, body: SandboxCall): Promise<SandboxSent> {
    const [first, ...rest] = doorsFor(viewer).call(body);
    if (!first) throw new AppError('invalid_input', 'A call without a request.');
    const began = await accept(first);
    for (const request of rest) await accept(request);
    return sent(began);
  }

  async function sampleState(viewer: Viewer): Promise<SampleState> {
    const { sampleMessages: total } = doorsFor(viewer);
    return sample ?? { state: (await store.settings.get(LOADED_KEY)).value === null ? 'none' : 'done', done: 0, total };
  }

  /** Answers at once; the work goes on, and `sampleState` tells how far it is. @throws AppError `conflict` the second time */
  async function loadSample(viewer: Viewer): Promise<SampleState> {
    const doors = doorsFor(viewer);
    requireRight(viewer, 'settings.write');
    const before = await sampleState(viewer);
    if (before.state === 'running' || before.state === 'done') throw new AppError('conflict', 'The sample data is here already.');
    const total = doors.sampleMessages;
    sample = { state: 'running', done: 0, total };
    const finished = doors.loadSample((done) => (sample = { state: 'running', done, total }));
    finished
      .then(async () => {
        await store.settings.change(LOADED_KEY, now(), () => ({ at: now().toISOString() }));
        sample = { state: 'done', done: total, total };
        bus.toAgents('workspace:changed', { what: 'agents' });
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'the sample data could not be loaded');
        sample = { state: 'failed', done: 0, total };
      });
    return sample;
  }
}

const sent = ({ intakeId }: { intakeId: string }): SandboxSent => ({ intakeId });
