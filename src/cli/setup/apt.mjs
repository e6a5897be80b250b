import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram, runOrStop } from './run.mjs';

/** Root on Debian or Ubuntu: the only place where we install system programs by ourselves. */
export function canUseApt() {
  return process.getuid?.() === 0 && findProgram('apt-get') !== null && findProgram('dpkg') !== null;
}

/**
 * Installs Debian packages. No service is started by it: we run our own, and a second one on the standard port would
 * be a surprise.
 * @param {string[]} packages
 */
export async function aptInstall(packages) {
  const undoPolicy = forbidServices();
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=120'];
  try {
    await runOrStop('apt-get update failed; the lines above say why.', 'apt-get', ['update', '-qq', ...lock], { env });
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...lock, ...packages];
    await runOrStop(`apt-get could not install ${packages.join(' ')}; the lines above say why.`, 'apt-get', install, { env });
  } finally {
    undoPolicy();
  }
}

/** Debian asks this script before it starts a service (policy-rc.d); 101 means no. One that is there already is left alone. */
function forbidServices() {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => {};
  writeFileSync(policy, '#!/bin/sh\nexit 101\n');
  chmodSync(policy, 0o755);
  return () => rmSync(policy, { force: true });
}
