/** `npm run store:check` */
import { storeCheck } from './care/storeCheck.js';
import { runCommand } from './care/command.js';

await runCommand(storeCheck);
