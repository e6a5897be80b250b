/**
 * `npm test`: proves a fresh clone by itself. Installs and builds what is missing, then runs lint, types, unit tests and
 * whole stories against a running desk. `npm test -- --unit`, `-- flows/mail`: see testing/plan.mjs.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `\nSayOnce needs Node 20.19 or newer; this is ${process.versions.node}.\nGet a newer one from https://nodejs.org, then run npm test again.\n\n`,
  );
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}

const { runTests } = await import('./testing/runTests.mjs');
process.exitCode = await runTests(process.argv.slice(2));
