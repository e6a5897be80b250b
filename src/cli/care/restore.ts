import { tmpdir } from 'node:os';
import path from 'node:path';
import { figure } from '../../store/care/careError.js';
import { restoreStore } from '../../store/care/restore.js';
import { newStaging } from '../../store/care/staging.js';
import { type Command, UsageError } from './command.js';
import { readSettings } from './settings.js';

const options = { from: { type: 'string' }, resend: { type: 'boolean' } } as const;

export const restore: Command<typeof options> = {
  help: `
npm run restore -- --from FILE.tar | --from FOLDER [--resend]

Fills the empty store of DATA_DIR or MONGODB_URI from a backup. Refuses a store that holds anything. The whole backup is
verified first, and counted afterwards. Cut off, the same command goes on. Stop the desk before, start it after.

What may have happened since the backup is not done twice: outgoing messages that were still queued are shown as
"uncertain", overdue follow-ups are cancelled, and everybody signs in anew.

  --resend   nothing was sent since the backup (the desk was stopped): keep them queued

Exit code: 0 done, 1 not done, 2 wrongly called.`,
  options,

  async run(values, say) {
    if (!values.from) throw new UsageError('Which backup? Name it with --from.');
    const { store: config } = readSettings();
    const staging = config.kind === 'embedded' ? path.join(config.dataDir, 'restore.unpacked') : await newStaging(tmpdir());
    const { manifest, settled } = await restoreStore(config, {
      from: path.resolve(values.from),
      staging,
      resend: values.resend ?? false,
      say,
    });
    say(`Done: the desk is as it was at ${manifest.mark}.`);
    if (settled.uncertain > 0)
      say(
        `  ${figure(settled.uncertain)} outgoing messages are "uncertain": look at them in the outbox and send again what did not arrive`,
      );
    if (settled.cancelled > 0) say(`  ${figure(settled.cancelled)} follow-ups that fell due since are cancelled`);
    if (settled.aligned > 0) say(`  ${figure(settled.aligned)} documents that were written during the backup were brought in line`);
    if (!manifest.holdsSecretKey) say('  NOTE: the backup has no secret key: set the same SECRET_KEY as before');
    say('Next: npm run store:check, then npm start');
    return 0;
  },
};
