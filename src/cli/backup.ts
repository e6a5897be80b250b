/** `npm run backup` */
import { backup } from './care/backup.js';
import { runCommand } from './care/command.js';

await runCommand(backup);
