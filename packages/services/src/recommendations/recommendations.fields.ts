import { RecommendationRecord } from '@fyntrix/domain/recommendations'
import { z } from 'zod'
import { fieldsOf } from '../shared/index.ts'

/** A recommendation as a hash in Redis: flat, by the column names of the table. */
export const toFields = (record: RecommendationRecord) =>
  fieldsOf({
    id: record.id,
    lane: record.lane,
    run_id: record.runId,
    rank_in_run: record.rank,
    symbol: record.symbol,
    universe: record.universe,
    mode: record.mode,
    source: record.trigger,
    recommendation: record.recommendation,
    direction: record.direction,
    generated_at: record.generatedAt,
    entry_price: record.entryPrice,
    stop_loss_price: record.stopPrice,
    target_price: record.targetPrice,
    score_blend: record.score,
    confidence: record.confidence,
    coverage: record.coverage,
    config_version: record.configVersion,
    scores: JSON.stringify(record.scores),
    evaluated: record.exit !== null,
    ...(record.exit && {
      exit_reason: record.exit.reason,
      exit_time: record.exit.at,
      exit_price: record.exit.price,
      pnl_pct: record.exit.netReturnPct,
      max_drawdown_pct: record.exit.maxDrawdownPct,
      alpha_vs_benchmark: record.exit.alphaPct,
      outcome_label: record.exit.label,
      closed_at: record.exit.closedAt,
      detail: record.exit.detail,
    }),
  })

const number = z.coerce.number()
const text = z.string()
const orNull = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null)

/** Reads such a hash. */
export const RecommendationFields = z
  .object({
    id: text,
    lane: text,
    run_id: text,
    rank_in_run: number,
    symbol: text,
    universe: text,
    mode: text,
    source: text,
    recommendation: text,
    direction: text,
    generated_at: text,
    entry_price: number,
    stop_loss_price: number,
    target_price: number,
    score_blend: number,
    confidence: text,
    coverage: number,
    config_version: text,
    scores: text.transform((json): unknown => JSON.parse(json)),
    evaluated: z.stringbool(),
    exit_reason: orNull(text),
    exit_time: orNull(text),
    exit_price: orNull(number),
    pnl_pct: orNull(number),
    max_drawdown_pct: orNull(number),
    alpha_vs_benchmark: orNull(number),
    outcome_label: orNull(text),
    closed_at: orNull(text),
    detail: orNull(text),
  })
  .transform((fields) => ({
    id: fields.id,
    lane: fields.lane,
    runId: fields.run_id,
    rank: fields.rank_in_run,
    symbol: fields.symbol,
    universe: fields.universe,
    mode: fields.mode,
    trigger: fields.source,
    recommendation: fields.recommendation,
    direction: fields.direction,
    generatedAt: fields.generated_at,
    entryPrice: fields.entry_price,
    stopPrice: fields.stop_loss_price,
    targetPrice: fields.target_price,
    score: fields.score_blend,
    confidence: fields.confidence,
    coverage: fields.coverage,
    configVersion: fields.config_version,
    scores: fields.scores,
    exit: fields.evaluated
      ? {
          reason: fields.exit_reason,
          at: fields.exit_time,
          price: fields.exit_price,
          netReturnPct: fields.pnl_pct,
          maxDrawdownPct: fields.max_drawdown_pct,
          alphaPct: fields.alpha_vs_benchmark,
          label: fields.outcome_label,
          closedAt: fields.closed_at,
          detail: fields.detail,
        }
      : null,
  }))
  .pipe(RecommendationRecord)
