import { DomainError } from '@fyntrix/domain/shared'
import pg from 'pg'
import type { ConnectionPool } from '../shared/pool.ts'
import { forgetFound, freeRejects, freeRows, type IsSameRow } from './imported.aside.ts'
import {
  type Aggregate,
  aggregatesOf,
  hashOf,
  type KeptHash,
  type KeptRow,
  keptOf,
  type Links,
  linksOf,
  partOf,
  type RowSpan,
  rejectsOf,
  stillKeptOf,
} from './imported.proofs.ts'
import { type HeldKey, heldKeysOf, type QuarantineReason, quarantinedOf } from './imported.quarantine.ts'
import { copyNew, keepRejects, stageRows, writeRows } from './imported.store.ts'
import type { ImportedReject, ImportedTable } from './imported.tables.ts'

/** Counts by name, added up over all that was written of a source. */
export type Counts = Readonly<Record<string, number>>

/** What was imported from, and how far. */
export interface ImportedSource {
  readonly id: number
  /** Relative to the legacy installation. */
  readonly path: string
  /** The table of a database; empty where the source is a file. */
  readonly part: string
  /** Rows up to this number were written or quarantined; null before the first. */
  readonly lastRow: bigint | null
  readonly counts: Counts
}

/** Rows of a stretch of a source. */
export interface Stretch {
  /** How many are imported. */
  readonly rows: number
  /** Those that are imported, as `RowEncoder` writes them. */
  readonly encoded: Uint8Array
  readonly rejects: readonly ImportedReject[]
  /** Counts of what was done to them. */
  readonly counts: Counts
  /** JSON of what was there of rows whose key turned out to be another's, in their order. */
  readonly cellsOf: (rows: readonly bigint[]) => Promise<readonly string[]>
}

/** Rows that are written anew, by their numbers. */
export interface RewrittenStretch extends Stretch {
  readonly numbers: readonly bigint[]
  /** Numbers of rows that are gone there, whose key one of these has. */
  readonly superseded: readonly bigint[]
  readonly isSame: IsSameRow
}

interface SourceRow {
  id: number
  path: string
  part: string
  last_row: string | null
  counts: Counts
}

const sourceOf = ({ id, path, part, last_row, counts }: SourceRow): ImportedSource => ({
  id,
  path,
  part,
  lastRow: last_row === null ? null : BigInt(last_row),
  counts,
})

const sum = (a: Counts, b: Counts): Counts => {
  const total: Record<string, number> = { ...a }
  for (const [name, n] of Object.entries(b)) total[name] = (total[name] ?? 0) + n
  return total
}

/** Writes rows in a transaction and tells what was done to them; null, and the transaction may have failed, where it cannot be done so. */
type Work = (client: pg.ClientBase) => Promise<Counts | null>

/** Rows of a legacy system, with what could not be imported of it and how far each source was read. Each call is a transaction of its own. */
export class ImportedRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** The source of that place, made known if need be. */
  async source(path: string, part: string): Promise<ImportedSource> {
    await this.#pool.run((client) =>
      client.query('insert into imported.sources (path, part) values ($1, $2) on conflict do nothing', [path, part]),
    )
    const found = await this.find(path, part)
    if (found === null) throw new DomainError('internal', `the source ${path} was not kept`)
    return found
  }

  /** The source of that place; null where nothing was imported from it yet. */
  find(path: string, part: string): Promise<ImportedSource | null> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<SourceRow>(
        'select id, path, part, last_row, counts from imported.sources where path = $1 and part = $2',
        [path, part],
      )
      return rows[0] === undefined ? null : sourceOf(rows[0])
    })
  }

  /** Everything that was imported from, in order. */
  sources(): Promise<readonly ImportedSource[]> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<SourceRow>(
        'select id, path, part, last_row, counts from imported.sources order by path, part',
      )
      return rows.map(sourceOf)
    })
  }

  /**
   * Writes the next rows of a source and how far it was read, both or neither. Rows whose key another one has are quarantined. Throws `conflict` when somebody
   * else wrote rows of the source since `source` was read: read it again, and go on from there.
   */
  append(table: ImportedTable, source: ImportedSource, upTo: bigint, stretch: Stretch): Promise<ImportedSource> {
    const { rows, encoded, rejects, counts } = stretch
    return this.#write(
      source,
      upTo,
      async (client) => {
        if (rows > 0 && !(await copyNew(client, table, encoded))) return null
        await forgetFound(client, source.id, rejects)
        await keepRejects(client, source.id, rejects)
        return { ...counts, stored: rows, quarantined: rejects.length }
      },
      async (client) => {
        await stageRows(client, table, encoded)
        return this.#rewrite(client, table, source.id, stretch)
      },
    )
  }

  /**
   * Writes rows of a source, by their numbers, anew that were read before and have changed there since. What is kept under these numbers and has another key is another row: it stays, under a number below zero, until a row
   * with its key is written; in quarantine what `isSame` does not take for the row. Whatever the `superseded` numbers hold gives up its key. Returns the numbers of what was set aside too. Throws like `append`.
   */
  async replace(
    table: ImportedTable,
    source: ImportedSource,
    stretch: RewrittenStretch,
  ): Promise<{ readonly source: ImportedSource; readonly aside: readonly bigint[] }> {
    let aside: readonly bigint[] = []
    const written = await this.#write(source, source.lastRow, async (client) => {
      await stageRows(client, table, stretch.encoded)
      const numbers = [...stretch.numbers, ...stretch.superseded]
      aside = [
        ...(await freeRejects(client, table, source.id, numbers, { ...stretch, there: stretch.numbers })),
        ...(await freeRows(client, table, source.id, numbers)),
      ]
      await this.#rewrite(client, table, source.id, stretch)
      return { replaced: numbers.length }
    })
    return { source: written, aside }
  }

  /** Under which of these numbers something of a source is kept, in quarantine too. */
  stillKept(table: ImportedTable, source: number, numbers: readonly bigint[]): Promise<readonly bigint[]> {
    return this.#unlimited((client) => stillKeptOf(client, table, source, numbers))
  }

  /** Keeps something that is no row: a file, or a value under a key. What was kept of that place before is replaced. */
  async quarantine(place: string, reject: ImportedReject): Promise<void> {
    const { id } = await this.source(place, '')
    await this.#unlimited((client) => keepRejects(client, id, [reject]))
  }

  /** Waits until all that was written is on the disk. */
  settle(): Promise<void> {
    return this.#pool.transaction(async (client) => {
      // a commit that waits for its own record waits for all before it
      await client.query(`set local synchronous_commit = on`)
      await client.query(
        'update imported.sources set updated_at = updated_at where id = (select min(id) from imported.sources)',
      )
    })
  }

  /**
   * SHA-256, as `RowHash` has it, of the rows that are kept of a stretch, and how many of it are quarantined. Of more rows than a stretch of the legacy system can have it is that of the first of them, and so
   * not that of any such stretch.
   */
  hash(table: ImportedTable, source: number, span: RowSpan): Promise<KeptHash> {
    return this.#unlimited((client) => hashOf(client, table, source, span))
  }

  /** The rows that are kept of a stretch, in the order of their numbers. */
  kept(table: ImportedTable, source: number, span: RowSpan): Promise<readonly KeptRow[]> {
    return this.#unlimited((client) => keptOf(client, table, source, span))
  }

  /** The last row of what is looked at once at the beginning of a span: few thousand rows, of some megabytes. Null where that is all of it. */
  part(table: ImportedTable, source: number, span: RowSpan): Promise<bigint | null> {
    return this.#unlimited((client) => partOf(client, table, source, span))
  }

  /** Counts and sums of columns of numbers, in their order, over the finite cells of a source that were numbers in the legacy system too; rows of the numbers `without` do not count. */
  aggregates(
    table: ImportedTable,
    source: number,
    columns: readonly string[],
    without: readonly bigint[],
  ): Promise<readonly Aggregate[]> {
    return this.#unlimited((client) => aggregatesOf(client, table, source, columns, without))
  }

  /** How many recommendations name a run, and how many of those runs are here. */
  links(): Promise<Links> {
    return this.#unlimited((client) => linksOf(client))
  }

  /** Where rows come from, by their external ids; those that are not kept are left out. */
  placesOf(
    table: ImportedTable,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly source: number; readonly row: bigint }>> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<{ id: string; source: number; row: string }>(
        `select external_id as id, source_id as source, source_row::text as row from imported.${table.name} where external_id = any($1)`,
        [externalIds],
      )
      return new Map(rows.map(({ id, source, row }) => [id, { source, row: BigInt(row) }]))
    })
  }

  /** How many rows of a source are kept. */
  stored(table: ImportedTable, source: number): Promise<number> {
    return this.#unlimited(async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from imported.${table.name} where source_id = $1`,
        [source],
      )
      return rows[0]?.n ?? 0
    })
  }

  /** What of a source is quarantined, by reason. */
  quarantined(source: number): Promise<readonly QuarantineReason[]> {
    return this.#pool.run((client) => quarantinedOf(client, source))
  }

  /** The rows of a source above `after` that are quarantined because another row of it has their key, by number. */
  heldKeys(source: ImportedSource, after: bigint | null): Promise<readonly HeldKey[]> {
    return this.#pool.run((client) => heldKeysOf(client, source, after))
  }

  /** What is quarantined of a stretch, in the order of the numbers. */
  rejects(source: number, span: RowSpan): Promise<readonly ImportedReject[]> {
    return this.#unlimited((client) => rejectsOf(client, source, span))
  }

  async #rewrite(client: pg.ClientBase, table: ImportedTable, source: number, stretch: Stretch): Promise<Counts> {
    const { rows, rejects, counts, cellsOf } = stretch
    const clashes = rows === 0 ? [] : await writeRows(client, table)
    const cells = clashes.length === 0 ? [] : await cellsOf(clashes.map(({ row }) => row))
    const lost = clashes.map(
      ({ row, holder, same }, i): ImportedReject => ({
        row,
        reason: same ? 'repeated' : 'key-taken',
        detail: same ? `says the same as ${holder}` : `has the key of ${holder}, which says something else`,
        cells: cells[i] ?? '{}',
      }),
    )
    await forgetFound(client, source, [...rejects, ...lost])
    await keepRejects(client, source, [...rejects, ...lost])
    return { ...counts, stored: rows - lost.length, quarantined: rejects.length + lost.length }
  }

  #unlimited<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    return this.#pool.transaction(async (client) => {
      await client.query('set local statement_timeout = 0')
      return work(client)
    })
  }

  /** Does the first of `works` that can be done, each in a transaction of its own; one that resolves to null could not. */
  #write(source: ImportedSource, upTo: bigint | null, ...works: readonly Work[]): Promise<ImportedSource> {
    return this.#pool.run(async (client) => {
      for (const work of works) {
        const now = await this.#hold(client, source)
        const added = await work(client)
        if (added !== null) return this.#commit(client, { ...now, lastRow: upTo, counts: sum(now.counts, added) })
        await client.query('rollback')
      }
      throw new DomainError('internal', `rows of ${source.path}#${source.part} could not be written`)
    })
  }

  /** One message, since there is a commit every few milliseconds. */
  async #commit(client: pg.ClientBase, source: ImportedSource): Promise<ImportedSource> {
    const { id, lastRow, counts } = source
    await client.query(
      `update imported.sources set last_row = ${lastRow}, counts = ${pg.escapeLiteral(JSON.stringify(counts))},
         updated_at = clock_timestamp() where id = ${id};
       commit`,
    )
    return source
  }

  /**
   * Begins a transaction with the source held. It may be lost with the server's last moments, whole: then the rows are read again. `settle` waits for all of them.
   */
  async #hold(client: pg.ClientBase, source: ImportedSource): Promise<ImportedSource> {
    await client.query('begin; set local statement_timeout = 0; set local synchronous_commit = off')
    const { rows } = await client.query<SourceRow>(
      'select id, path, part, last_row, counts from imported.sources where id = $1 for update',
      [source.id],
    )
    const now = rows[0] && sourceOf(rows[0])
    if (now === undefined || now.lastRow !== source.lastRow)
      throw new DomainError(
        'conflict',
        `somebody else imports ${source.path}#${source.part}: wait for it, then try again`,
      )
    return now
  }
}
