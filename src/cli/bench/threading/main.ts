import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { identify } from '../../../customers/identify.js';
import { newId } from '../../../lib/ids.js';
import { openStore, type OpenedStore } from '../../../store/openStore.js';
import { decideThread } from '../../../threading/decideThread.js';
import type { ThreadCandidate, ThreadInput, ThreadPolicy } from '../../../threading/thread.js';
import { addTerms } from '../../../threading/terms.js';
import { openInProcessDesk, SILENT } from '../../inProcess/desk.js';
import { figure, percentile, type Figure } from '../figures.js';
import { DEVELOPMENT } from './development/all.js';
import { HELD_OUT } from './heldOut/all.js';
import { makeHistories, type History } from './histories.js';
import { playHistories, undoAll, type Outcome } from './play.js';

const CUSTOMERS = 500;
const CANDIDATES = 100;
const PER_ISSUE: ThreadPolicy = { reopenWindowDays: 14, anotherIssue: 'likely' };

/**
 * 500 customers' histories over mail, texts and chat, each message with the issue that it is really about, played through
 * the real channels, decisions and store; then those of six other shops in whose words the rules were fitted as well, and 500 of shops in words that
 * nobody has fitted anything on; then how long one decision takes.
 * @param seed another one tells other histories.
 */
export async function benchThreading(seed = String(Date.now() % 1_000_000)): Promise<Figure[]> {
  const histories = makeHistories(seed, CUSTOMERS);
  // Other shops have a desk of their own: their customers' numbers are the same ones.
  const others = await withStore((opened) => playHistories(opened, makeHistories(`${seed}h`, CUSTOMERS, HELD_OUT), PER_ISSUE));
  const development = Object.entries(DEVELOPMENT);
  const fitted: Outcome[] = [];
  for (const [name, tables] of development)
    fitted.push(
      await withStore((opened) =>
        playHistories(opened, makeHistories(`${seed}${name}`, Math.ceil(CUSTOMERS / development.length), tables), PER_ISSUE),
      ),
    );
  return withStore(async (opened) => {
    const outcome = await playHistories(opened, histories, PER_ISSUE);
    const desk = await openInProcessDesk({ opened, policy: { threading: PER_ISSUE } });
    const { undone, redone } = await undoAll(desk, outcome.joined);
    const oneIntakeMs = await intakeTime(opened);
    const decisionMs = decisionTime(histories);
    return [
      ...told(outcome, ''),
      ...undoing(outcome, undone, redone),
      ...told(together(fitted), `, ${development.length} shops fitted on as well`),
      ...told(others, ', words never used for fitting'),
      ...timing(decisionMs, oneIntakeMs),
    ].map((one) => ({ ...one, name: one.name.replace('%seed', seed) }));
  });
}

async function withStore<T>(work: (opened: OpenedStore) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'sayonce-threading-'));
  const opened = await openStore({ kind: 'embedded', dataDir: dir }, SILENT);
  try {
    return await work(opened);
  } finally {
    await opened.store.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function told({ said, wrongPerson, goesOn, apart }: Pick<Outcome, 'said' | 'wrongPerson' | 'goesOn' | 'apart'>, which: string): Figure[] {
  const [joined, parted] = [(100 * goesOn.right) / goesOn.all, (100 * apart.right) / apart.all];
  return [
    figure(`messages of ${CUSTOMERS} customers (seed %seed)${which}`, said, 'messages'),
    figure(`wrong person${which}`, wrongPerson, 'messages', null, { words: '0', holds: wrongPerson === 0 }),
    figure(`same issue joined (of ${goesOn.all})${which}`, joined, '%', null, { words: '>= 97 %', holds: joined >= 97 }),
    figure(`different issue kept apart (of ${apart.all})${which}`, parted, '%', null, { words: '>= 90 %', holds: parted >= 90 }),
  ];
}

/** What is told of several shops, as of one. */
function together(outcomes: readonly Outcome[]): Pick<Outcome, 'said' | 'wrongPerson' | 'goesOn' | 'apart'> {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    said: sum(({ said }) => said),
    wrongPerson: sum(({ wrongPerson }) => wrongPerson),
    goesOn: { all: sum(({ goesOn }) => goesOn.all), right: sum(({ goesOn }) => goesOn.right) },
    apart: { all: sum(({ apart }) => apart.all), right: sum(({ apart }) => apart.right) },
  };
}

function undoing({ joined }: Outcome, undone: number, redone: number): Figure[] {
  const all = joined.length;
  return [
    figure(`joins undone (of ${all})`, (100 * undone) / all, '%', null, { words: '100 %', holds: undone === all }),
    figure('  and the undoing undone', (100 * redone) / all, '%', null, { words: '100 %', holds: redone === all }),
  ];
}

function timing(decisionMs: number, intakeMs: number): Figure[] {
  const share = (100 * decisionMs) / intakeMs;
  return [
    figure('one intake: a text from its row to its ticket', intakeMs, 'ms'),
    figure(`one decision among ${CANDIDATES} tickets`, decisionMs, 'ms'),
    figure('  of one intake', share, '%', null, { words: '<= 5 %', holds: share <= 5 }),
  ];
}

/**
 * The median of taking in a customer's next text, one after the other and nothing else going on: until whoever has its ticket open is told of it. That
 * its row is done is written later, with something else, and nobody waits for it.
 */
async function intakeTime(opened: OpenedStore): Promise<number> {
  let told = 0;
  const desk = await openInProcessDesk({
    opened,
    policy: { threading: PER_ISSUE },
    bus: { toTicket: (_ticketId, event) => void (event === 'message:changed' && (told = performance.now())) },
  });
  const times: number[] = [];
  for (let i = 0; i < 300; i++) {
    const from = performance.now();
    await desk.sms(`+1303555${String(i % 60).padStart(4, '0')}`, 'Is there any news about my parcel JD1234567?');
    if (told < from) throw new Error('nobody was told of the text');
    if (i >= 100) times.push(told - from);
  }
  return percentile(times, 0.5);
}

/** The median of who speaks and where it belongs, with as many live tickets as are ever looked at. */
function decisionTime(histories: History[]): number {
  const inputs = histories.flatMap(({ steps }) => steps.filter((step) => step.kind === 'says')).slice(0, CANDIDATES);
  const own = inputs.map((step, i): ThreadCandidate => {
    const at = new Date(step.at);
    return {
      id: newId(step.at),
      number: i + 1,
      customerId: 'c',
      status: 'open',
      mergedIntoId: null,
      subject: step.subject ?? step.text.slice(0, 80),
      topic: null,
      channels: [step.channel],
      lastMessageAt: at,
      solvedAt: null,
      closedAt: null,
      participants: [],
      preview: step.text.slice(0, 200),
      terms: addTerms([], step),
      answeredLast: i % 2 === 0,
    };
  });
  const sender = [{ kind: 'phone' as const, value: '+12025550100', proof: 'carrier' as const, source: 'carrier' }];
  const holders = [
    {
      id: 'i',
      kind: 'phone' as const,
      value: '+12025550100',
      customerId: 'c',
      verified: true,
      source: 'api',
      addedAt: new Date(0),
      optedOutAt: null,
    },
  ];
  const times: number[] = [];
  for (let i = 0; i < 2_000; i++) {
    const step = inputs[i % inputs.length];
    if (!step) throw new Error('there are no histories to decide on');
    const at = new Date(step.at);
    const inbound: ThreadInput['inbound'] = {
      hints: [],
      subject: step.subject,
      text: step.text,
      wroteBy: 'person',
      channel: step.channel,
      occurredAt: at,
      sender,
      mail: null,
    };
    const from = performance.now();
    identify({ sender, holders });
    decideThread({ inbound, customerId: 'c', hinted: [], own, asOf: at, policy: PER_ISSUE });
    if (i >= 500) times.push(performance.now() - from);
  }
  return percentile(times, 0.5);
}
