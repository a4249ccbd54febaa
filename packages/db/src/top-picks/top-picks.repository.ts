import { DomainError, Id, type Instant, type Lane } from '@fyntrix/domain/shared'
import { type Mode, RunSummary, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { epochMs, insertNew, instant, nextOf, type Parameter, query } from '../shared/sql.ts'
import { TopPicksRunEntity } from './top-picks.entity.ts'

/** Shape of `payload`. Raise it when a stored run can no longer be parsed by the current `TopPicksRun`, and convert on reading. */
const payloadSchema = 1

/** Which runs to list, newest first. `before` is the last id of the page before. */
export interface RunListing {
  readonly lane: Lane
  readonly universe?: Universe
  readonly mode?: Mode
  readonly before?: Id
  readonly limit: number
}

/** Runs of top picks and, per lane, universe and mode, the pointer to the latest one. */
export class TopPicksRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** A fencing number that is higher than every one before. To be taken after the lock was won, and checked by `advanceHead`. */
  takeFence(): Promise<number> {
    return nextOf(this.#em, 'fence_seq')
  }

  /** Writes a run. False when the run with this id is there already; throws `conflict` when another one has its external id. */
  async insertRun(run: TopPicksRun, fence: number): Promise<boolean> {
    const inserted = await insertNew(this.#em, TopPicksRunEntity, [
      {
        id: run.id,
        externalId: run.externalId,
        lane: run.lane,
        source: run.provenance.source,
        universe: run.universe,
        mode: run.mode,
        asOf: new Date(run.asOf),
        session: run.provenance.session,
        trigger: run.trigger,
        startedAt: new Date(run.startedAt),
        finishedAt: new Date(run.finishedAt),
        elapsedMs: run.elapsedMs,
        configVersion: run.configVersion,
        weights: run.weights,
        coverage: run.coverage,
        totalMembers: run.counts.members,
        totalWithCandles: run.counts.withCandles,
        totalAnalyzed: run.counts.analysed,
        totalCovered: run.counts.covered,
        pickCount: run.counts.picks,
        abstention: run.abstention,
        provenance: run.provenance,
        inputHash: run.provenance.inputHash,
        exclusions: run.exclusions,
        payload: run,
        payloadSchema,
        fence,
      },
    ])
    if (inserted === 1) return true
    const [same] = await query(this.#em, `select 1 as found from top_picks_runs where id = ?`, [run.id])
    if (same === undefined) throw new DomainError('conflict', `another run has the external id ${run.externalId}`)
    return false
  }

  /**
   * Points the head at this run if it is later, by (as-of, finished, id), than the one there; the head never goes back. `version` grows by one with
   * each change and is what views in Redis compare. The head's row stays locked until the transaction ends.
   * Throws `conflict` when a higher fence was seen: this writer lost its lock to another one, and its transaction must not commit.
   */
  async advanceHead(run: TopPicksRun, fence: number): Promise<{ version: number; isLatest: boolean }> {
    const newer = `(h.run_id is null or (excluded.as_of, excluded.finished_at, excluded.run_id) > (h.as_of, h.finished_at, h.run_id))`
    const [head] = await query<{ version: string; run_id: string }>(
      this.#em,
      `insert into top_picks_heads as h (lane, universe, mode, fence, run_id, as_of, finished_at, version)
       values (?, ?, ?, ?, ?, ?, ?, 1)
       on conflict (lane, universe, mode) do update set
         fence = excluded.fence,
         run_id = case when ${newer} then excluded.run_id else h.run_id end,
         as_of = case when ${newer} then excluded.as_of else h.as_of end,
         finished_at = case when ${newer} then excluded.finished_at else h.finished_at end,
         version = h.version + case when ${newer} then 1 else 0 end
       where h.fence <= excluded.fence
       returning version, run_id`,
      [run.lane, run.universe, run.mode, fence, run.id, run.asOf, run.finishedAt],
    )
    if (head === undefined) {
      throw new DomainError('conflict', 'a later writer has taken over this universe and mode: this result is dropped')
    }
    return { version: Number(head.version), isLatest: head.run_id === run.id }
  }

  /** The latest run of a lane, universe and mode with the version of the pointer to it; null before the first. */
  async latest(lane: Lane, universe: Universe, mode: Mode): Promise<{ run: TopPicksRun; version: number } | null> {
    const [row] = await query<{ payload: unknown; version: string }>(
      this.#em,
      `select r.payload, h.version from top_picks_heads h join top_picks_runs r on r.id = h.run_id
       where h.lane = ? and h.universe = ? and h.mode = ?`,
      [lane, universe, mode],
    )
    return row === undefined ? null : { run: TopPicksRun.parse(row.payload), version: Number(row.version) }
  }

  /** The latest run of a lane, universe and mode that is of an instant or before, by (as-of, finished, id); null without one. */
  async latestAt(lane: Lane, universe: Universe, mode: Mode, asOf: Instant): Promise<TopPicksRun | null> {
    const [row] = await query<{ payload: unknown }>(
      this.#em,
      `select payload from top_picks_runs where lane = ? and universe = ? and mode = ? and as_of <= ?
       order by as_of desc, finished_at desc, id desc limit 1`,
      [lane, universe, mode, asOf],
    )
    return row === undefined ? null : TopPicksRun.parse(row.payload)
  }

  /** A run by its id, of any lane; null when there is none. */
  async byId(id: Id): Promise<TopPicksRun | null> {
    const [row] = await query<{ payload: unknown }>(this.#em, `select payload from top_picks_runs where id = ?`, [id])
    return row === undefined ? null : TopPicksRun.parse(row.payload)
  }

  /** The runs that have these ids, of any lane, in no particular order; those that are not there are left out. */
  async byIds(ids: readonly Id[]): Promise<TopPicksRun[]> {
    const rows = await query<{ payload: unknown }>(
      this.#em,
      `select payload from top_picks_runs where id in (select wanted::uuid from jsonb_array_elements_text(?::jsonb) as wanted)`,
      [JSON.stringify(ids)],
    )
    return rows.map(({ payload }) => TopPicksRun.parse(payload))
  }

  /** The newest runs of a lane, whatever their universe and mode, at most `limit`; `at` is the instant as of which each was made, epoch milliseconds. */
  async newest(lane: Lane, limit: number): Promise<{ id: Id; at: number }[]> {
    const rows = await query<{ id: string; at: number }>(
      this.#em,
      `select id, ${epochMs('as_of')} as at from top_picks_runs where lane = ? order by as_of desc, finished_at desc, id desc limit ?`,
      [lane, limit],
    )
    return rows.map(({ id, at }) => ({ id: Id.parse(id), at }))
  }

  /** A page of runs without their picks, newest first by (as-of, finished, id). An unknown `before` gives an empty page. */
  async list({ lane, universe, mode, before, limit }: RunListing): Promise<RunSummary[]> {
    const filters: [string, Parameter | undefined][] = [
      ['lane = ?', lane],
      ['universe = ?', universe],
      ['mode = ?', mode],
      ['(as_of, finished_at, id) < (select as_of, finished_at, id from top_picks_runs where id = ?)', before],
    ]
    const used = filters.filter((filter): filter is [string, Parameter] => filter[1] !== undefined)
    const rows = await query(
      this.#em,
      `select id, lane, universe, mode, ${instant('as_of')} as "asOf", trigger, ${instant('finished_at')} as "finishedAt",
         elapsed_ms as "elapsedMs", coverage, config_version as "configVersion",
         jsonb_build_object('members', total_members, 'withCandles', total_with_candles, 'analysed', total_analyzed,
           'covered', total_covered, 'picks', pick_count) as counts
       from top_picks_runs where ${used.map(([condition]) => condition).join(' and ')}
       order by as_of desc, finished_at desc, id desc limit ?`,
      [...used.map(([, value]) => value), limit],
    )
    return rows.map((row) => RunSummary.parse(row))
  }
}
