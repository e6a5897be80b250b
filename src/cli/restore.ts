/** `npm run restore` */
import { restore } from './care/restore.js';
import { runCommand } from './care/command.js';

await runCommand(restore);
