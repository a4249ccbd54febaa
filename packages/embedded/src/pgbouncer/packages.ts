import { type Environment, findExecutable } from '../command.ts'
import { findUnpacked, type PackagedServer, type UnpackedServer, unavailable, unpackServer } from '../debian.ts'

const pgbouncerPackages: PackagedServer = {
  service: 'pgbouncer',
  folder: 'pgbouncer',
  packages: ['pgbouncer'],
  programs: ['usr/sbin/pgbouncer', 'usr/bin/pgbouncer'],
  remedy: 'Install it (apt-get install pgbouncer).',
}

/** Where to look for the program. */
export interface PgbouncerQuestion {
  /** Where packages are unpacked, by this run or an earlier one. */
  readonly binariesDir: string
  readonly env: Environment
  /** Whether packages may be downloaded. */
  readonly download: boolean
}

/**
 * The program on PATH, else one unpacked earlier, else one unpacked now from Debian packages.
 * @throws ServiceUnavailableError `binary-missing` or `disk-full`
 */
export const findPgbouncer = async ({ binariesDir, env, download }: PgbouncerQuestion): Promise<UnpackedServer> => {
  const installed = findExecutable('pgbouncer', env)
  if (installed !== undefined) return { path: installed, env: {} }
  const unpacked = findUnpacked(pgbouncerPackages, binariesDir)
  if (unpacked !== undefined) return unpacked
  if (!download) throw unavailable(pgbouncerPackages, 'there is none on PATH')
  return unpackServer(pgbouncerPackages, binariesDir, env)
}
