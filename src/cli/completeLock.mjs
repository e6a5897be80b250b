import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `node src/cli/completeLock.mjs`, after each change of dependencies: adds the packages for other systems (macOS, Windows,
 * ARM...) that npm leaves out of package-lock.json when the registry in use lacks them. Without them `npm ci` refuses the
 * lockfile, here and on those systems. Their version is the one that their parent demands exactly; npm looks up the rest.
 */
const FILE = 'package-lock.json';
const SYSTEMS = ['darwin', 'win32', 'linux', 'freebsd', 'android', 'openharmony', 'aix', 'sunos', 'netbsd', 'openbsd'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64'];

/** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string>, dev?: boolean, license?: string, engines?: object }> }} */
const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = [];
for (const [where, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${where}/node_modules/${name}`]) continue;
    const words = name.split(/[-/]/);
    const os = SYSTEMS.filter((one) => words.includes(one));
    // Not a package for one system, or not one exact version: nothing that could be completed by its name.
    if (os.length === 0 || !/^\d/.test(version)) continue;
    const cpu = PROCESSORS.filter(
      (one) => words.includes(one) || (one === 'arm' && words.some((word) => word.startsWith('gnueabi') || word.startsWith('musleabi'))),
    );
    const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : null;
    const { dev, license, engines } = parent;
    const entry = { version, cpu, ...(dev ? { dev } : {}), ...(libc ? { libc } : {}), license, optional: true, os, engines };
    lock.packages[`node_modules/${name}`] = entry;
    added.push(`${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `Added to ${FILE}: ${added.join(', ')}` : `${FILE} is complete.`);
