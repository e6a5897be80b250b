/** F01-F10 by mail: the desk is killed with SIGKILL at each step of a mail's way, and of its answer's. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { Message } from '../../src/contract/tickets.js';
import { messagesOf, settled, tickets } from '../support/customers.js';
import { startDovecot, type Dovecot } from '../support/mail/dovecot.js';
import { eventually, type Desk } from '../support/startDesk.js';
import { RECOVERY_MS, SERVICE_RECOVERY_MS, startKillable, type Killable } from './support/killable.js';
import { byImap, bySmtp, createLedger, holds, withFile, type Entry } from './support/ledger.js';

const POINTS = [
  ['F01', 'K1', 'the message is read, its row not written'],
  ['F02', 'K2', 'the row is written, nothing acknowledged'],
  ['F03', 'K3', 'it is acknowledged, no job is there'],
  ['F04', 'K4', 'the job is taken, nothing is done'],
  ['F05', 'K5', 'it is parsed'],
  ['F06', 'K6', 'its attachments are stored, the message not'],
  ['F07', 'K7', 'the message is stored, its ticket does not know'],
  ['F08', 'K8', 'all is stored, the job not ended'],
  ['F09', 'K9', 'the job is about to end'],
] as const;
const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
const hasDovecot = !process.env['SKIP_DOVECOT'];

withRedis('killed at any step of a mail', () => {
  let killable: Killable;
  let desk: Desk;
  let dovecot: Dovecot | undefined;
  const sent: string[] = [];
  const sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        sent.push(/^Message-ID:\s*<([^>]*)>/im.exec(text)?.[1] ?? '');
        done();
      });
    },
  });
  let round = 0;
  const ledger = createLedger();

  beforeAll(async () => {
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', () => resolve()));
    if (hasDovecot) dovecot = await startDovecot();
    killable = await startKillable({
      SMTP_URL: `smtp://127.0.0.1:${(sink.server.address() as AddressInfo).port}`,
      IMAP_POLL_SECONDS: '1',
      ...(dovecot ? { IMAP_URL: `imap://faults:${dovecot.password}@127.0.0.1:${dovecot.port}?address=support@desk.test` } : {}),
    });
    desk = killable.desk;
  }, 90_000);
  afterAll(async () => {
    await killable?.stop();
    await dovecot?.stop();
    sink.close(() => undefined);
  });

  /** Two customers, one known and one new, three mails; the first and the last have a file. */
  function burst(door: string): Entry[] {
    round += 1;
    return [0, 1, 2].map((i) => {
      const [id, customer] = [`${door}-${round}-${i}@faults.test`, i === 0 ? `known-${door}` : `new-${door}-${round}`];
      const { raw, attached } = i === 1 ? { raw: undefined, attached: undefined } : withFile(id, customer);
      const entry = door === 'IMAP' && dovecot ? byImap(dovecot, 'faults', id, customer, raw) : bySmtp(desk, id, customer, raw);
      return { ...entry, ...(attached ? { attached } : {}) };
    });
  }

  const seen = (): number => dovecot?.files('faults').filter((name) => /:2,[A-Z]*S/.test(name)).length ?? 0;

  const rows = POINTS.flatMap(([row, point, what]) => ['SMTP', 'IMAP'].map((door) => [row, point, what, door] as const));
  for (const [row, point, what, door] of rows) {
    const run = door === 'IMAP' && !hasDovecot ? test.skip : test;
    run(
      `${row} ${door}: killed when ${what}`,
      async () => {
        // By SMTP in the middle of the burst as well.
        for (const count of door === 'SMTP' ? [1, 2] : [1]) {
          const seenBefore = seen();
          const settledAfter = await killable.killAt(
            `${point}:${count}`,
            // Mails that one write has stored are told of in one job, so a burst may pass a point only once.
            async () => {
              for (let bursts = 0; bursts < count; bursts++) await ledger.send(burst(door));
            },
            () => {
              // To be marked as seen is what "acknowledged" is for a mailbox: never before the row is there.
              if (door === 'IMAP' && point === 'K1') expect(seen()).toBe(seenBefore);
            },
          );
          const from = performance.now();
          await ledger.sendAgain();
          // What lies in the mailbox is ours to fetch: until then it is not whole.
          if (door === 'IMAP') await eventually(() => seen() === dovecot?.files('faults').length, { timeout: SERVICE_RECOVERY_MS });
          const took = settledAfter + performance.now() - from;
          expect(settledAfter).toBeLessThan(RECOVERY_MS);
          expect(took).toBeLessThan(door === 'IMAP' ? SERVICE_RECOVERY_MS : RECOVERY_MS);
          // As it happens: jest itself tells at the end of the file.
          process.stderr.write(
            `${row} ${door} ${count}: nothing waits ${(settledAfter / 1000).toFixed(1)} s, all is whole ${(took / 1000).toFixed(1)} s after the start\n`,
          );
        }
        await holds(desk, ledger);
      },
      180_000,
    );
  }

  test('F10 the relay has the mail, the outbox does not know: it goes again under the same Message-ID, and that is all', async () => {
    await ledger.send([bySmtp(desk, 'reply-to-me@faults.test', 'wants-reply')]);
    await settled(desk);
    const ticket = (await tickets(desk)).find((one) => one.subject === 'About wants-reply');
    // Until here the desk has written to nobody by itself, whatever died (I5).
    expect(sent).toEqual([]);
    await killable.killAt('K10', async () => {
      await desk.api('POST', `/api/v1/tickets/${ticket?.id}/messages`, { kind: 'reply', text: 'The answer' }).catch(() => undefined);
    });
    // Another process may be sending it, so it is left alone for as long as sending may take.
    const answer = await eventually(
      async () => {
        const found = (await messagesOf(desk, ticket?.id ?? '')).find((message: Message) => message.direction === 'out');
        return found?.delivery?.state === 'accepted' && found;
      },
      { timeout: 150_000, every: 500 },
    );
    expect(sent).toEqual([answer.externalId, answer.externalId]);
    await holds(desk, ledger, { answers: 1 });
  }, 240_000);
});
