/** Entry of the web process; with ROLE=all (the default) the workers run in it too. */
import { runProcess } from './runProcess.js';

await runProcess();
