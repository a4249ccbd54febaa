import { LedgerEntry, type PortfolioSnapshot, PositionPlan } from '@fyntrix/domain/portfolio'
import { DomainError, type Id, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, query } from '../shared/sql.ts'
import { countToThin, type OldSnapshots, thin } from '../shared/thin.ts'
import {
  insertSnapshot,
  listSnapshots,
  newestSnapshot,
  newestSnapshots,
  type SnapshotListing,
  type SnapshotsOf,
  snapshotAt,
} from './portfolio.snapshots.ts'

/** Whose ledger. */
export interface LedgerOf {
  readonly lane: Lane
  readonly accountId: Id
}

/** A page of a ledger, what counts latest first. `before` is the last id of the page before. */
export interface LedgerListing extends LedgerOf {
  readonly symbol?: string | undefined
  readonly before?: Id | undefined
  readonly limit: number
}

/** An entry with the instrument that it is about: a reversal's is that of what it takes back. */
export interface EntryRow {
  readonly entry: LedgerEntry
  readonly symbol: string
  readonly exchange: string
}

/** A plan that is to be kept. */
export interface NewPlan extends LedgerOf {
  readonly id: Id
  readonly plan: PositionPlan
  readonly recordedAt: Date
}

const columns = `id, account_id as "accountId", lane, source, external_id as "externalId", kind, symbol, exchange, product, side, quantity,
  price::text as price, fees::text as fees, numerator, denominator, ex_date::text as "exDate", reverses, ${instant('at')} as at,
  ${instant('recorded_at')} as "recordedAt", line`

/** Ledgers of accounts, the plans of their positions, and snapshots of both. */
export class PortfolioRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Makes what this transaction reads from now on one moment's: to be called first. */
  async snapshot(): Promise<void> {
    await query(this.#em, 'set transaction isolation level repeatable read')
  }

  /** Holds an account until the transaction ends: whoever else wants to write for it waits. */
  async hold(accountId: Id): Promise<void> {
    const held = await query(this.#em, `select 1 as held from accounts where id = ? for no key update`, [accountId])
    if (held.length === 0) throw new DomainError('not-found', `there is no account ${accountId}`)
  }

  /** How many entries a ledger has. */
  async size({ lane, accountId }: LedgerOf): Promise<number> {
    const [row] = await query<{ size: number }>(
      this.#em,
      `select count(*)::int as size from portfolio_fills where account_id = ? and lane = ?`,
      [accountId, lane],
    )
    return row?.size ?? 0
  }

  /** Adds entries. Throws `conflict` when one is known already, or reverses what is reversed. */
  async insertEntries(rows: readonly EntryRow[]): Promise<void> {
    await query(
      this.#em,
      `insert into portfolio_fills (id, account_id, lane, source, external_id, kind, symbol, exchange, product, side, quantity, price,
         fees, numerator, denominator, ex_date, reverses, at, recorded_at, line)
       select e.id, e."accountId", e.lane, e.source, e."externalId", e.kind, e.symbol, e.exchange, e.product, e.side, e.quantity, e.price,
         e.fees, e.numerator, e.denominator, e."exDate", e.reverses, e.at, e."recordedAt", e.line
       from jsonb_to_recordset(?::jsonb) as e (id uuid, "accountId" uuid, lane text, source text, "externalId" text, kind text,
         symbol text, exchange text, product text, side text, quantity int, price numeric, fees numeric, numerator int, denominator int,
         "exDate" date, reverses uuid, at timestamptz, "recordedAt" timestamptz, line int)`,
      [JSON.stringify(rows.map(({ entry, symbol, exchange }) => ({ ...entry, symbol, exchange })))],
    )
  }

  /** The entries of a ledger that came from a source under these ids. */
  async byExternalIds({ lane, accountId }: LedgerOf, source: string, ids: readonly string[]): Promise<LedgerEntry[]> {
    const rows = await query(
      this.#em,
      `select ${columns} from portfolio_fills where account_id = ? and lane = ? and source = ?
         and external_id in (select wanted from jsonb_array_elements_text(?::jsonb) as wanted)`,
      [accountId, lane, source, JSON.stringify(ids)],
    )
    return rows.map((row) => LedgerEntry.parse(row))
  }

  /** What an entry of a ledger is about; entries that are not there are left out. */
  async instruments(
    { lane, accountId }: LedgerOf,
    ids: readonly Id[],
  ): Promise<{ id: Id; kind: LedgerEntry['kind']; symbol: string; exchange: string; at: Instant }[]> {
    return query(
      this.#em,
      `select id, kind, symbol, exchange, ${instant('at')} as at from portfolio_fills where account_id = ? and lane = ?
         and id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)`,
      [accountId, lane, JSON.stringify(ids)],
    )
  }

  /** The entries that counted at `asOf`, of all instruments or of some symbols. */
  async entries(
    { lane, accountId }: LedgerOf,
    asOf: Instant | null,
    symbols: readonly string[] | null = null,
  ): Promise<LedgerEntry[]> {
    const rows = await query(
      this.#em,
      `select ${columns} from portfolio_fills where account_id = ? and lane = ? and at <= coalesce(?::timestamptz, 'infinity')
         and (?::jsonb is null or symbol in (select wanted from jsonb_array_elements_text(?::jsonb) as wanted))`,
      [accountId, lane, asOf, symbols && JSON.stringify(symbols), symbols && JSON.stringify(symbols)],
    )
    return rows.map((row) => LedgerEntry.parse(row))
  }

  /** A page of a ledger, what counts latest first. An unknown `before` gives an empty page. */
  async list({ lane, accountId, symbol, before, limit }: LedgerListing): Promise<LedgerEntry[]> {
    const rows = await query(
      this.#em,
      `select ${columns} from portfolio_fills f where account_id = ? and lane = ? and (?::text is null or symbol = ?)
         and (?::uuid is null or (at, id) < (select at, id from portfolio_fills where id = ? and account_id = f.account_id))
       order by f.at desc, f.id desc limit ?`,
      [accountId, lane, symbol ?? null, symbol ?? null, before ?? null, before ?? null, limit],
    )
    return rows.map((row) => LedgerEntry.parse(row))
  }

  /** When the newest entry of a source counts from; null before the first. */
  async newestAt({ lane, accountId }: LedgerOf, source: string): Promise<Instant | null> {
    const [row] = await query<{ at: Instant | null }>(
      this.#em,
      `select ${instant('max(at)')} as at from portfolio_fills where account_id = ? and lane = ? and source = ?`,
      [accountId, lane, source],
    )
    return row?.at ?? null
  }

  /** Keeps a plan; older ones stay. */
  async insertPlan({ id, lane, accountId, plan, recordedAt }: NewPlan): Promise<void> {
    const { symbol, exchange, product, stopLoss, target, setAt } = plan
    await query(
      this.#em,
      `insert into portfolio_plans (id, account_id, lane, symbol, exchange, product, stop_loss, target, set_at, recorded_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, accountId, lane, symbol, exchange, product, stopLoss, target, setAt, recordedAt],
    )
  }

  /** The newest plan of each position that was set at `asOf` or before. */
  async plans({ lane, accountId }: LedgerOf, asOf: Instant): Promise<PositionPlan[]> {
    const rows = await query(
      this.#em,
      `select distinct on (symbol, exchange, product) symbol, exchange, product, stop_loss as "stopLoss", target, ${instant('set_at')} as "setAt"
       from portfolio_plans where account_id = ? and lane = ? and set_at <= ?
       order by symbol, exchange, product, set_at desc, recorded_at desc, id desc`,
      [accountId, lane, asOf],
    )
    return rows.map((row) => PositionPlan.parse(row))
  }

  /** See `insertSnapshot`. */
  insertSnapshot(snapshot: PortfolioSnapshot): Promise<boolean> {
    return insertSnapshot(this.#em, snapshot)
  }

  /** The newest snapshot as of `asOf` or before, by default at all; null before the first. */
  newestSnapshot(of: SnapshotsOf, asOf: Instant | null): Promise<PortfolioSnapshot | null> {
    return newestSnapshot(this.#em, of, asOf)
  }

  /** The snapshot of an instant; null where there is none. */
  snapshotAt(of: SnapshotsOf, asOf: Instant): Promise<PortfolioSnapshot | null> {
    return snapshotAt(this.#em, of, asOf)
  }

  /** The newest snapshot of every account and kind. */
  newestSnapshots(lane: Lane): Promise<PortfolioSnapshot[]> {
    return newestSnapshots(this.#em, lane)
  }

  /** A page of snapshots, newest first. */
  listSnapshots(listing: SnapshotListing): Promise<PortfolioSnapshot[]> {
    return listSnapshots(this.#em, listing)
  }

  /** How many snapshots `thin` would remove in all. */
  countToThin(old: OldSnapshots): Promise<number> {
    return countToThin(this.#em, 'portfolio_snapshots', old)
  }

  /** Removes at most `limit` old snapshots, all but the last of each account, kind and exchange date; answers how many went. */
  thin(old: OldSnapshots, limit: number): Promise<number> {
    return thin(this.#em, 'portfolio_snapshots', old, limit)
  }
}
