/**
 * `npm start`: from a fresh clone to a running desk. Plain JavaScript without packages, since there may be none yet, and
 * nothing is imported before the version of Node is known to do.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `\nSayOnce needs Node 20.19 or newer; this is ${process.versions.node}.\nGet a newer one from https://nodejs.org, then run npm start again.\n\n`,
  );
  process.exit(1);
}

const { startDesk } = await import('./setup/desk.mjs');
process.exitCode = await startDesk(process.argv.slice(2));
