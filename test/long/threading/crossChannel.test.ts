/**
 * Customers' histories over mail, texts and chat, each message with the issue that it is really about, through the real
 * decisions and store. 150 and 300 customers here to be done in time; the numbers hold for this seed, which was not used to fit the ladder; `npm run bench -- threading`
 * tells them for 500 customers of a new seed each time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HELD_OUT } from '../../../src/cli/bench/threading/heldOut/all.js';
import { makeHistories } from '../../../src/cli/bench/threading/histories.js';
import { playHistories, undoAll } from '../../../src/cli/bench/threading/play.js';
import { openInProcessDesk, SILENT } from '../../../src/cli/inProcess/desk.js';
import { openStore } from '../../../src/store/openStore.js';

test("nobody sees a stranger's words, issues are joined and kept apart, and every join can be undone", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cross-channel-'));
  const opened = await openStore({ kind: 'embedded', dataDir }, SILENT);
  const outcome = await playHistories(opened, makeHistories('u2', 150), { reopenWindowDays: 14, anotherIssue: 'likely' });
  expect(outcome.said).toBeGreaterThan(800);
  expect(outcome.wrongPerson).toBe(0);
  expect(outcome.goesOn.right / outcome.goesOn.all).toBeGreaterThanOrEqual(0.97);
  expect(outcome.apart.right / outcome.apart.all).toBeGreaterThanOrEqual(0.9);

  // Every sixteenth: the bench undoes them all.
  const some = outcome.joined.filter((_, i) => i % 16 === 0);
  const desk = await openInProcessDesk({ opened });
  expect(await undoAll(desk, some)).toEqual({ undone: some.length, redone: some.length });
  await opened.store.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
}, 240_000);

test("in the words of other shops, which nobody has fitted anything on, nobody sees a stranger's words either", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cross-channel-'));
  const opened = await openStore({ kind: 'embedded', dataDir }, SILENT);
  const outcome = await playHistories(opened, makeHistories('u3', 300, HELD_OUT), { reopenWindowDays: 14, anotherIssue: 'likely' });
  expect(outcome.wrongPerson).toBe(0);
  // Below what is asked of it (97 and 90, which the bench holds it against), above what would be a step back.
  expect(outcome.goesOn.right / outcome.goesOn.all).toBeGreaterThanOrEqual(0.96);
  expect(outcome.apart.right / outcome.apart.all).toBeGreaterThanOrEqual(0.85);
  await opened.store.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
}, 240_000);
