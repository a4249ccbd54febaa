import { globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Environment, findExecutable, isExecutable, linesOf, run } from '../command.ts'
import { diskFull, ServiceUnavailableError } from '../errors.ts'
import { withFileLock } from '../file-lock.ts'
import { createHome, removeLeftovers } from '../home.ts'

/** A server program among unpacked packages, and what it needs to find its libraries there. */
export interface UnpackedServer {
  readonly path: string
  readonly env: Environment
}

// Redis first: unlike Valkey it is in every Debian release that has a version recent enough
const packageNames = ['redis-server', 'valkey-server']
const unpacked = 'redis'
const aptTimeoutMs = 180_000
const manual = 'Install one (apt-get install redis-server), or run Redis yourself and set FYNTRIX_REDIS_URL.'

/** The server that an earlier run unpacked below `binariesDir`; `undefined` when none did. */
export function findUnpacked(binariesDir: string): UnpackedServer | undefined {
  const root = join(binariesDir, unpacked)
  const path = packageNames.map((name) => join(root, 'usr/bin', name)).find(isExecutable)
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
export async function unpackServer(binariesDir: string, env: Environment): Promise<UnpackedServer> {
  const home = createHome(binariesDir)
  return withFileLock(
    join(home, 'unpack.lock'),
    async () => {
      const found = findUnpacked(home)
      if (found !== undefined) return found
      removeLeftovers(home, `${unpacked}.unpack-*`)
      const workplace = join(home, `${unpacked}.unpack-${process.pid}`)
      try {
        const root = await fetchInto(workplace, env)
        rmSync(join(home, unpacked), { recursive: true, force: true })
        renameSync(root, join(home, unpacked))
      } finally {
        rmSync(workplace, { recursive: true, force: true })
      }
      const server = findUnpacked(home)
      if (server === undefined) throw unavailable('the packages hold no server program')
      return server
    },
    { timeoutMs: 2 * aptTimeoutMs },
  )
}

/** downloads and unpacks; gives the directory that stands for the packages' root */
async function fetchInto(workplace: string, env: Environment): Promise<string> {
  const [apt, dpkg] = [findExecutable('apt-get', env), findExecutable('dpkg-deb', env)]
  if (apt === undefined || dpkg === undefined) throw unavailable('there is none on PATH, and no apt-get to fetch one')
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
  if (stale !== undefined) throw fetchFailed(workplace, stale)
  let problem: readonly string[] = []
  for (const name of packageNames) {
    const args = ['-qq', '--yes', '--no-install-recommends', ...options, '--download-only', 'install', name]
    const failure = await attempt(apt, args)
    if (failure === undefined) break
    problem = [...problem, ...failure]
  }
  const packages = globSync('*.deb', { cwd: archives })
  if (packages.length === 0) {
    throw fetchFailed(
      workplace,
      problem.length > 0 ? problem : ['apt-get had nothing to fetch: installed, not on PATH?'],
    )
  }
  for (const name of packages) {
    const failure = await attempt(dpkg, ['-x', join(archives, name), root])
    if (failure !== undefined) throw fetchFailed(workplace, failure)
  }
  return root
}

function fetchFailed(workplace: string, log: readonly string[]): ServiceUnavailableError {
  if (log.some((line) => /No space left on device|Disk quota exceeded/.test(line))) {
    return diskFull('Redis', workplace, log)
  }
  return unavailable('the packages could not be fetched', log)
}

/** No server program can be had. */
export function unavailable(problem: string, log: readonly string[] = []): ServiceUnavailableError {
  return new ServiceUnavailableError({ service: 'Redis', code: 'binary-missing', problem, remedy: manual, log })
}
