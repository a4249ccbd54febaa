import {
  ImportedDocumentRow,
  ImportedLevels,
  type ImportedQuarantineQuery,
  ImportedQuarantineRow,
  ImportedRecommendation,
  type ImportedRowsQuery,
  ImportedRun,
  ImportedRunPayload,
  ImportedTableRow,
  type ImportedUsage,
} from '@fyntrix/domain/imported'
import type { ConnectionPool } from '../shared/pool.ts'
import { page, textBytes } from './imported.page.ts'
import {
  documentColumns,
  levelsColumns,
  recommendationColumns,
  rejectColumns,
  runColumns,
  runPayloadColumns,
  tableRowColumns,
} from './imported.selects.ts'
import { importedTable } from './imported.tables.ts'
import { type UsageWanted, usageOf } from './imported.usage.ts'

/** A page of runs, newest first; `from` and `to` bound when they ended, both inclusive, ISO 8601 to the microsecond. What is left out does not narrow. */
export interface RunsWanted {
  readonly universe?: string | undefined
  readonly mode?: string | undefined
  readonly trigger?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  /** The external id of the last run of the page before; an unknown one gives an empty page. */
  readonly before?: string | undefined
}

/** Which recommendations; what is left out does not narrow. */
export interface RecommendationsWanted {
  readonly mode?: string | undefined
  readonly symbol?: string | undefined
  readonly universe?: string | undefined
  readonly runId?: string | undefined
  readonly evaluatedOnly: boolean
  /** Without it, those that are suspect, or whose run is, are left out. */
  readonly includeSuspect: boolean
  readonly limit: number
  readonly offset: number
}

/** A page of items of files, in the order of their places; `from` and `to` bound their instants, both inclusive, ISO 8601 to the microsecond. What is left out does not narrow. */
export interface DocumentsWanted {
  readonly kind?: string | undefined
  readonly path?: string | undefined
  readonly symbol?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** The place of the last item of the page before. */
  readonly after?: { readonly path: string; readonly item: number } | undefined
  readonly limit: number
}

const newestRuns = `order by coalesce(t.generated_at_utc, '-infinity') desc, t.source_row desc, t.external_id desc`
const isNarrowed = (parameter: number, column: string): string =>
  `($${parameter}::text is null or ${column} = lower($${parameter}))`

/**
 * Reads what was imported of a legacy system, and nothing of any other lane. Universes and modes may be given in any case. Rows without an instant come last. Each call is
 * a statement of its own.
 */
export class ImportedReadsRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** The run with that id of the legacy system, as `nifty50:Intraday:2026-01-09T14:28:23.933306`; null when there is none. */
  async runById(runId: string): Promise<ImportedRunPayload | null> {
    const rows = await this.#rows(
      `select ${runPayloadColumns} from imported.top_picks_runs t where t.run_id = $1 ${newestRuns} limit 1`,
      [runId],
    )
    return rows[0] === undefined ? null : ImportedRunPayload.parse(rows[0])
  }

  /** The run of a universe and mode that ended last of those with picks, suspect or not; null when there is none. */
  async latestRun(universe: string, mode: string): Promise<ImportedRunPayload | null> {
    const rows = await this.#rows(
      `select ${runPayloadColumns} from imported.top_picks_runs t
       where t.universe = lower($1) and t.mode = lower($2) and coalesce(t.payload_picks, t.picks_count) > 0 ${newestRuns} limit 1`,
      [universe, mode],
    )
    return rows[0] === undefined ? null : ImportedRunPayload.parse(rows[0])
  }

  /** A page of runs, newest end first; of one instant, the last of their source first. */
  async runs({ universe, mode, trigger, from, to, limit, before }: RunsWanted): Promise<ImportedRun[]> {
    const rows = await this.#rows(
      `select ${runColumns} from imported.top_picks_runs t
         left join imported.top_picks_runs b on b.external_id = $7
       where ${isNarrowed(1, 't.universe')} and ${isNarrowed(2, 't.mode')} and ($3::text is null or t.trigger = $3)
         and ($4::timestamptz is null or t.generated_at_utc >= $4) and ($5::timestamptz is null or t.generated_at_utc <= $5)
         and ($7::text is null or (coalesce(t.generated_at_utc, '-infinity'), t.source_row, t.external_id)
           < (coalesce(b.generated_at_utc, '-infinity'), b.source_row, b.external_id))
       ${newestRuns} limit $6`,
      [universe, mode, trigger, from, to, limit, before],
    )
    return rows.map((row) => ImportedRun.parse(row))
  }

  /** Recommendations, newest first; of one instant, in the order of their source, which is that of their ranks. */
  async recommendations(wanted: RecommendationsWanted): Promise<ImportedRecommendation[]> {
    const { mode, symbol, universe, runId, evaluatedOnly, includeSuspect, limit, offset } = wanted
    const rows = await this.#rows(
      `select ${recommendationColumns} from imported.ai_recommendations r
         left join imported.top_picks_runs t on t.run_id = r.run_id
       where ${isNarrowed(1, 'r.mode')} and ($2::text is null or r.symbol = upper($2)) and ${isNarrowed(3, 'r.universe')}
         and ($4::text is null or r.run_id = $4) and (not $5 or r.evaluated) and ($6 or coalesce(r.suspect, t.suspect) is null)
       order by r.generated_at_utc desc nulls last, r.source_row, r.external_id limit $7 offset $8`,
      [mode, symbol, universe, runId, evaluatedOnly, includeSuspect, limit, offset],
    )
    return rows.map((row) => ImportedRecommendation.parse(row))
  }

  /** What calls of language models cost, by model and UTC day. */
  usage(wanted: UsageWanted): Promise<ImportedUsage> {
    return this.#pool.run((client) => usageOf(client, wanted))
  }

  /** Levels of a symbol, of a scope as the legacy system named it (`D`, `W`, `M`, `Y`), in any case; null when there are none. */
  async levels(symbol: string, scope: string): Promise<ImportedLevels | null> {
    const rows = await this.#rows(
      `select ${levelsColumns} from imported.support_resistance_levels l where l.symbol = upper($1) and upper(l.timeframe_scope) = upper($2)
       order by l.computed_at_ist desc nulls last, l.source_row limit 1`,
      [symbol, scope],
    )
    return rows[0] === undefined ? null : ImportedLevels.parse(rows[0])
  }

  /** Rows of a table, in the order of their external ids. A page ends before `limit` where it would be too large. */
  async tableRows({ table, after, limit }: ImportedRowsQuery): Promise<ImportedTableRow[]> {
    const kept = importedTable(table)
    const rows = await this.#rows(
      `select ${tableRowColumns(kept)} from (${page(
        textBytes(kept),
        `select * from imported.${table} where $1::text is null or external_id > $1 order by external_id limit $2`,
        'external_id',
      )}) t join imported.sources s on s.id = t.source_id order by t.external_id`,
      [after, limit],
    )
    return rows.map((row) => ImportedTableRow.parse(row))
  }

  /** Items of files, in the order of their files and of their numbers there. A page ends before `limit` where it would be too large. */
  async documents({ kind, path, symbol, from, to, after, limit }: DocumentsWanted): Promise<ImportedDocumentRow[]> {
    const rows = await this.#rows(
      `select ${documentColumns} from (${page(
        'octet_length(body)',
        `select * from imported.documents
         where ($1::text is null or kind = $1) and ($2::text is null or path = $2) and ($3::text is null or symbol = $3)
           and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at <= $5)
           and ($6::text is null or (path, item) > ($6, $7::int)) order by path, item limit $8`,
        'path, item',
      )}) d order by d.path, d.item`,
      [kind, path, symbol, from, to, after?.path, after?.item, limit],
    )
    return rows.map((row) => ImportedDocumentRow.parse(row))
  }

  /** What could not be imported, by source in the order in which those were begun, then by row; after an unknown place nothing. A page ends before `limit` where it would be too large. */
  async quarantine({ path, table, reason, after, limit }: ImportedQuarantineQuery): Promise<ImportedQuarantineRow[]> {
    const rows = await this.#rows(
      `select ${rejectColumns} from (${page(
        'octet_length(cells)',
        `select * from imported.quarantine
         where source_id in (select id from imported.sources where ($1::text is null or path = $1) and ($2::text is null or part = $2))
           and ($3::text is null or reason = $3)
           and ($4::text is null or (source_id, source_row) > ((select id from imported.sources where path = $4 and part = $5), $6::bigint))
         order by source_id, source_row limit $7`,
        'source_id, source_row',
      )}) q join imported.sources s on s.id = q.source_id order by q.source_id, q.source_row`,
      [path, table, reason, after?.path, after?.table, after?.row, limit],
    )
    return rows.map((row) => ImportedQuarantineRow.parse(row))
  }

  #rows(sql: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    return this.#pool.run(async (client) => (await client.query(sql, [...parameters])).rows)
  }
}
