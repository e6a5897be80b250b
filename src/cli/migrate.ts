/** `npm run migrate` */
import { migrate } from './care/migrate.js';
import { runCommand } from './care/command.js';

await runCommand(migrate);
