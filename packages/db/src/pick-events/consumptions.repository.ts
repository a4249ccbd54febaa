import type { Horizon } from '@fyntrix/domain/pick-events'
import { Id, type Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/** Who learns, and from which outcomes: those of a lane that are told, of one horizon of a mode; of all universes unless one is given. */
export interface ConsumedScope {
  readonly consumer: string
  readonly lane: Lane
  readonly mode: Mode
  readonly horizon: Horizon
  readonly universe?: Universe | undefined
}

/** so many go into a statement well before its time-out */
const enlistedAtOnce = 50_000

/** Who has learnt from which outcome, so that each is learnt from once. */
export class ConsumptionsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * Puts down every outcome of each scope that is told and that its consumer has not seen, `atOnce` in a statement. Repeating it adds nothing, and one that was ended goes on
   * where it was. Returns the consumers for whom outcomes wait, those of before included.
   */
  async enlist(scopes: readonly ConsumedScope[], atOnce = enlistedAtOnce): Promise<readonly string[]> {
    while ((await this.#enlistSome(scopes, atOnce)) === atOnce);
    const rows = await query<{ consumer: string }>(
      this.#em,
      `select s.consumer from jsonb_to_recordset(?::jsonb) as s(consumer text) where exists (
         select 1 from outcome_consumptions c where c.consumer = s.consumer and c.consumed_at is null
       )`,
      [JSON.stringify(scopes)],
    )
    return rows.map(({ consumer }) => consumer)
  }

  /** How many it found that were not put down; another may have done so meanwhile. */
  async #enlistSome(scopes: readonly ConsumedScope[], limit: number): Promise<number> {
    const [row] = await query<{ found: number }>(
      this.#em,
      `with scope as (
         select * from jsonb_to_recordset(?::jsonb) as s(consumer text, lane text, mode text, horizon text, universe text)
       ), found as materialized (
         select s.consumer, o.id from scope s
         join pick_outcomes o on o.lane = s.lane and o.horizon = s.horizon
         join pick_events e on e.id = o.event_id and e.mode = s.mode and (s.universe is null or e.universe = s.universe)
         where o.status <> 'pending'
           and not exists (select 1 from outcome_consumptions c where c.consumer = s.consumer and c.outcome_id = o.id)
         order by s.consumer, o.id limit ?
       ), added as (
         insert into outcome_consumptions (consumer, outcome_id)
         select consumer, id from found order by consumer, id on conflict do nothing
       )
       select count(*)::int as found from found`,
      [JSON.stringify(scopes), limit],
    )
    return row?.found ?? 0
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
