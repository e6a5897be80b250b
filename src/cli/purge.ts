/** `npm run purge` */
import { purge } from './care/purge.js';
import { runCommand } from './care/command.js';

await runCommand(purge);
