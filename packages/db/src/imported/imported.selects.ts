import { codesOf, type Fields, microseconds, selected, selectedAsCells } from './imported.fields.ts'
import type { ImportedTable, ImportedType } from './imported.tables.ts'

const same = (...columns: string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, column]))

const runAs = {
  ...same('universe', 'mode', 'trigger'),
  runId: 'run_id',
  generatedAtWritten: 'generated_at_utc_original',
}
const runs = {
  numbers: { elapsedSeconds: 'elapsed_sec' },
  counts: {
    totalAnalyzed: 'total_analyzed',
    filteredCount: 'filtered_count',
    picksCount: 'picks_count',
    payloadPicks: 'payload_picks',
  },
  times: { startedAt: 'started_at', generatedAt: 'generated_at_utc' },
}

/** Select list of an `ImportedRun`, of runs that are called `t`. */
export const runColumns = selected('t', { as: runAs, ...runs })

/** Select list of an `ImportedRunPayload`, likewise. */
export const runPayloadColumns = selected('t', { as: { ...runAs, payload: 'payload' }, ...runs })

/** Select list of an `ImportedRecommendation`, of recommendations that are called `r` beside their runs, `t`. */
export const recommendationColumns = `${selected('r', {
  as: {
    ...same('symbol', 'mode', 'universe', 'source', 'recommendation', 'direction', 'confidence', 'evaluated'),
    generatedAtWritten: 'generated_at_utc_original',
    riskProfile: 'risk_profile',
    runId: 'run_id',
    policyVersion: 'policy_version',
    features: 'features_json',
    exitReason: 'exit_reason',
    labels: 'labels_json',
  },
  numbers: {
    entryPrice: 'entry_price',
    stopPrice: 'stop_loss_price',
    targetPrice: 'target_price',
    score: 'score_blend',
    exitPrice: 'exit_price',
    pnlPct: 'pnl_pct',
    maxDrawdownPct: 'max_drawdown_pct',
    alphaPct: 'alpha_vs_benchmark',
  },
  counts: { rank: 'rank_in_run' },
  times: { generatedAt: 'generated_at_utc', evaluatedAt: 'evaluated_at_utc', exitAt: 'exit_time_utc' },
})}, case when t.external_id is not null then ${codesOf('t')} end as "runSuspect"`

/** Select list of `ImportedLevels`, of levels that are called `l`. */
export const levelsColumns = selected('l', {
  as: { symbol: 'symbol', scope: 'timeframe_scope', computedAtWritten: 'computed_at_ist_original' },
  numbers: same('p', 'r1', 'r2', 'r3', 's1', 's2', 's3'),
  times: { computedAt: 'computed_at_ist' },
})

const keptAs: Readonly<Record<ImportedType, keyof Fields>> = {
  text: 'as',
  bool: 'as',
  date: 'as',
  float8: 'numbers',
  int8: 'counts',
  instant: 'times',
}

/** Select list of an `ImportedTableRow`, of rows that are called `t` beside their sources, `s`. */
export const tableRowColumns = ({ columns }: ImportedTable): string => {
  const of = (kept: keyof Fields) =>
    same(...Object.entries(columns).flatMap(([column, type]) => (keptAs[type] === kept ? [column] : [])))
  const fields = { as: of('as'), numbers: of('numbers'), counts: of('counts'), times: of('times') }
  return `${selectedAsCells('t', fields)}, s.path || '#' || s.part || ' row ' || t.source_row as place`
}

/** Select list of an `ImportedDocumentRow`, of items that are called `d`. */
export const documentColumns = `d.path, d.item, 'imported' as lane, d.kind, d.symbol, d.item < -1 as gone, ${microseconds('d.at')} as at, ${codesOf('d')} as suspect, d.body`

/** Select list of an `ImportedQuarantineRow`, of what is called `q` beside its source, `s`. */
export const rejectColumns = `s.path, s.part as "table", q.source_row::text as row, q.reason, q.detail, q.cells, ${microseconds('q.quarantined_at')} as "quarantinedAt"`
