import { chownSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, commandAs } from '../account.ts'
import { type Environment, linesOf, run } from '../command.ts'
import { ServiceUnavailableError } from '../errors.ts'
import { ensurePassword, removeLeftovers } from '../home.ts'
import { describeFailure } from './failures.ts'

/** The superuser of every embedded cluster. */
export const superuser = 'fyntrix'

/** The major version of the packaged server: its data directories are not readable by another one. */
export const majorVersion = '18'

/** Where the cluster lies below its home. */
export const dataDirectory = (home: string): string => join(home, 'data')

/** Whether a cluster was initialised there. */
export const clusterExists = (home: string): boolean => existsSync(join(dataDirectory(home), 'PG_VERSION'))

/** What initialising needs to know. */
export interface ClusterPlan {
  readonly home: string
  readonly initdb: string
  readonly account: Account
  readonly env: Environment
  /** The data need not survive a crash of the machine. */
  readonly ephemeral: boolean
}

/**
 * Makes sure that an initialised cluster lies in the home: UTF-8 with the built-in C.UTF-8 locale (sorts the same on
 * every machine, whatever locales it has), data checksums, SCRAM passwords. The caller holds the start lock.
 * @throws ServiceUnavailableError also when the cluster is of another major version
 */
export async function ensureCluster({ home, initdb, account, env, ephemeral }: ClusterPlan): Promise<void> {
  const data = dataDirectory(home)
  removeLeftovers(home, 'data.init-*')
  if (clusterExists(home)) {
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
    if (version !== majorVersion) throw otherVersion(home, version)
    if (!existsSync(join(home, 'password'))) throw passwordLost(home)
    return
  }
  const { path: passwordFile } = ensurePassword(home)
  // complete or not there at all: initdb works beside the final place and is renamed into it
  const unfinished = `${data}.init-${process.pid}`
  mkdirSync(unfinished, { mode: 0o700 })
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(unfinished, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(ephemeral ? ['--no-sync'] : []),
  ]
  const { succeeded, output } = await run(commandAs(account, { file: initdb, args, cwd: home, env }), 120_000)
  if (!succeeded) {
    removeLeftovers(home, 'data.init-*')
    throw describeFailure(home, 'the cluster could not be initialised', linesOf(output).slice(-12))
  }
  renameSync(unfinished, data)
}

function otherVersion(home: string, version: string): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service: 'PostgreSQL',
    code: 'version-unsupported',
    problem: `${home} holds data of PostgreSQL ${version}, but this server is ${majorVersion}`,
    remedy: `Export the data with a server of version ${version} and import it into a new directory.`,
  })
}

function passwordLost(home: string): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service: 'PostgreSQL',
    code: 'not-permitted',
    problem: `${home} holds a cluster, but its password file is gone`,
    remedy: `Restore ${join(home, 'password')}, or move ${home} away to begin with an empty cluster.`,
  })
}
