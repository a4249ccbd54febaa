import { createHash } from 'node:crypto'
import { realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { type PlannedCache, plannedCaches } from './candles/planned-caches.ts'
import { type ConfigurationPlan, planConfiguration } from './configuration/index.ts'
import { type LegacySource, sourcesOf } from './databases/legacy-source.ts'
import type { PlannedTable } from './databases/planned-table.ts'
import { type PlannedDocuments, plannedDocuments } from './documents/planned-documents.ts'
import { isKept } from './files/index-files.ts'
import { kindOf } from './files/kind-of.ts'
import { walk } from './files/walk.ts'
import type { FileKind, Problem } from './inspection.ts'
import { type LegacyDatabase, openLegacyDatabase, quoted } from './sqlite/legacy-database.ts'
import type { PlannedValues } from './values/planned-values.ts'

/** Raised when rows are mapped otherwise than before: a plan of other rules is another plan. */
const rules = 3

/** Files of one kind, and what becomes of them. */
export interface PlannedFiles {
  readonly kind: FileKind
  readonly files: number
  readonly bytes: number
  readonly becomes: 'rows' | 'kept'
}

/** What is going to be imported of an installation. */
export interface Plan {
  /** Absolute path of the installation. */
  readonly root: string
  readonly tables: readonly PlannedTable[]
  readonly candles: readonly PlannedCache[]
  readonly files: readonly PlannedFiles[]
  /** Of these files, those whose items become rows too. */
  readonly documents: readonly PlannedDocuments[]
  /** What goes to Redis, beside what a legacy Redis holds. */
  readonly values: PlannedValues
  /** What Fyntrix would not read in the configuration as it stands: only a cut-over writes it. */
  readonly configuration: ConfigurationPlan
  /** What is not imported, and why. */
  readonly unread: readonly Problem[]
  /** Databases among them that somebody kept to himself: another time they can be read. */
  readonly locked: readonly string[]
  /** Of all this but numbers of rows, files and bytes, which grow while the legacy system runs, and the configuration. */
  readonly hash: string
}

/** A file of an installation. */
export interface LegacyFile {
  readonly path: string
  readonly kind: FileKind
  readonly bytes: number
}

const plannedTable = (path: string, database: LegacyDatabase, { table, rule }: LegacySource): PlannedTable => {
  const wanted = new Set(rule.columns.map(({ from }) => from))
  const { n } = database.row(`select count(*) as n from ${quoted(table.name)}`)
  return {
    path,
    table: rule.table.name,
    rows: Number(n ?? 0),
    missing: [...wanted].filter((column) => !table.columns.includes(column)),
    extra: table.columns.filter((column) => column !== 'id' && !wanted.has(column)),
  }
}

interface PlannedDatabase {
  readonly tables: readonly PlannedTable[]
  readonly unread: readonly Problem[]
  readonly locked: readonly string[]
}

const databaseIn = (root: string, path: string): PlannedDatabase => {
  try {
    using database = openLegacyDatabase(join(root, path))
    const { sources, unread } = sourcesOf(database)
    return {
      tables: sources.map((source) => plannedTable(path, database, source)),
      unread: unread.map(({ table, reason }) => ({ place: `${path}#${table}`, reason })),
      locked: [],
    }
  } catch (error) {
    const locked = error instanceof DomainError && error.code === 'unavailable'
    const reason = error instanceof Error ? error.message : String(error)
    return { tables: [], unread: [{ place: path, reason }], locked: locked ? [path] : [] }
  }
}

const hashOf = (plan: Omit<Plan, 'hash' | 'configuration'>): string => {
  const lasting = {
    rules,
    root: plan.root,
    tables: plan.tables.map(({ rows: _, ...table }) => table),
    candles: plan.candles.map(({ folder, instruments }) => ({ folder, instruments })),
    files: plan.files.map(({ kind, becomes }) => ({ kind, becomes })),
    documents: plan.documents.map(({ kind, items }) => ({ kind, items })),
    unread: plan.unread.map(({ place }) => place),
  }
  return createHash('sha256').update(JSON.stringify(lasting)).digest('hex').slice(0, 16)
}

/** The one name of an installation, whatever links lead to it: an absolute path. Throws `invalid-input` when the folder is none. */
export const rootOf = (folder: string): string => {
  const named = resolve(folder)
  if (!statSync(named, { throwIfNoEntry: false })?.isDirectory())
    throw new DomainError('invalid-input', `${named} is no folder: name the one that holds the legacy installation`)
  return realpathSync(named)
}

/** Every file of an installation, and what stands in the way of others. Throws `invalid-input` when the folder is none. */
export const filesOf = (folder: string): { root: string; files: LegacyFile[]; unread: Problem[] } => {
  const root = rootOf(folder)
  const files: LegacyFile[] = []
  const unread: Problem[] = []
  for (const found of walk(root))
    if (found.reason === undefined) files.push({ ...found, kind: kindOf(found.path) })
    // SQLite makes and removes these as it likes
    else if (kindOf(found.place) !== 'database journal') unread.push(found)
  return { root, files, unread }
}

/**
 * What `apply` would do with an installation. Writes nothing and connects to nothing; databases may be in use. What cannot be read is told and never throws. Throws `invalid-input` when the folder is none,
 * and the signal's reason.
 */
export const makePlan = (folder: string, { signal }: { readonly signal?: AbortSignal } = {}): Plan => {
  const { root, files, unread } = filesOf(folder)
  const databases = files
    .filter(({ kind }) => kind === 'database')
    .map(({ path }) => {
      signal?.throwIfAborted()
      return databaseIn(root, path)
    })
  const tables = databases.flatMap((database) => database.tables)
  const plan = {
    root,
    tables,
    candles: plannedCaches(files),
    documents: plannedDocuments(files),
    values: {
      pickles: files.filter(({ kind }) => kind === 'pickle').length,
      levels: tables.reduce((sum, { table, rows }) => sum + (table === 'support_resistance_levels' ? rows : 0), 0),
    },
    files: [...Map.groupBy(files, ({ kind }) => kind)]
      .filter(([kind]) => kind !== 'database journal')
      .map(
        ([kind, all]): PlannedFiles => ({
          kind,
          files: all.length,
          bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
          becomes: isKept(kind) ? 'kept' : 'rows',
        }),
      ),
    configuration: planConfiguration(root),
    unread: [...databases.flatMap((database) => database.unread), ...unread],
    locked: databases.flatMap(({ locked }) => locked),
  }
  return { ...plan, hash: hashOf(plan) }
}
