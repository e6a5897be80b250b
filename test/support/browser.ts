import { findChromium } from '../../src/cli/setup/tools.mjs';

/** The browser that `npm test` found; null when there is none here, and what needs it is counted as skipped. */
export const BROWSER: string | null = process.env['SKIP_BROWSER'] ? null : (findChromium() ?? null);

/** Root has no sandbox in a container, and the browser must not ask the network for anything of its own. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
