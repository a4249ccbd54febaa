import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseFingerprint } from '@fyntrix/db/imported'
import { sha256Of } from '../files/keep-file.ts'
import { filesOf, type LegacyFile } from '../plan.ts'

const stampOf = (root: string, { path, kind }: LegacyFile): string | null => {
  // readers leave their marks in the file that they share
  if (kind === 'database journal' && path.endsWith('-shm')) return null
  const found = lstatSync(join(root, path), { bigint: true, throwIfNoEntry: false })
  return found === undefined ? `${path} gone` : `${path} ${found.ino} ${found.size} ${found.mtimeNs}`
}

/** What changes with every write to a file of an installation: its files with their sizes and times. Reading does not change it. */
export const installationMark = (root: string): readonly string[] =>
  filesOf(root).files.flatMap((file) => stampOf(root, file) ?? [])

/** Files that were written between two marks. */
export const writtenBetween = (before: readonly string[], after: readonly string[]): readonly string[] => {
  const [then, now] = [new Set(before), new Set(after)]
  const changed = [...after.filter((stamp) => !then.has(stamp)), ...before.filter((stamp) => !now.has(stamp))]
  return [...new Set(changed.map((stamp) => stamp.replace(/ (?:gone|\d+ \d+ \d+)$/, '')))]
}

/** A database as it lies now; null where there is none. */
const fingerprintOf = async (root: string, path: string, signal?: AbortSignal): Promise<DatabaseFingerprint | null> => {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (found === undefined) return null
  const log = join(root, `${path}-wal`)
  const hasLog = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0
  return {
    path,
    bytes: found.size,
    sha256: await sha256Of(join(root, path), signal),
    logSha256: hasLog ? await sha256Of(log, signal) : null,
  }
}

/** Every database of an installation by its SHA-256, and that of what was written ahead. */
export const databaseFingerprints = async (
  root: string,
  signal?: AbortSignal,
): Promise<readonly DatabaseFingerprint[]> => {
  const databases = filesOf(root).files.filter(({ kind }) => kind === 'database')
  const found = await Promise.all(databases.map(({ path }) => fingerprintOf(root, path, signal)))
  return found.filter((one) => one !== null)
}

/** What became of a database since its fingerprint was taken. */
export interface ChangedDatabase {
  readonly path: string
  readonly change: 'changed' | 'gone' | 'new'
}

/** Which databases are no longer what they were. */
export const changedDatabases = (
  then: readonly DatabaseFingerprint[],
  now: readonly DatabaseFingerprint[],
): readonly ChangedDatabase[] => {
  const found = new Map(now.map((one) => [one.path, one]))
  const known = new Set(then.map(({ path }) => path))
  const old = then.flatMap(({ path, sha256, logSha256 }): ChangedDatabase[] => {
    const one = found.get(path)
    if (one === undefined) return [{ path, change: 'gone' }]
    return one.sha256 === sha256 && one.logSha256 === logSha256 ? [] : [{ path, change: 'changed' }]
  })
  return [...old, ...now.flatMap(({ path }): ChangedDatabase[] => (known.has(path) ? [] : [{ path, change: 'new' }]))]
}
