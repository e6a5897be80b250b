/** Entry of a worker process: takes jobs from the queues and answers no requests. Run as many as the load asks for. */
import { runProcess } from '../src/runProcess.js';

await runProcess('workers');
