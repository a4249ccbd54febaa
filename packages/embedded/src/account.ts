import { readFileSync, type Stats, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { type Command, type Environment, findExecutable, run } from './command.ts'
import { type EmbeddedService, hasCode, ServiceUnavailableError } from './errors.ts'

/** Who a program runs as: an account to switch to, or a program put in front of it. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
  readonly prefix: readonly string[]
}

interface PasswdEntry {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** in order of preference; the last one exists on every Linux system */
const serviceAccounts = ['fyntrix', 'postgres', 'nobody']

/** The lines of /etc/passwd (passwd(5)); lines that are not of that form are left out. */
export function parsePasswd(text: string): readonly PasswdEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':')
    return uid === undefined || gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

/** Whether an account without further groups may pass a directory, by its mode bits. */
export function mayPass(
  { uid, gid }: { uid: number; gid: number },
  directory: Pick<Stats, 'uid' | 'gid' | 'mode'>,
): boolean {
  const bit = directory.uid === uid ? 0o100 : directory.gid === gid ? 0o010 : 0o001
  return (directory.mode & bit) !== 0
}

function reaches(account: { uid: number; gid: number }, directory: string): boolean {
  const parent = dirname(directory)
  return mayPass(account, statSync(directory)) && (parent === directory || reaches(account, parent))
}

/** servers ask the system for the name of their user; in this namespace the current one appears as nobody */
async function userNamespace(env: Environment, cwd: string): Promise<readonly string[] | undefined> {
  const unshare = findExecutable('unshare', env)
  if (unshare === undefined) return undefined
  const args = ['--user', '--map-user=65534', '--map-group=65534', '--']
  const { succeeded } = await run({ file: unshare, args: [...args, 'true'], cwd, env }, 10_000)
  return succeeded ? [unshare, ...args] : undefined
}

function hasName(): boolean {
  try {
    userInfo()
    return true
  } catch (error) {
    if (hasCode(error, 'ERR_SYSTEM_ERROR')) return false
    throw error
  }
}

/** What decides the account. */
export interface AccountQuestion {
  readonly service: EmbeddedService
  readonly home: string
  /** A directory that the server insists on owning, if it exists. */
  readonly data: string | undefined
  /** The server's program file. */
  readonly program: string
  readonly env: Environment
}

/**
 * Who a server runs as that refuses uid 0, needs a user with a name, and insists on owning its data:
 * the current user if that is not root; for root the owner of data that exist, else the first service account that
 * can reach directory and program, else a user namespace in which root appears as `nobody` (files stay root's).
 * @throws ServiceUnavailableError `not-permitted`
 */
export async function chooseAccount({ service, home, data, program, env }: AccountQuestion): Promise<Account> {
  const self = process.getuid?.()
  const owner = data === undefined ? undefined : statSync(data)
  const canUse = (account: { uid: number; gid: number }): boolean =>
    reaches(account, home) && reaches(account, dirname(program))

  if (self !== 0) {
    if (owner !== undefined && owner.uid !== self) {
      throw refused(service, `the data below ${home} belongs to uid ${owner.uid}, but this process is uid ${self}`)
    }
    if (hasName()) return { prefix: [] }
  } else if (owner !== undefined && owner.uid !== 0) {
    if (canUse(owner)) return { uid: owner.uid, gid: owner.gid, prefix: [] }
    throw refused(service, `the data below ${home} belongs to uid ${owner.uid}, which cannot reach it or ${program}`)
  } else if (owner === undefined) {
    const known = parsePasswd(readFileSync('/etc/passwd', 'utf8'))
    const candidates = serviceAccounts.flatMap((name) =>
      known.filter((entry) => entry.name === name && entry.uid !== 0),
    )
    const found = candidates.find(canUse)
    if (found !== undefined) return { uid: found.uid, gid: found.gid, prefix: [] }
  }
  const prefix = await userNamespace(env, home)
  if (prefix !== undefined) return { prefix }
  throw refused(
    service,
    self === 0
      ? `it does not run as root, no service account can reach ${home}, and user namespaces are not allowed here`
      : `uid ${self} has no name in the user database, and user namespaces are not allowed here`,
  )
}

function refused(service: EmbeddedService, problem: string): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service,
    code: 'not-permitted',
    problem,
    remedy: 'Choose a directory whose parents others may pass (chmod o+x), or run as an ordinary user that owns it.',
  })
}

/** The command that runs a program as this account. */
export function commandAs({ prefix, uid, gid }: Account, { file, args, cwd, env }: Command): Command {
  const [first, ...rest] = [...prefix, file]
  return {
    file: first,
    args: [...rest, ...args],
    cwd,
    env,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  }
}
