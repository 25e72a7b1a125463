/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, license?: string, os?: string[], cpu?: string[],
 *   libc?: string[], hasInstallScript?: boolean, resolved?: string, devOptional?: boolean,
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lockfile
 */

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * The optional platform packages that the lockfile's packages ask for and that it has no entry for.
 *
 * @param {Lockfile} lockfile
 * @returns {{ path: string, entry: LockEntry }[]}
 */
export function missingPlatformPackages(lockfile) {
  const missing = [];
  for (const [owner, entry] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isInstalledFor(lockfile, owner, name)) continue;
      const scope = entry.dev ? { dev: true } : {};
      missing.push({ path: `node_modules/${name}`, entry: { version, ...scope, optional: true, ...platformOf(name) } });
    }
  }
  return missing;
}

/**
 * Whether `name`, asked for by the package at path `owner`, resolves to an entry of the lockfile.
 *
 * @param {Lockfile} lockfile
 * @param {string} owner
 * @param {string} name
 */
function isInstalledFor(lockfile, owner, name) {
  let base = owner;
  for (;;) {
    if (lockfile.packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`]) return true;
    if (base === '') return false;
    base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')));
  }
}

/**
 * The platform that a native package's name tells: '@rollup/rollup-linux-x64-musl' is linux, x64, musl.
 *
 * @param {string} name
 * @returns {{ os?: string[], cpu?: string[], libc?: string[] }}
 */
export function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => parts.includes(system));
  const cpu = PROCESSORS.filter((processor) => parts.includes(processor));
  const libc = parts.includes('musl') ? ['musl'] : parts.includes('gnu') && os[0] === 'linux' ? ['glibc'] : [];
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
  };
}
