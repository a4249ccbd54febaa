import { DomainError } from '@fyntrix/domain/shared'
import type pg from 'pg'
import { copyIn } from '../shared/copy-in.ts'
import type { ConnectionPool } from '../shared/pool.ts'
import {
  copyDocuments,
  documentSql,
  encodeDocuments,
  type HashedItem,
  type ImportedDocument,
  type ItemSpan,
  rejectSql,
} from './imported.documents.ts'
import {
  documentsPart,
  dropBeyond,
  dropItems,
  droppedOf,
  forgetLive,
  forgetTorn,
  ofSource,
} from './imported.dropped.ts'
import { keepRejects } from './imported.store.ts'
import type { ImportedReject } from './imported.tables.ts'

/** How far a file was read. */
export interface DocumentCheckpoint {
  /** Relative to the legacy installation. */
  readonly path: string
  /** Up to where: the end of the last line that had one, or of the file. */
  readonly bytes: number
  /** Items, or lines, up to there. */
  readonly items: number
  /** By which the file is known again as one that was only added to. */
  readonly tail: string
}

/** What is written of a file at once. */
export interface DocumentChanges {
  readonly documents: readonly ImportedDocument[]
  readonly rejects: readonly ImportedReject[]
  /** Numbers of items that are not kept. */
  readonly forget?: readonly number[]
  /** Numbers of items that something else stands under in the file, or nothing. They are dropped: kept under numbers below -1. */
  readonly drop?: readonly number[]
  /** A number above which nothing stands in the file: what is kept there is dropped likewise. */
  readonly dropBeyond?: number | undefined
}

/** What is kept above a number. */
export interface ItemsBeyond {
  readonly items: number
  /** The least numbers, in order. */
  readonly first: readonly number[]
}

const mostListed = 1_000
const within = (column: string) => `${column} > $2::bigint and ($3::bigint is null or ${column} <= $3::bigint)`
const documents = `imported.documents where path = $1 and ${within('item')}`
const hashed = (sql: string) => `sha256(convert_to(${sql}, 'UTF8'))`
const rejects = `imported.quarantine where ${ofSource} and ${within('source_row')}`

/** Items of a legacy system's files of JSON, by file and number, and how far each file was read. Each call is a transaction of its own. */
export class ImportedDocumentsRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** How far each file was read, by path. */
  checkpoints(): Promise<readonly DocumentCheckpoint[]> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<DocumentCheckpoint & { readonly bytes: string }>(
        'select path, bytes, items, tail from imported.document_files order by path',
      )
      return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
    })
  }

  /** SHA-256, as `hashItems` has it, of the items that are kept of a span, those in quarantine included, and how many they are. */
  hash(path: string, { after, upTo }: ItemSpan): Promise<{ readonly hash: string; readonly items: number }> {
    return this.#unlimited(async (client) => {
      const { rows } = await client.query<{ hash: string; items: number }>(
        `select encode(sha256(
             coalesce((select string_agg(${hashed(documentSql)}, '' order by item) from ${documents}), '')
             || coalesce((select string_agg(${hashed(rejectSql)}, '' order by source_row) from ${rejects}), '')), 'hex') as hash,
           (select count(*) from ${documents})::int + (select count(*) from ${rejects})::int as items`,
        [path, after, upTo],
      )
      return rows[0] ?? { hash: '', items: 0 }
    })
  }

  /** The items that are kept of a span, one by one. */
  kept(path: string, { after, upTo }: ItemSpan): Promise<readonly HashedItem[]> {
    return this.#unlimited(async (client) => {
      const { rows } = await client.query<HashedItem>(
        `select item, encode(${hashed(documentSql)}, 'hex') as hash, false as aside from ${documents}
         union all select source_row::int, encode(${hashed(rejectSql)}, 'hex'), true from ${rejects} order by 1`,
        [path, after, upTo],
      )
      return rows
    })
  }

  /** What is kept above a number. */
  beyond(path: string, after: number): Promise<ItemsBeyond> {
    return this.#unlimited(async (client) => {
      const above = `select item from imported.documents where path = $1 and item > $2::int
        union all select source_row::int from imported.quarantine where ${ofSource} and source_row > $2::int`
      const { rows } = await client.query<ItemsBeyond>(
        `select (select count(*) from (${above}) found)::int as items,
           array(select item from (${above}) found order by item limit ${mostListed}) as first`,
        [path, after],
      )
      return rows[0] ?? { items: 0, first: [] }
    })
  }

  /** How many items of a file were dropped: they are kept, and no longer in it. */
  dropped(path: string): Promise<number> {
    return this.#unlimited((client) => droppedOf(client, path))
  }

  /** How many items that are in a file stand in quarantine, or whether all of it does. */
  quarantined(path: string): Promise<number> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from imported.quarantine where ${ofSource} and source_row >= -1`,
        [path],
      )
      return rows[0]?.n ?? 0
    })
  }

  /**
   * Writes items of a file and how far it was read, both or neither. Throws `conflict` when somebody else wrote items of the file since `known` was read: read that again, and go on from there.
   */
  write(known: DocumentCheckpoint, next: DocumentCheckpoint, changes: DocumentChanges): Promise<void> {
    const { path } = known
    const { documents: added, rejects: rejected, forget = [], drop = [], dropBeyond: after } = changes
    return this.#unlimited(async (client) => {
      // may be lost with the server's last moments, whole: then it is read again; `settle` waits for all of it
      await client.query('set local synchronous_commit = off')
      await this.#hold(client, known)
      if (forget.length > 0) {
        const numbers = [path, forget]
        await client.query('delete from imported.documents where path = $1 and item = any($2::int[])', numbers)
        await client.query(
          `delete from imported.quarantine where ${ofSource} and source_row = any($2::bigint[])`,
          numbers,
        )
      }
      const by = drop.length === 0 ? null : await dropItems(client, path, drop)
      if (after !== undefined) await dropBeyond(client, path, after)
      if (added.length > 0) await copyIn(client, copyDocuments, encodeDocuments(path, added))
      if (rejected.length > 0) await keepRejects(client, await this.#source(client, path), rejected)
      if (by !== null) await forgetTorn(client, path, drop, by)
      await client.query(
        'update imported.document_files set bytes = $2, items = $3, tail = $4, updated_at = clock_timestamp() where path = $1',
        [path, next.bytes, next.items, next.tail],
      )
    })
  }

  /**
   * Forgets what was dropped of a file that was read to its end and is in it even so: an item that moved, was updated in place, or came back. Two that say the same to the byte are one. Returns how many remain: they are no longer in it. Throws like
   * `write`.
   */
  forgetLive(known: DocumentCheckpoint): Promise<number> {
    const { path } = known
    return this.#unlimited(async (client) => {
      if ((await droppedOf(client, path)) === 0) return 0
      await client.query('set local synchronous_commit = off')
      await this.#hold(client, known)
      await forgetLive(client, path)
      return droppedOf(client, path)
    })
  }

  /** Waits until all that was written is on the disk. */
  settle(): Promise<void> {
    return this.#unlimited(async (client) => {
      // a commit that waits for its own record waits for all before it
      await client.query('set local synchronous_commit = on')
      await client.query(
        'update imported.document_files set updated_at = updated_at where path = (select min(path) from imported.document_files)',
      )
    })
  }

  async #hold(client: pg.ClientBase, { path, bytes, items }: DocumentCheckpoint): Promise<void> {
    await client.query('insert into imported.document_files (path) values ($1) on conflict do nothing', [path])
    const { rows } = await client.query<{ bytes: string; items: number }>(
      'select bytes, items from imported.document_files where path = $1 for update',
      [path],
    )
    const [now] = rows
    if (now === undefined || Number(now.bytes) !== bytes || now.items !== items)
      throw new DomainError('conflict', `somebody else imports ${path}: wait for it, then try again`)
  }

  async #source(client: pg.ClientBase, path: string): Promise<number> {
    const place = [path, documentsPart]
    await client.query('insert into imported.sources (path, part) values ($1, $2) on conflict do nothing', place)
    const { rows } = await client.query<{ id: number }>(
      'select id from imported.sources where path = $1 and part = $2',
      place,
    )
    if (rows[0] === undefined) throw new DomainError('internal', `the source ${path} was not kept`)
    return rows[0].id
  }

  #unlimited<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    return this.#pool.transaction(async (client) => {
      await client.query('set local statement_timeout = 0')
      return work(client)
    })
  }
}
