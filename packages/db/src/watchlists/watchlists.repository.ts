import type { Id, Instant } from '@fyntrix/domain/shared'
import { type WatchlistDraft, WatchlistEntry } from '@fyntrix/domain/watchlists'
import type { EntityManager } from '@mikro-orm/postgresql'
import { holdUser } from '../access/hold-user.ts'
import { instant, type Parameter, query } from '../shared/sql.ts'

/** A page of a user's list, newest first. */
export interface WatchlistListing {
  readonly before?: Id | undefined
  readonly limit: number
}

/** What to add, with the id and the time that it gets. */
export interface NewWatchlistEntry extends WatchlistDraft {
  readonly id: Id
}

/** What became of a symbol that was to be added. */
export interface Addition {
  readonly symbol: string
  readonly status: 'added' | 'already-there' | 'full'
}

const columns = `id, symbol, exchange, notes, desired_entry as "desiredEntry", stop_loss as "stopLoss", target, timeframe,
  ${instant('added_at')} as "addedAt", ${instant('updated_at')} as "updatedAt"`

/** What users watch. Each method sees one user's list. */
export class WatchlistsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  async #entries(sql: string, parameters: readonly Parameter[]): Promise<WatchlistEntry[]> {
    return (await query(this.#em, sql, parameters)).map((row) => WatchlistEntry.parse(row))
  }

  /** Makes changes of a user's list wait for each other until the transaction ends. False when there is no such user. */
  hold(userId: Id): Promise<boolean> {
    return holdUser(this.#em, userId)
  }

  /** A page, newest first by id. */
  list(userId: Id, { before, limit }: WatchlistListing): Promise<WatchlistEntry[]> {
    return this.#entries(
      `select ${columns} from user_watchlists where user_id = ? and (?::uuid is null or id < ?) order by id desc limit ?`,
      [userId, before ?? null, before ?? null, limit],
    )
  }

  /** The entry of a symbol; null when it is not watched. */
  async bySymbol(userId: Id, symbol: string): Promise<WatchlistEntry | null> {
    const [entry] = await this.#entries(`select ${columns} from user_watchlists where user_id = ? and symbol = ?`, [
      userId,
      symbol,
    ])
    return entry ?? null
  }

  /**
   * Adds what is not there in one statement, in the given order as long as there is room, and says what became of each. Each symbol may come once. To be
   * called while the user is held.
   */
  add(
    userId: Id,
    entries: readonly NewWatchlistEntry[],
    { at, capacity }: { readonly at: Instant; readonly capacity: number },
  ): Promise<Addition[]> {
    return query<Addition>(
      this.#em,
      `with wanted as (
         select w.*, l.id is not null as there, row_number() over (partition by l.id is not null order by w.place) as rank
         from jsonb_to_recordset(?::jsonb) as w (place int, id uuid, symbol text, exchange text, notes text, "desiredEntry" float8,
           "stopLoss" float8, target float8, timeframe text)
         left join user_watchlists l on l.user_id = ? and l.symbol = w.symbol
       ), fitting as (
         select * from wanted where not there and rank <= ? - (select count(*) from user_watchlists where user_id = ?)
       ), added as (
         insert into user_watchlists (id, user_id, symbol, exchange, notes, desired_entry, stop_loss, target, timeframe, added_at, updated_at)
         select id, ?::uuid, symbol, exchange, notes, "desiredEntry", "stopLoss", target, timeframe, ?::timestamptz, ?::timestamptz from fitting
         returning symbol
       )
       select w.symbol, case when w.there then 'already-there' when a.symbol is not null then 'added' else 'full' end as status
       from wanted w left join added a on a.symbol = w.symbol order by w.place`,
      [JSON.stringify(entries.map((entry, place) => ({ ...entry, place }))), userId, capacity, userId, userId, at, at],
    )
  }

  /** Replaces what can be changed of an entry. False when it is not there any more. */
  async update(userId: Id, entry: WatchlistEntry): Promise<boolean> {
    const { symbol, exchange, notes, desiredEntry, stopLoss, target, timeframe, updatedAt } = entry
    const rows = await query(
      this.#em,
      `update user_watchlists set exchange = ?, notes = ?, desired_entry = ?, stop_loss = ?, target = ?, timeframe = ?, updated_at = ?
       where user_id = ? and symbol = ? returning id`,
      [exchange, notes, desiredEntry, stopLoss, target, timeframe, updatedAt, userId, symbol],
    )
    return rows.length === 1
  }

  /** Removes an entry and answers it; null when it is not there. */
  async remove(userId: Id, symbol: string): Promise<WatchlistEntry | null> {
    const [entry] = await this.#entries(
      `delete from user_watchlists where user_id = ? and symbol = ? returning ${columns}`,
      [userId, symbol],
    )
    return entry ?? null
  }

  /** Removes all entries; answers how many. */
  async clear(userId: Id): Promise<number> {
    return (await query(this.#em, 'delete from user_watchlists where user_id = ? returning id', [userId])).length
  }
}
