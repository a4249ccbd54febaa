import { PickInsight } from '@fyntrix/domain/insights'
import type { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/** What models wrote of picks. */
export class InsightsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Keeps insights of a run; of a pick that has one already the old one stays. */
  async keep(runId: Id, insights: readonly PickInsight[]): Promise<void> {
    await query(
      this.#em,
      `insert into pick_insights (run_id, symbol, model, request_id, key_findings, rationale)
       select ?, i.symbol, i.model, i."requestId", i."keyFindings", i.rationale
       from jsonb_to_recordset(?::jsonb) as i (symbol text, model text, "requestId" uuid, "keyFindings" jsonb, rationale text)
       order by i.symbol on conflict do nothing`,
      [runId, JSON.stringify(insights)],
    )
  }

  /** The insights of a run, by symbol. */
  async ofRun(runId: Id): Promise<PickInsight[]> {
    const rows = await query<{ insight: unknown }>(
      this.#em,
      `select jsonb_build_object('symbol', symbol, 'model', model, 'requestId', request_id, 'keyFindings', key_findings, 'rationale', rationale) as insight
       from pick_insights where run_id = ? order by symbol`,
      [runId],
    )
    return rows.map(({ insight }) => PickInsight.parse(insight))
  }
}
