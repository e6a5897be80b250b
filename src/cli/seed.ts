/** `npm run seed` */
import { runCommand } from './care/command.js';
import { seed } from './seed/command.js';

await runCommand(seed);
