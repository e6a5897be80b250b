import path from 'node:path';
import { backupStore } from '../../store/care/backup.js';
import { CareError, figure } from '../../store/care/careError.js';
import { openRawStore } from '../../store/care/rawStore.js';
import { type Command, UsageError } from './command.js';
import { readSettings } from './settings.js';

const options = { to: { type: 'string' }, 'without-key': { type: 'boolean' } } as const;

export const backup: Command<typeof options> = {
  help: `
npm run backup -- [--to FILE.tar | --to FOLDER] [--without-key]

Backs up the store of DATA_DIR or MONGODB_URI, with all blobs, while the desk runs. Everything that was acknowledged
before the backup began is in it. It is there whole or not at all.

  --to FILE.tar   one file; FOLDER: a folder (on the same disk blobs are linked and take no room).
                  Unset: DATA_DIR/backups/sayonce-DATE.tar
  --without-key   leaves DATA_DIR/secret.key out; then keep that file yourself

Exit code: 0 done, 1 not done, 2 wrongly called.`,
  options,

  async run(values, say) {
    if (values.to === '') throw new UsageError('Where to? --to is empty.');
    const { store: config, dataDir } = readSettings();
    const stamp = new Date().toISOString().replace(/[:.]/g, '-').slice(0, 19);
    const to = path.resolve(values.to ?? path.join(dataDir, 'backups', `sayonce-${stamp}.tar`));
    const store = await openRawStore(config, { reading: true });
    try {
      if (store.readOnly && !values.to)
        throw new CareError(
          `${config.kind === 'embedded' ? config.dataDir : dataDir} may only be read: name a place for the backup with --to.`,
        );
      const manifest = await backupStore(store, { to, withoutKey: values['without-key'] ?? false, own: !values.to, say });
      const documents = Object.values(manifest.counts).reduce((sum, n) => sum + n, 0);
      process.stdout.write(`${to}\n`);
      say(
        `Done: ${figure(documents)} documents, ${figure(manifest.blobs.count)} blobs. Everything acknowledged before ${manifest.mark} is in it.`,
      );
      if (manifest.holdsSecretKey)
        say(
          'WARNING: it holds secret.key. Whoever has this backup can read stored credentials and forge reply addresses: keep it like a password.',
        );
      else
        say(
          'NOTE: the secret key is not in it. Without the same SECRET_KEY a restored desk cannot read stored credentials: keep it safe elsewhere.',
        );
      if (!values.to) say('Copy it to another machine: a backup on the same disk dies with the disk.');
      return 0;
    } finally {
      await store.close();
    }
  },
};
