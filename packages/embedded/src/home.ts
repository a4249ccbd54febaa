import { randomBytes } from 'node:crypto'
import { chmodSync, globSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { hasCode } from './errors.ts'

/** What is remembered of a service between runs, beside its password. */
export interface Instance {
  readonly port: number
  readonly database?: string
}

/**
 * Creates the directory of a service, parents included, and gives its real path, under which processes are recognised.
 * Root makes it passable for the account that the server runs as; its files are private one by one.
 */
export function createHome(dir: string): string {
  const path = resolve(dir)
  // a recursive mkdir with a mode would give that mode to every parent it creates
  mkdirSync(dirname(path), { recursive: true })
  try {
    mkdirSync(path)
    chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
  return realpathSync(path)
}

/** The real path of an existing service directory; `undefined` when there is none. */
export function findHome(dir: string): string | undefined {
  try {
    return realpathSync(dir)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** The lock of a home: one process at a time starts or stops its server. */
export const startLock = (home: string): string => join(home, 'start.lock')

/** How long to wait for it: longer than a start may take, with a download, an initdb or a recovery. */
export const lockTimeoutMs = 600_000

/** Writes a file of mode 0600 that is complete at every moment: a crash leaves the old content or the new one. */
export function writePrivateFile(path: string, content: string): void {
  const temporary = `${path}.${process.pid}`
  rmSync(temporary, { force: true })
  writeFileSync(temporary, content, { mode: 0o600, flag: 'wx', flush: true })
  renameSync(temporary, path)
}

function readIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const passwordFile = (home: string): string => join(home, 'password')
const instanceFile = (home: string): string => join(home, 'instance.json')

/** The generated password; `undefined` before the first start. */
export function readPassword(home: string): string | undefined {
  return readIfExists(passwordFile(home))?.trim()
}

/** The file that holds the password, for programs that take it from a file, and the password itself; made once. */
export function ensurePassword(home: string): { readonly path: string; readonly password: string } {
  const path = passwordFile(home)
  const known = readPassword(home)
  if (known !== undefined) return { path, password: known }
  // 24 bytes = 192 bits; base64url needs no quoting in URLs and configuration files
  const password = randomBytes(24).toString('base64url')
  writePrivateFile(path, `${password}\n`)
  return { path, password }
}

/** What was remembered; `undefined` before the first start, and for a file that was damaged. */
export function readInstance(home: string): Instance | undefined {
  const text = readIfExists(instanceFile(home))
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined // only remembers a preference: a damaged file costs another port, nothing else
  }
  if (typeof value !== 'object' || value === null || !('port' in value) || typeof value.port !== 'number')
    return undefined
  const database = 'database' in value && typeof value.database === 'string' ? value.database : undefined
  return { port: value.port, ...(database === undefined ? {} : { database }) }
}

/** Remembers port and database for the next start and for processes that attach. */
export function writeInstance(home: string, instance: Instance): void {
  writePrivateFile(instanceFile(home), `${JSON.stringify(instance)}\n`)
}

/** Removes what a process that died left half-finished. The caller must hold the lock under which such names are made. */
export function removeLeftovers(dir: string, pattern: string): void {
  for (const name of globSync(pattern, { cwd: dir }))
    rmSync(join(dir, name), { recursive: true, force: true, maxRetries: 5 })
}
