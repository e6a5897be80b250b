/** `npm run store:copy` */
import { storeCopy } from './care/storeCopy.js';
import { runCommand } from './care/command.js';

await runCommand(storeCopy);
