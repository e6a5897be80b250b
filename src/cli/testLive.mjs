/**
 * `npm run test:live`: agent and customer type while the network breaks and the server is restarted: 25 rounds with bare
 * clients, 50 in a real browser with the console and the chat as they are shipped, and networks that are gone for 5 s, 30 s
 * and 3 minutes. Nothing may be lost, doubled or out of order on either side. Ends within 13 minutes.
 * `LEDGER_ROUNDS`, `LIVE_ROUNDS` and `LIVE_CUTS` say otherwise; `npm run test:live -- rounds` runs the stories of that name.
 */
import { runStories } from './testing/runStories.mjs';

const { LEDGER_ROUNDS = '25', LIVE_ROUNDS = '50', LIVE_CUTS = '5,30,180' } = process.env;
// They mostly wait, so all three run side by side.
process.exitCode = await runStories({
  files: ['test/long/live/ledger', 'test/long/live/browser'],
  workers: 3,
  timeout: 60_000,
  names: process.argv.slice(2),
  env: { LEDGER_ROUNDS, LIVE_ROUNDS, LIVE_CUTS },
});
