/**
 * `npm run test:faults`: what goes wrong in real life, done to real processes: kills at each step of a message's way, Redis
 * and store away, doubled and broken-off deliveries, poison, cut mailboxes, moody relays. Each line is a row of the fault
 * table; the last one is the sum. `npm run test:faults -- F13` runs the rows of that name.
 */
import { runStories } from './testing/runStories.mjs';

// Most of the time they wait for locks and time-outs, so some run side by side; test/faults/README.md counts what is run.
process.exitCode = await runStories({ files: ['test/faults'], workers: 3, timeout: 60_000, names: process.argv.slice(2) });
