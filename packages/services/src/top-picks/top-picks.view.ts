import { modeNames, type Pick, TopPicksRun } from '@fyntrix/domain/top-picks'
import { z } from 'zod'
import { toCamelCase, toSnakeCase } from '../shared/case.ts'
import { fieldsOf } from '../shared/index.ts'

const Fields = z.record(z.string(), z.unknown())
const View = z.looseObject({ items: z.array(Fields), run_id: z.string() })

/** The names by which legacy readers know a pick, twins included. */
const legacyItem = (pick: Pick, run: TopPicksRun) => ({
  rank: pick.rank,
  symbol: pick.symbol,
  score_blend: pick.score,
  blend_score: pick.score,
  recommendation: pick.recommendation,
  is_actionable: pick.recommendation !== 'Neutral',
  confidence: pick.confidence,
  risk_reward_ratio: pick.plan.riskReward,
  price: pick.plan.entry,
  last_price: pick.plan.entry,
  entry_price: pick.plan.entry,
  target: pick.plan.target,
  upside_pct: (100 * (pick.plan.target - pick.plan.entry)) / pick.plan.entry,
  reasoning: pick.reasoning,
  rationale: pick.reasoning,
  key_signals: pick.signals.slice(0, 3),
  scores: Object.fromEntries(pick.contributions.map(({ agent, score }) => [agent, score])),
  horizon: modeNames[run.mode],
  timestamp: run.asOf,
  exit_strategy: {
    direction: pick.direction,
    entry_price: pick.plan.entry,
    stop_loss_price: pick.plan.stop,
    target_price: pick.plan.target,
    risk_reward: pick.plan.riskReward,
    atr: pick.plan.atr,
    mode: modeNames[run.mode],
  },
  price_data_source: run.provenance.source,
})

/** A run as it stands in Redis and in the archive: the legacy payload in snake_case with UTC times, plus everything that we know beyond it. */
export const toView = (run: TopPicksRun): Readonly<Record<string, unknown>> => {
  const { id, picks, ...rest } = run
  return {
    ...Fields.parse(toSnakeCase(rest)),
    items: picks.map((pick) => ({ ...Fields.parse(toSnakeCase(pick)), ...legacyItem(pick, run) })),
    run_id: id,
    elapsed_seconds: run.elapsedMs / 1000,
    policy_version: run.configVersion,
  }
}

/** Reads a view back; what only legacy readers need falls away. */
export const TopPicksView = View.transform(({ items, run_id: id, ...rest }) => ({
  ...Fields.parse(toCamelCase(rest)),
  id,
  picks: items.map(toCamelCase),
})).pipe(TopPicksRun)

/** A run as a hash in Redis; `picks_json` is the whole view. */
export const toFields = (run: TopPicksRun) =>
  fieldsOf({
    universe: run.universe,
    mode: run.mode,
    lane: run.lane,
    as_of: run.asOf,
    created_at: run.finishedAt,
    picks_json: JSON.stringify(toView(run)),
  })

/** Reads such a hash. */
export const RunFields = z
  .object({ picks_json: z.string() })
  .transform(({ picks_json }): unknown => JSON.parse(picks_json))
  .pipe(TopPicksView)
