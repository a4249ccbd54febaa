import { closeSync, openSync, readSync } from 'node:fs'
import type { SQLOutputValue } from 'node:sqlite'
import { DomainError } from '@fyntrix/domain/shared'
import { hasLog, openUntouched, quietMark } from './open-untouched.ts'

/** A row as SQLite holds it: integers as bigint, so that none is rounded. */
export type StoredRow = Readonly<Record<string, SQLOutputValue>>

/** A legacy database, opened for reading alone. Its statements throw `DomainError` with what is to be done. */
export interface LegacyDatabase extends Disposable {
  rows(sql: string, ...parameters: readonly (bigint | string)[]): Iterable<StoredRow>
  /** The same rows, each as its cells in the order of the select list. */
  cells(sql: string, ...parameters: readonly (bigint | string)[]): Iterable<readonly SQLOutputValue[]>
  /** The first row; throws `internal` when there is none. */
  row(sql: string, ...parameters: readonly (bigint | string)[]): StoredRow
}

const magic = 'SQLite format 3\0'
const [busy, corrupt, notADatabase] = [5, 11, 26]

const codeOf = (error: unknown): number | undefined => {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  // the low byte is the kind, what stands above it the variety
  return error.errcode & 0xff
}

const explained = (path: string, error: unknown): unknown => {
  const code = codeOf(error)
  if (code === busy)
    return new DomainError('unavailable', `${path} is locked by whoever writes to it: try again, or stop the writer`, {
      cause: error,
    })
  if (code === corrupt || code === notADatabase)
    return new DomainError(
      'invalid-input',
      `${path} is damaged, or cut off: restore it from a backup, or recover it with 'sqlite3 FILE .recover'`,
      { cause: error },
    )
  return code === undefined
    ? error
    : new DomainError('invalid-input', `${path} cannot be read: ${String(error)}`, { cause: error })
}

const headerBytes = 100
/** Offset of the version that a reader must know: 2 where a log is written ahead. */
const readVersionAt = 19

/** Whether a database writes a log ahead; throws for what is no database. */
const readsLog = (path: string): boolean => {
  const head = Buffer.alloc(headerBytes)
  const file = openSync(path, 'r')
  try {
    if (readSync(file, head) === headerBytes && head.toString('latin1', 0, magic.length) === magic)
      return head[readVersionAt] === 2
  } finally {
    closeSync(file)
  }
  throw new DomainError('invalid-input', `${path} is no SQLite database, or is empty`)
}

/** An identifier as SQL takes it, whatever it consists of. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Statements that are asked for arrays answer with nothing else, which their types do not say. */
const isCells = (row: unknown): row is readonly SQLOutputValue[] => Array.isArray(row)

/**
 * Opens a database of the legacy system. Nothing is written to it or put beside it, and its writer may go on: each statement holds it only as long as it takes. Throws `invalid-input` for what is no
 * database, `unavailable` where a writer keeps it to itself, or has written to one that is read as it lies since it was opened.
 */
export const openLegacyDatabase = (path: string): LegacyDatabase => {
  using opening = new DisposableStack()
  const mark = quietMark(path)
  const quiet = readsLog(path) && !hasLog(path)
  const database = openUntouched(path, quiet, opening)
  opening.defer(() => database.close())
  /** what was read as it lay is only right if nobody wrote by the end of the statement */
  const checkQuiet = () => {
    if (quiet && quietMark(path) !== mark)
      throw new DomainError('unavailable', `somebody wrote to ${path} while it was read: try again`)
  }
  const explaining = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      checkQuiet()
      throw explained(path, error)
    }
  }
  function* found<T>(iterate: () => Iterator<T>): Generator<T, void> {
    const rows = explaining(iterate)
    let broken = false
    try {
      for (let next = explaining(() => rows.next()); !next.done; next = explaining(() => rows.next())) yield next.value
    } catch (error) {
      broken = true
      throw error
    } finally {
      // a statement that is left amid its rows would hold the database as it was then
      rows.return?.()
      if (!broken) checkQuiet()
    }
  }
  const open = opening.move()
  return {
    rows: (sql, ...parameters) => found(() => database.prepare(sql).iterate(...parameters)),
    cells(sql, ...parameters) {
      const statement = database.prepare(sql)
      statement.setReturnArrays(true)
      return found(() => Iterator.from<unknown>(statement.iterate(...parameters)).filter(isCells))
    },
    row(sql, ...parameters) {
      const found = explaining(() => database.prepare(sql).get(...parameters))
      checkQuiet()
      if (found === undefined) throw new DomainError('internal', `no row came of ${sql}`)
      return found
    },
    [Symbol.dispose]: () => open.dispose(),
  }
}
