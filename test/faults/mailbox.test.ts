/** F32: a mailbox whose line breaks, whose server numbers anew, and whose fetching processes are killed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MailAccount } from '../../src/contract/mailAccounts.js';
import { startCuttingProxy, type CuttingProxy } from '../support/mail/cuttingProxy.js';
import { startDovecot, type Dovecot } from '../support/mail/dovecot.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { byImap, createLedger, holds } from './support/ledger.js';

const withDovecot = process.env['SKIP_REDIS'] || process.env['SKIP_DOVECOT'] ? describe.skip : describe;

withDovecot('a mailbox', () => {
  let dovecot: Dovecot;
  let proxy: CuttingProxy;
  let desk: Desk;
  let worker: Desk;
  let state = 32;
  beforeAll(async () => {
    dovecot = await startDovecot();
    const next = (): number => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32;
    proxy = await startCuttingProxy(dovecot.port, () => 8_000 + Math.floor(next() * 60_000));
    const env = {
      LOG_LEVEL: 'warn',
      INBOUND_ADDRESSES: 'desk.test',
      IMAP_POLL_SECONDS: '1',
      IMAP_URL: `imap://broken:${dovecot.password}@127.0.0.1:${proxy.port}?address=support@desk.test`,
    };
    desk = await startDesk({ env });
    worker = await startDesk({ joins: desk, entry: 'dist/workers/index.js', env: { ...env, ROLE: 'workers' } });
  }, 120_000);
  afterAll(async () => {
    await worker?.stop();
    await desk?.stop();
    await proxy?.close();
    await dovecot?.stop();
  });

  test('F32 its line is cut, its folder numbered anew, and both fetching processes are killed in turn: each mail once', async () => {
    const ledger = createLedger();
    for (let i = 0; i < 6; i++) {
      await ledger.send(Array.from({ length: 60 }, (_, n) => byImap(dovecot, 'broken', `broken-${i}-${n}@faults.test`, `broken-${n % 7}`)));
      await eventually(async () => (await account()).fetched > 0, { timeout: 60_000 });
      const victim = i % 2 === 0 ? worker : desk;
      await victim.kill9();
      if (i === 2 || i === 4) dovecot.renumber('broken');
      await victim.restart();
    }
    await eventually(
      async () => {
        const { waiting, state: at, checkedAt } = await account();
        return (
          waiting === 0 && at === 'connected' && checkedAt !== null && dovecot.files('broken').every((name) => /:2,[A-Z]*S/.test(name))
        );
      },
      { timeout: 150_000, every: 300 },
    );
    expect(proxy.cuts()).toBeGreaterThan(3);
    await holds(desk, ledger);
  }, 300_000);

  test('F32 its line is cut between FETCH and STORE, and some mails lie there twice: each once, and marked in the end', async () => {
    const before = proxy.cuts();
    proxy.cutBefore(/ UID STORE /i, 4);
    const ledger = createLedger();
    const ids = Array.from({ length: 24 }, (_, n) => `stored-${n}@faults.test`);
    await ledger.send(ids.map((id, n) => byImap(dovecot, 'broken', id, `stored-${n % 5}`)));
    // The same bytes under another UID, as a restored or copied mailbox has them.
    for (const [n, id] of ids.slice(0, 6).entries()) await byImap(dovecot, 'broken', id, `stored-${n % 5}`).send();
    await eventually(async () => (await account()).waiting === 0 && dovecot.files('broken').every((name) => /:2,[A-Z]*S/.test(name)), {
      timeout: 120_000,
      every: 300,
    });
    expect(proxy.cuts() - before).toBeGreaterThanOrEqual(4);
    await holds(desk, ledger, { onlyThese: false });
  }, 240_000);

  async function account(): Promise<MailAccount> {
    const { body } = await desk.api<{ items: MailAccount[] }>('GET', '/api/v1/mail-accounts');
    const [only] = body.items;
    if (!only) throw new Error('no account');
    return only;
  }
});
