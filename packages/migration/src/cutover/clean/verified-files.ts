import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { planConfiguration } from '../../configuration/index.ts'
import { isKept } from '../../files/index-files.ts'
import { sha256Of } from '../../files/keep-file.ts'
import type { Problem } from '../../inspection.ts'
import { filesOf, makePlan } from '../../plan.ts'
import type { Target } from '../../target.ts'
import { type Verified, verify } from '../../verify.ts'
import { reasonsAgainst } from '../judge-verified.ts'
import { type InventoryEntry, movedFolder, movedPath } from './inventory.ts'

/** Files of an installation that are here too, and those that stay, with the reason. */
export interface VerifiedFiles {
  readonly entries: readonly InventoryEntry[]
  readonly stays: readonly Problem[]
}

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((what: string, done: number, of: number) => void) | undefined
}

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

/** Which files of an installation are proved at this moment: databases by all their rows, others by their kept copy. The configuration stays, and so does what is no plain file. Throws like `verify`. */
export const verifiedFiles = async (target: Target, root: string, options: Options): Promise<VerifiedFiles> => {
  const verified = await verify(target, root, { ...options, withoutValues: true })
  const { unread } = makePlan(root)
  const settings = new Set(planConfiguration(root).files.map(({ path }) => path))
  const wrong = new Map(verified.files.problems.map(({ place, reason }) => [place, reason]))
  const entries: InventoryEntry[] = []
  const stays: Problem[] = []
  const { files, unread: noFiles } = filesOf(root)
  const verdictOn = (path: string, kind: (typeof files)[number]['kind']): { why: string } | { provedBy: string } => {
    if (settings.has(path)) return { why: 'configuration: Fyntrix reads it too' }
    if (kind === 'database' || kind === 'database journal') {
      const database = databaseOf(path)
      const against = againstDatabase(database, verified, unread)
      if (against.length > 0) return { why: against.join('; ') }
      if (kind === 'database') return { provedBy: provedRows(path, verified) }
      const moved = existsSync(movedPath(movedFolder(root), database))
      if (moved || files.some((file) => file.path === database)) return { provedBy: `belongs to ${database}` }
      return { why: 'the database that it belongs to is not there' }
    }
    if (!isKept(kind)) return { why: `${kind}: verified with the candles, and not here` }
    const reason = wrong.get(path)
    return reason === undefined ? { provedBy: 'a kept copy of the same SHA-256' } : { why: reason }
  }
  for (const { path, kind } of files) {
    options.signal?.throwIfAborted()
    const verdict = verdictOn(path, kind)
    if ('why' in verdict) {
      stays.push({ place: path, reason: verdict.why })
      continue
    }
    const { size: bytes, nlink, ino } = lstatSync(join(root, path))
    // a move that was ended amid leaves its own second name
    const own = lstatSync(movedPath(movedFolder(root), path), { throwIfNoEntry: false })?.ino === ino
    if (nlink > 1 && !own)
      stays.push({ place: path, reason: 'it has several names (hard links): they would not all move' })
    else entries.push({ path, bytes, sha256: await sha256Of(join(root, path), options.signal), ...verdict })
  }
  return { entries, stays: [...stays, ...noFiles] }
}
