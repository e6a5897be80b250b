import { existsSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];

/** The browser of this machine: `CHROMIUM_PATH`, or one in its usual place. @throws Error saying what is needed */
export function findBrowser(): string {
  const named = process.env['CHROMIUM_PATH'];
  const found = named || BROWSERS.find((file) => existsSync(file));
  if (!found) throw new Error(`There is no browser here: one of ${BROWSERS.join(', ')} is needed, or CHROMIUM_PATH names it.`);
  return found;
}
