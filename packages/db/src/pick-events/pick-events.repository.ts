import { horizonsOf, type PickEvent } from '@fyntrix/domain/pick-events'
import { newId } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import type { EntityManager } from '@mikro-orm/postgresql'
import { insertNew, query } from '../shared/sql.ts'
import { PickEventEntity } from './pick-events.entity.ts'
import { listedEvents, type PickEventListing } from './pick-events.listing.ts'

/** Picks as events to learn from, each with what every agent contributed. */
export class PickEventsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * Writes one event for each pick of a run, which must be written before, one contribution for each of its agents, and one pending outcome for each
   * horizon of the mode: three statements, to be run in one transaction. The signal is dated by the run's as-of instant and session. Repeating it adds
   * nothing. Returns how many events are new.
   */
  async insertForRun(run: TopPicksRun): Promise<number> {
    const at = new Date(run.finishedAt)
    const inserted = await insertNew(
      this.#em,
      PickEventEntity,
      run.picks.map((pick) => ({
        id: newId(at),
        run: run.id,
        lane: run.lane,
        symbol: pick.symbol,
        direction: pick.direction,
        source: run.trigger,
        mode: run.mode,
        universe: run.universe,
        signalTs: new Date(run.asOf),
        tradeDate: run.provenance.session,
        signalPrice: pick.plan.entry,
        recommendedEntry: pick.plan.entry,
        recommendedTarget: pick.plan.target,
        recommendedStop: pick.plan.stop,
        blendScore: pick.score,
        recommendation: pick.recommendation,
        confidence: pick.confidence,
        extraContext: {
          rank: pick.rank,
          run_id: run.id,
          run_trigger: run.trigger,
          policy_version: run.configVersion,
          risk_reward: pick.plan.riskReward,
          atr: pick.plan.atr,
          stop_basis: pick.plan.stopBasis,
          target_basis: pick.plan.targetBasis,
        },
      })),
    )
    await this.#insertContributions(run, at)
    await this.#insertPendingOutcomes(run, at)
    return inserted
  }

  /** A page of events with what agents contributed and what became of them. An unknown `before` gives an empty page. */
  list(listing: PickEventListing): Promise<PickEvent[]> {
    return listedEvents(this.#em, listing)
  }

  /** joined to the events by their natural key, so that a repetition meets the ids of the first time */
  async #insertContributions(run: TopPicksRun, at: Date): Promise<void> {
    const rows = run.picks.flatMap(({ symbol, contributions }) =>
      contributions.map((contribution) => ({ id: newId(at), symbol, ...contribution })),
    )
    await query(
      this.#em,
      `insert into pick_agent_contributions (id, event_id, agent_name, weight, score, confidence, abstention)
       select c.id, e.id, c.agent, c.weight, c.score, c.confidence, c.abstention
       from jsonb_to_recordset(?::jsonb)
         as c (id uuid, symbol text, agent text, weight float8, score float8, confidence text, abstention jsonb)
       join pick_events e on e.run_id = ? and e.symbol = c.symbol
       on conflict (event_id, agent_name) do nothing`,
      [JSON.stringify(rows), run.id],
    )
  }

  async #insertPendingOutcomes(run: TopPicksRun, at: Date): Promise<void> {
    const rows = run.picks.flatMap(({ symbol }) =>
      horizonsOf[run.mode].map((horizon) => ({ id: newId(at), symbol, horizon })),
    )
    await query(
      this.#em,
      `insert into pick_outcomes (id, event_id, lane, horizon)
       select o.id, e.id, e.lane, o.horizon from jsonb_to_recordset(?::jsonb) as o (id uuid, symbol text, horizon text)
       join pick_events e on e.run_id = ? and e.symbol = o.symbol
       on conflict (event_id, horizon) do nothing`,
      [JSON.stringify(rows), run.id],
    )
  }
}
