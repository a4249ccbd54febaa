import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { DomainError } from '@fyntrix/domain/shared'
import { stampOf } from '../files/stamp-of.ts'

/** How long a writer may keep a database to itself before we give up. */
const patienceMs = 2_000
/** SQLITE_READONLY_ROLLBACK: a writer died amid a transaction, and whoever reads has to take it back first. */
const readonlyRollback = 776
const options = { readOnly: true, timeout: patienceMs, readBigInts: true }

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Whether something was written ahead and stands in no database yet. */
export const hasLog = (path: string): boolean => sizeOf(`${path}-wal`) > 0

/** What changes with a write to a database that is read as it lies: its file, and whether a log lies beside it. */
export const quietMark = (path: string): string => `${stampOf(path)} ${hasLog(path)}`

/** A copy of a database with what lies beside it, which goes with `copies`. Throws `unavailable` where somebody wrote to it meanwhile. */
const copyOf = (path: string, end: '-wal' | '-journal', copies: DisposableStack): string => {
  const mark = () => `${stampOf(path)} ${stampOf(`${path}${end}`)}`
  const before = mark()
  const folder = copies.adopt(mkdtempSync(join(tmpdir(), 'fyntrix-')), (made) => rmSync(made, { recursive: true }))
  const copy = join(folder, 'copy.db')
  copyFileSync(path, copy)
  if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, `${copy}${end}`)
  if (mark() !== before)
    throw new DomainError('unavailable', `somebody wrote to ${path} while it was copied: try again`)
  return copy
}

/** Whatever else is wrong with it is met, and told, with its first statement. */
const isAmidRollback = (database: DatabaseSync): boolean => {
  try {
    database.prepare('select 1 from sqlite_schema').get()
    return false
  } catch (error) {
    return error instanceof Error && 'errcode' in error && error.errcode === readonlyRollback
  }
}

/** Opens a database so that not even an empty log is left beside it. `quiet`: it would write one, and nobody does. What a writer that died left behind is read, or taken back, in a copy. */
export const openUntouched = (path: string, quiet: boolean, copies: DisposableStack): DatabaseSync => {
  if (quiet) {
    const url = pathToFileURL(path)
    url.searchParams.set('immutable', '1')
    return new DatabaseSync(url, options)
  }
  // whoever reads a log has to make an index of it
  if (hasLog(path) && !existsSync(`${path}-shm`)) return new DatabaseSync(copyOf(path, '-wal', copies), options)
  const database = new DatabaseSync(path, options)
  if (sizeOf(`${path}-journal`) === 0 || !isAmidRollback(database)) return database
  database.close()
  return new DatabaseSync(copyOf(path, '-journal', copies), { ...options, readOnly: false })
}
