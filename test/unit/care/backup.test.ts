/** A backup is complete, an altered one is refused, and nothing is overwritten or sent twice. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../../src/lib/ids.js';
import { backupStore } from '../../../src/store/care/backup.js';
import { restoreStore } from '../../../src/store/care/restore.js';
import { buildFollowup, buildInbound, buildOutgoing } from '../../store/support/build.js';
import { eventually } from '../../support/startDesk.js';
import { contents, embedded, fill, newFolder, quiet, removeFolders, withRaw, withStore } from './support.js';

afterAll(removeFolders);

async function backedUp(to = join(newFolder(), 'backup.tar'), count = 3) {
  const config = embedded();
  const stories = await fill(config, count);
  writeFileSync(join(config.dataDir, 'secret.key'), 'k'.repeat(64));
  const manifest = await withRaw(config, (raw) => backupStore(raw, { to, say: quiet }));
  return { config, stories, to, manifest };
}

const filesOpenToOthers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const found = statSync(join(folder, name));
    return found.isFile() && (found.mode & 0o077) !== 0;
  });
const restoreTo = (dataDir: string, from: string, more = {}) =>
  restoreStore({ kind: 'embedded', dataDir }, { from, staging: join(dataDir, 'unpacked'), say: quiet, ...more });

describe('backup and restore of an embedded store', () => {
  test.each(['backup.tar', 'folder'])('everything comes back from a %s', async (name) => {
    const { config, to, manifest } = await backedUp(join(newFolder(), name));
    expect(manifest.blobs).toMatchObject({ count: 6, missing: 0 });
    expect(manifest.counts).toMatchObject({ tickets: 3, messages: 9, intake: 6, customers: 3, identities: 3 });
    expect(existsSync(`${to}.partial`)).toBe(false);
    const dataDir = newFolder();
    const { counts } = await restoreTo(dataDir, to);
    expect(filesOpenToOthers(dataDir)).toEqual([]);
    expect(counts).toEqual(manifest.counts);
    expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe('k'.repeat(64));
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o077).toBe(0);
    const [before, after] = [await withRaw(config, contents), await withRaw({ kind: 'embedded', dataDir }, contents)];
    expect(after).toEqual(before);
    await withStore({ kind: 'embedded', dataDir }, async ({ store }) => expect(await store.tickets.nextNumber()).toBe(4));
  });

  test('what killed backups have left in their own folder goes with the next one, and nothing elsewhere', async () => {
    const [own, shared] = [newFolder(), newFolder()];
    for (const folder of [own, shared]) {
      mkdirSync(join(folder, 'sayonce-2026-01-01.tar.partial'));
      writeFileSync(join(folder, 'sayonce-2026-01-02.tar.packing'), 'half');
      writeFileSync(join(folder, 'sayonce-2026-01-03.tar'), 'whole');
    }
    const config = embedded();
    await fill(config, 1);
    await withRaw(config, async (raw) => {
      await backupStore(raw, { to: join(own, 'today.tar'), own: true, say: quiet });
      await backupStore(raw, { to: join(shared, 'today.tar'), say: quiet });
    });
    expect(readdirSync(own).toSorted()).toEqual(['sayonce-2026-01-03.tar', 'today.tar']);
    expect(readdirSync(shared)).toHaveLength(4);
  });

  test('the tar is one that everybody can read', async () => {
    const { to } = await backedUp();
    const names = execFileSync('tar', ['tf', to], { encoding: 'utf8' }).trim().split('\n');
    expect(names[0]).toBe('manifest.json');
    expect(names).toEqual(expect.arrayContaining(['sayonce.db', 'blobs.txt', 'secret.key']));
  });

  test('a backup under load has all that was acknowledged before its mark', async () => {
    const config = embedded();
    const acknowledged: { id: string; at: number }[] = [];
    await withStore(config, async ({ store }) => {
      let ending = false;
      const load = Promise.all(
        Array.from({ length: 8 }, async (_, lane) => {
          for (let n = 0; !ending; n++) {
            // Every tenth is too large to ride in its row: its bytes are a blob.
            const raw = Buffer.alloc(n % 10 === 9 ? 120_000 : 500, `${lane} ${n} `);
            const { intakeId } = await store.intake.accept(buildInbound({ externalKey: `${lane}-${n}`, raw }), newId(), new Date());
            acknowledged.push({ id: intakeId, at: Date.now() });
          }
        }),
      );
      await eventually(() => acknowledged.length > 100);
      const to = join(newFolder(), 'b.tar');
      const manifest = await withRaw(config, (raw) => backupStore(raw, { to, say: quiet }));
      ending = true;
      await load;
      const before = acknowledged.filter(({ at }) => at < Date.parse(manifest.mark));
      expect(before.length).toBeGreaterThan(50);
      expect(acknowledged.length).toBeGreaterThan(before.length);
      const dataDir = newFolder();
      await restoreTo(dataDir, to);
      await withStore({ kind: 'embedded', dataDir }, async ({ store: restored }) => {
        const lost = [];
        for (const { id } of before) if (!(await restored.intake.load(id))) lost.push(id);
        expect(lost).toEqual([]);
      });
    });
  }, 60_000);

  test('a store that holds anything is not overwritten', async () => {
    const { config, to } = await backedUp();
    await expect(restoreTo(config.dataDir, to)).rejects.toThrow('not empty');
    await expect(withRaw(config, (raw) => backupStore(raw, { to, say: quiet }))).rejects.toThrow('exists already');
    const other = newFolder();
    writeFileSync(join(other, 'secret.key'), 'x'.repeat(64));
    await expect(restoreTo(other, to)).rejects.toThrow('another key');
  });

  test('damage is found before anything is touched', async () => {
    const { to, stories } = await backedUp(join(newFolder(), 'folder'));
    const dataDir = newFolder();
    const blob = stories[0]?.blob ?? '';
    const blobFile = join(to, 'blobs', blob.slice(0, 2), blob);
    for (const [file, damage, words] of [
      [
        join(to, 'manifest.json'),
        (text: Buffer) => Buffer.from(text.toString().replace('"tickets": 3', '"tickets": 4')),
        'manifest.json is damaged',
      ],
      [
        join(to, 'sayonce.db'),
        (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 5000), Buffer.from([bytes.readUInt8(5000) ^ 1]), bytes.subarray(5001)]),
        'sayonce.db has another sha256',
      ],
      [join(to, 'blobs.txt'), (bytes: Buffer) => bytes.subarray(0, -10), 'blobs.txt has'],
      [blobFile, () => Buffer.from('other bytes'), 'damaged'],
    ] as const) {
      const good = readFileSync(file);
      writeFileSync(file, damage(good));
      await expect(restoreTo(dataDir, to)).rejects.toThrow(words);
      writeFileSync(file, good);
    }
    expect(existsSync(join(dataDir, 'sayonce.db'))).toBe(false);
    await restoreTo(dataDir, to);
  });

  test('so is a tar that was cut off, or that is none', async () => {
    const { to } = await backedUp();
    truncateSync(to, Math.floor(statSync(to).size / 2));
    await expect(restoreTo(newFolder(), to)).rejects.toThrow('ends too early');
    writeFileSync(to, 'this is no tar'.repeat(100));
    await expect(restoreTo(newFolder(), to)).rejects.toThrow('no tar of a backup');
  });

  test('what may have been sent since is not sent again by itself', async () => {
    const config = embedded();
    await withStore(config, async ({ store }) => {
      await store.messages.insert(buildOutgoing({ id: 'a'.repeat(24) }));
      await store.followups.plan(buildFollowup({ dueAt: new Date() }));
    });
    const to = join(newFolder(), 'b.tar');
    await withRaw(config, (raw) => backupStore(raw, { to, say: quiet }));
    const [careful, trusting] = [newFolder(), newFolder()];
    expect((await restoreTo(careful, to)).settled).toMatchObject({ uncertain: 1, cancelled: 1 });
    expect((await restoreTo(trusting, to, { resend: true })).settled).toMatchObject({ uncertain: 0, cancelled: 0 });
    await withStore({ kind: 'embedded', dataDir: careful }, async ({ store }) => {
      expect(await store.messages.unsent(new Date(), 10)).toEqual([]);
      expect((await store.messages.get('a'.repeat(24)))?.delivery).toMatchObject({ state: 'uncertain', reason: 'restored_from_backup' });
    });
    await withStore({ kind: 'embedded', dataDir: trusting }, async ({ store }) =>
      expect(await store.messages.unsent(new Date(), 10)).toEqual(['a'.repeat(24)]),
    );
  });

  test('the desk does not start on half a restore, and the same command finishes it', async () => {
    const { to } = await backedUp();
    const dataDir = newFolder();
    await restoreTo(dataDir, to);
    // As if it had been killed before its last step.
    const { seal } = JSON.parse(execFileSync('tar', ['xOf', to, 'manifest.json'], { encoding: 'utf8' })) as { seal: string };
    writeFileSync(join(dataDir, 'restore.unfinished'), seal);
    await expect(withStore({ kind: 'embedded', dataDir }, async () => undefined)).rejects.toThrow('restore');
    await restoreTo(dataDir, to);
    await withStore({ kind: 'embedded', dataDir }, async ({ store }) =>
      expect((await store.tickets.list({ sort: 'newest', limit: 10 })).items).toHaveLength(3),
    );
  });
});
