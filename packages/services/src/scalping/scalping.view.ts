import { ScalpingCycle, type ScalpingExit, type ScalpingExitReason } from '@fyntrix/domain/scalping'
import { z } from 'zod'
import { toCamelCase, toSnakeCase } from '../shared/case.ts'

const Fields = z.record(z.string(), z.unknown())

/** The names by which legacy readers know what ended a scalp. */
const legacyReasons: Readonly<Record<ScalpingExitReason, string>> = {
  TARGET: 'TARGET_HIT',
  STOP: 'STOP_LOSS',
  TIME: 'TIME_EXIT',
  TRAIL: 'TRAILING_STOP',
  EOD: 'EOD_AUTO_EXIT',
}

const legacyExit = (exit: ScalpingExit) => ({
  ...Fields.parse(toSnakeCase(exit)),
  entry_time: exit.entryAt,
  exit_time: exit.exitAt,
  exit_reason: legacyReasons[exit.reason],
  return_pct: exit.grossReturnPct,
  hold_duration_mins: exit.holdMinutes,
  mode: 'scalping',
})

/** A cycle as it stands in Redis: the legacy payload in snake_case with UTC times, plus everything that we know beyond it. */
export const toView = (cycle: ScalpingCycle): Readonly<Record<string, unknown>> => ({
  ...Fields.parse(toSnakeCase(cycle)),
  status: cycle.active.length === 0 ? 'idle' : 'active',
  active_positions: cycle.active.length,
  exits_detected: cycle.exits.length,
  exits: cycle.exits.map(legacyExit),
  timestamp: cycle.asOf,
  scalping_top_picks_meta: cycle.sources.map(({ universe, asOf, runId }) => ({
    universe,
    mode: 'scalping',
    as_of: asOf,
    run_id: runId,
    source_key: `top_picks:${universe}:scalping`,
  })),
})

/** Reads a view back; what only legacy readers need falls away. */
export const ScalpingView = z.unknown().transform(toCamelCase).pipe(ScalpingCycle)
