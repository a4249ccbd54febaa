import { existsSync } from 'node:fs'
import type { FileKind, Problem } from '../../inspection.ts'
import type { LegacyFile, Plan } from '../../plan.ts'
import type { Verified } from '../../verify.ts'
import { reasonsAgainst } from '../judge-verified.ts'
import { movedPath } from './inventory.ts'
import { type BegunCaches, isOfCache, judgeCaches, type Verdict } from './judge-caches.ts'

const journal = /-(?:wal|shm|journal)$/
/** The database that a file or its log belongs to; the file itself where it is none. */
export const databaseOf = (path: string): string => path.replace(journal, '')

/** Why a database stays; empty where every row of it is proved. */
const againstDatabase = (path: string, verified: Verified, unread: readonly Problem[]): readonly string[] => {
  const tables = verified.tables.filter((table) => table.path === path)
  return [
    ...(tables.length === 0 ? ['no table of it was proved'] : []),
    ...unread.filter(({ place }) => place === path || place.startsWith(`${path}#`)).map(({ reason }) => reason),
    ...reasonsAgainst({ tables }),
  ]
}

const provedRows = (path: string, { tables }: Verified): string => {
  const own = tables.filter((table) => table.path === path)
  const rows = own.reduce((sum, { proved }) => sum + proved, 0)
  return `${rows} rows of ${own.length} tables, each by SHA-256: ${own.map(({ table, hash }) => `${table} ${hash}`).join(', ')}`
}

/** What files are judged by. */
export interface Evidence {
  readonly plan: Plan
  readonly files: readonly LegacyFile[]
  readonly verified: Verified
  readonly begun: BegunCaches
  /** Where those go that are moved. */
  readonly folder: string
  /** Why a file cannot be moved at all; null where it can. */
  readonly stays: (path: string) => string | null
}

/** Judges the files of an installation by what was verified of it. */
export const judgeFiles = ({
  plan,
  files,
  verified,
  begun,
  folder,
  stays,
}: Evidence): ((file: LegacyFile) => Verdict) => {
  const { unread, configuration } = plan
  const settings = new Set(configuration.files.map(({ path }) => path))
  const wrong = new Map(verified.files.problems.map(({ place, reason }) => [place, reason]))
  const paths = new Set(files.map(({ path }) => path))
  const ofCaches = files.filter(({ kind }) => isOfCache(kind)).map(({ path }) => path)
  const caches = judgeCaches(ofCaches, verified, begun, stays)
  const onDatabase = (path: string, kind: FileKind): Verdict => {
    const database = databaseOf(path)
    const against = againstDatabase(database, verified, unread)
    if (against.length > 0) return { why: against.join('; ') }
    if (kind === 'database') return { provedBy: provedRows(path, verified) }
    return paths.has(database) || existsSync(movedPath(folder, database))
      ? { provedBy: `belongs to ${database}` }
      : { why: 'the database that it belongs to is not there' }
  }
  return ({ path, kind }) => {
    if (settings.has(path)) return { why: 'configuration: Fyntrix reads it too' }
    const ofCache = caches.get(path)
    if (ofCache !== undefined) return ofCache
    const why = stays(path)
    if (why !== null) return { why }
    if (kind === 'database' || kind === 'database journal') return onDatabase(path, kind)
    const reason = wrong.get(path)
    return reason === undefined ? { provedBy: 'a kept copy of the same SHA-256' } : { why: reason }
  }
}
