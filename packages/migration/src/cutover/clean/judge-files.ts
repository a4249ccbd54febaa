import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { FileKind, Problem } from '../../inspection.ts'
import type { LegacyFile, Plan } from '../../plan.ts'
import type { Verified } from '../../verify.ts'
import { reasonsAgainst } from '../judge-verified.ts'
import { inventoryIn, movedPath } from './inventory.ts'
import { isOfCache, judgeCaches, type Verdict } from './judge-caches.ts'

const journal = /-(?:wal|shm|journal)$/
const databaseOf = (path: string): string => path.replace(journal, '')

/** Why a database stays; empty where every row of it is proved. */
const againstDatabase = (path: string, verified: Verified, unread: readonly Problem[]): readonly string[] => {
  const tables = verified.tables.filter((table) => table.path === path)
  return [
    ...unread.filter(({ place }) => place === path || place.startsWith(`${path}#`)).map(({ reason }) => reason),
    ...reasonsAgainst({ ...verified, tables, candles: [], documents: [], files: { proved: 0, problems: [] } }),
  ]
}

const provedRows = (path: string, { tables }: Verified): string => {
  const own = tables.filter((table) => table.path === path)
  const rows = own.reduce((sum, { proved }) => sum + proved, 0)
  return `${rows} rows of ${own.length} tables, each by SHA-256: ${own.map(({ table, hash }) => `${table} ${hash}`).join(', ')}`
}

/** Judges the files of an installation by what was verified of it; `folder` is where those go that are moved. */
export const judgeFiles = (
  { unread, candles, configuration }: Plan,
  files: readonly LegacyFile[],
  verified: Verified,
  folder: string,
): ((path: string, kind: FileKind) => Verdict) => {
  const settings = new Set(configuration.files.map(({ path }) => path))
  const wrong = new Map(verified.files.problems.map(({ place, reason }) => [place, reason]))
  const paths = new Set(files.map(({ path }) => path))
  const onCache = judgeCaches(verified, { inventory: inventoryIn(folder), folder })
  const staying = new Set(
    files.filter(({ path, kind }) => isOfCache(kind) && 'why' in onCache(path)).map(({ path }) => dirname(path)),
  )
  // a cache that stays is read with its list again
  const lists = new Set(
    candles.filter((cache) => staying.has(cache.folder || '.')).map(({ instruments }) => instruments),
  )

  const onDatabase = (path: string, kind: FileKind): Verdict => {
    const database = databaseOf(path)
    const against = againstDatabase(database, verified, unread)
    if (against.length > 0) return { why: against.join('; ') }
    if (kind === 'database') return { provedBy: provedRows(path, verified) }
    return paths.has(database) || existsSync(movedPath(folder, database))
      ? { provedBy: `belongs to ${database}` }
      : { why: 'the database that it belongs to is not there' }
  }
  return (path, kind) => {
    if (settings.has(path)) return { why: 'configuration: Fyntrix reads it too' }
    if (isOfCache(kind)) return onCache(path)
    if (kind === 'database' || kind === 'database journal') return onDatabase(path, kind)
    if (lists.has(path)) return { why: 'it names files of a candle cache that stays' }
    const reason = wrong.get(path)
    return reason === undefined ? { provedBy: 'a kept copy of the same SHA-256' } : { why: reason }
  }
}
