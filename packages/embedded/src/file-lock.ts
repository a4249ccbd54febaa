import { randomBytes } from 'node:crypto'
import { readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { hasCode } from './errors.ts'
import { processIsAlive, processStartTime } from './process.ts'
import { waitFor } from './wait.ts'

/** Another live process held the lock for longer than the caller was willing to wait. */
export class FileLockTimeoutError extends Error {
  override readonly name = 'FileLockTimeoutError'
  readonly path: string
  /** Pid of the holder when the wait ended, if it could be read. */
  readonly holder: number | undefined

  constructor(path: string, holder: number | undefined, timeoutMs: number) {
    super(`The lock ${path} was held by process ${holder ?? 'unknown'} for more than ${timeoutMs} ms`)
    this.path = path
    this.holder = holder
  }
}

interface Owner {
  readonly pid: number
  readonly startTime: string
  /** Different for every acquisition: tells a record from a later one of the same process. */
  readonly nonce: string
}

// The lock is a symbolic link whose target is the owner's record: creating one is atomic, fails if it exists, and
// brings its content along, so there is never an empty lock whose owner nobody knows, as with open(O_EXCL) and write.
const format = (owner: Owner): string => `${owner.pid}:${owner.startTime}:${owner.nonce}`

function parse(record: string): Owner | undefined {
  const [pid, startTime, nonce] = record.split(':')
  return startTime === undefined || nonce === undefined ? undefined : { pid: Number(pid), startTime, nonce }
}

function readOwner(path: string): Owner | undefined {
  let record: string
  try {
    record = readlinkSync(path)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    if (hasCode(error, 'EINVAL')) throw new Error(`${path} is not a lock of this kind: move it away`, { cause: error })
    throw error
  }
  const owner = parse(record)
  if (owner === undefined) throw new Error(`${path} is not a lock of this kind: move it away`)
  return owner
}

const isAlive = (owner: Owner): boolean =>
  processIsAlive(owner.pid, owner.startTime === '' ? undefined : owner.startTime)

function create(path: string, owner: Owner): boolean {
  try {
    symlinkSync(format(owner), path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/**
 * One attempt. A dead owner's record may only be removed by the holder of a second lock that is named by that very
 * record: two processes that both saw the dead owner cannot both remove, and one that comes late finds another record
 * and removes nothing. The second lock is taken over in the same way should its holder die in turn.
 */
function attempt(path: string, me: Owner): boolean {
  if (create(path, me)) return true
  const holder = readOwner(path)
  if (holder === undefined || isAlive(holder)) return false
  const removal = `${path}.${holder.nonce}`
  if (!attempt(removal, me)) return false
  try {
    if (readOwner(path)?.nonce === holder.nonce) rmSync(path)
  } finally {
    rmSync(removal)
  }
  return create(path, me)
}

/**
 * Runs `work` while no other process, and no other call in this process, holds the lock `path`; gives its result.
 *
 * Holds for processes of one machine and one pid namespace. The lock of a process that died is taken over at once,
 * also when its pid was given to another process since. Not re-entrant: a nested call on the same path waits in vain.
 *
 * @param path the lock itself, a file that nobody else uses; its directory must exist
 * @throws FileLockTimeoutError when a live holder keeps it for more than `timeoutMs` (60 s unless told otherwise)
 */
export async function withFileLock<T>(
  path: string,
  work: () => T | Promise<T>,
  { timeoutMs = 60_000 }: { readonly timeoutMs?: number } = {},
): Promise<T> {
  const me: Owner = {
    pid: process.pid,
    startTime: processStartTime(process.pid) ?? '',
    nonce: randomBytes(8).toString('hex'),
  }
  const held = await waitFor(() => (attempt(path, me) ? true : undefined), { timeoutMs, everyMs: 10 })
  if (held === undefined) throw new FileLockTimeoutError(path, readOwner(path)?.pid, timeoutMs)
  try {
    return await work()
  } finally {
    // a live owner's record is never removed by others, so what lies there is ours (or was deleted by hand)
    if (readOwner(path)?.nonce === me.nonce) rmSync(path)
  }
}
