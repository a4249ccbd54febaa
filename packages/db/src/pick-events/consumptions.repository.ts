import type { Horizon } from '@fyntrix/domain/pick-events'
import { Id, type Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/** Which outcomes a consumer learns from: those of a lane that are told, of one horizon of a mode; of all universes unless one is given. */
export interface ConsumedScope {
  readonly lane: Lane
  readonly mode: Mode
  readonly horizon: Horizon
  readonly universe?: Universe | undefined
}

/** Who has learnt from which outcome, so that each is learnt from once. */
export class ConsumptionsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Puts down every outcome of the scope that is told and that this consumer has not seen. Repeating it adds nothing. Returns how many are new. */
  async enlist(consumer: string, { lane, mode, horizon, universe }: ConsumedScope): Promise<number> {
    const rows = await query(
      this.#em,
      `insert into outcome_consumptions (consumer, outcome_id)
       select ?, o.id from pick_outcomes o join pick_events e on e.id = o.event_id
       where o.lane = ? and o.horizon = ? and o.status <> 'pending' and e.mode = ? and (?::text is null or e.universe = ?)
         and not exists (select 1 from outcome_consumptions c where c.consumer = ? and c.outcome_id = o.id)
       order by o.id
       on conflict do nothing returning outcome_id`,
      [consumer, lane, horizon, mode, universe ?? null, universe ?? null, consumer],
    )
    return rows.length
  }

  /** Takes up to `limit` outcomes that wait for this consumer and marks them as learnt from, in the transaction that learns. Others are passed over. */
  async take(consumer: string, limit: number, now: Date): Promise<Id[]> {
    const rows = await query<{ id: string }>(
      this.#em,
      `update outcome_consumptions c set consumed_at = ?
       where consumer = ? and outcome_id in (
         select w.outcome_id from outcome_consumptions w join pick_outcomes o on o.id = w.outcome_id join pick_events e on e.id = o.event_id
         where w.consumer = ? and w.consumed_at is null
         order by e.signal_ts, e.symbol, o.id limit ? for update of w skip locked
       ) returning outcome_id as id`,
      [now, consumer, consumer, limit],
    )
    return rows.map(({ id }) => Id.parse(id)).toSorted()
  }
}
