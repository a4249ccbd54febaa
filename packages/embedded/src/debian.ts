import { globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Environment, findExecutable, isExecutable, linesOf, run } from './command.ts'
import { diskFull, type EmbeddedService, ServiceUnavailableError } from './errors.ts'
import { withFileLock } from './file-lock.ts'
import { createHome, removeLeftovers } from './home.ts'

/** A server that Debian or Ubuntu packages. */
export interface PackagedServer {
  readonly service: EmbeddedService
  /** Where it is unpacked, below the directory of all of them; also the name of its program. */
  readonly folder: string
  /** Packages that hold it, in order of preference. */
  readonly packages: readonly string[]
  /** Where its program may lie in them. */
  readonly programs: readonly string[]
  /** What the reader can do where it cannot be fetched. */
  readonly remedy: string
}

/** A server program among unpacked packages, and what it needs to find its libraries there. */
export interface UnpackedServer {
  readonly path: string
  readonly env: Environment
}

/** Where to look for a program. */
export interface PackagedQuestion {
  /** Where packages are unpacked, by this run or an earlier one. */
  readonly binariesDir: string
  readonly env: Environment
  /** Whether packages may be downloaded. */
  readonly download: boolean
}

const aptTimeoutMs = 180_000

/**
 * The program on PATH, else one unpacked earlier, else one unpacked now from Debian packages.
 * @throws ServiceUnavailableError `binary-missing` or `disk-full`
 */
export const findPackaged = async (
  wanted: PackagedServer,
  { binariesDir, env, download }: PackagedQuestion,
): Promise<UnpackedServer> => {
  const installed = findExecutable(wanted.folder, env)
  if (installed !== undefined) return { path: installed, env: {} }
  const unpacked = findUnpacked(wanted, binariesDir)
  if (unpacked !== undefined) return unpacked
  if (!download) throw unavailable(wanted, 'there is none on PATH')
  return unpackServer(wanted, binariesDir, env)
}

/** The server that an earlier run unpacked below `binariesDir`; `undefined` when none did. */
export function findUnpacked({ folder, programs }: PackagedServer, binariesDir: string): UnpackedServer | undefined {
  const root = join(binariesDir, folder)
  const path = programs.map((program) => join(root, program)).find(isExecutable)
  if (path === undefined) return undefined
  const libraries = globSync('{usr/lib,lib}/*-linux-gnu*', { cwd: root }).map((directory) => join(root, directory))
  return { path, env: libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(':') } }
}

/**
 * Fetches a server from the machine's own Debian or Ubuntu package sources and unpacks it below `binariesDir`: needs no
 * root and installs nothing into the system. apt checks the signatures as always and brings the libraries that the
 * system lacks. Of several processes at once one does the work. Unpacked packages get no security updates: remove the
 * directory to have them fetched anew.
 * @throws ServiceUnavailableError `binary-missing` or `disk-full`
 */
export async function unpackServer(
  wanted: PackagedServer,
  binariesDir: string,
  env: Environment,
): Promise<UnpackedServer> {
  const { folder } = wanted
  const home = createHome(binariesDir)
  return withFileLock(
    join(home, 'unpack.lock'),
    async () => {
      const found = findUnpacked(wanted, home)
      if (found !== undefined) return found
      removeLeftovers(home, `${folder}.unpack-*`)
      const workplace = join(home, `${folder}.unpack-${process.pid}`)
      try {
        const root = await fetchInto(workplace, wanted, env)
        rmSync(join(home, folder), { recursive: true, force: true })
        renameSync(root, join(home, folder))
      } finally {
        rmSync(workplace, { recursive: true, force: true })
      }
      const server = findUnpacked(wanted, home)
      if (server === undefined) throw unavailable(wanted, 'the packages hold no server program')
      return server
    },
    { timeoutMs: 2 * aptTimeoutMs },
  )
}

/** downloads and unpacks; gives the directory that stands for the packages' root */
async function fetchInto(workplace: string, wanted: PackagedServer, env: Environment): Promise<string> {
  const [apt, dpkg] = [findExecutable('apt-get', env), findExecutable('dpkg-deb', env)]
  if (apt === undefined || dpkg === undefined)
    throw unavailable(wanted, 'there is none on PATH, and no apt-get to fetch one')
  const lists = join(workplace, 'lists')
  const archives = join(workplace, 'archives')
  const root = join(workplace, 'root')
  for (const directory of [join(lists, 'partial'), join(archives, 'partial'), root]) {
    mkdirSync(directory, { recursive: true })
  }
  const aptEnv = { ...env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }
  const options = Object.entries({
    'Dir::State::Lists': lists,
    'Dir::Cache': workplace,
    'Dir::Cache::Archives': archives,
    // images for containers switch these off; without them the lists are read twice
    'Dir::Cache::pkgcache': 'pkgcache.bin',
    'Dir::Cache::srcpkgcache': 'srcpkgcache.bin',
    // the state is ours alone: no lock of the system's, no change of user to one that cannot reach it
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    // of the lists only what an installation needs
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb-src::Sources::DefaultEnabled': 'false',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const attempt = async (file: string, args: readonly string[]): Promise<readonly string[] | undefined> => {
    const { succeeded, output } = await run({ file, args, cwd: workplace, env: aptEnv }, aptTimeoutMs)
    return succeeded ? undefined : linesOf(output).slice(-8)
  }

  const stale = await attempt(apt, ['-qq', ...options, 'update'])
  if (stale !== undefined) throw fetchFailed(workplace, wanted, stale)
  let problem: readonly string[] = []
  for (const name of wanted.packages) {
    const args = ['-qq', '--yes', '--no-install-recommends', ...options, '--download-only', 'install', name]
    const failure = await attempt(apt, args)
    if (failure === undefined) break
    problem = [...problem, ...failure]
  }
  const packages = globSync('*.deb', { cwd: archives })
  if (packages.length === 0) {
    throw fetchFailed(
      workplace,
      wanted,
      problem.length > 0 ? problem : ['apt-get had nothing to fetch: installed, not on PATH?'],
    )
  }
  for (const name of packages) {
    const failure = await attempt(dpkg, ['-x', join(archives, name), root])
    if (failure !== undefined) throw fetchFailed(workplace, wanted, failure)
  }
  return root
}

function fetchFailed(workplace: string, wanted: PackagedServer, log: readonly string[]): ServiceUnavailableError {
  if (log.some((line) => /No space left on device|Disk quota exceeded/.test(line))) {
    return diskFull(wanted.service, workplace, log)
  }
  return unavailable(wanted, 'the packages could not be fetched', log)
}

/** No server program can be had. */
export function unavailable(
  { service, remedy }: PackagedServer,
  problem: string,
  log: readonly string[] = [],
): ServiceUnavailableError {
  return new ServiceUnavailableError({ service, code: 'binary-missing', problem, remedy, log })
}
