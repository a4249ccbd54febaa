import { PositionsSeen, RecordedSnapshot, type TopPicksPosition } from '@fyntrix/domain/positions'
import { z } from 'zod'
import { toCamelCase, toSnakeCase } from '../shared/case.ts'
import { countsOf } from './counts.ts'

const Fields = z.record(z.string(), z.unknown())

const legacyPosition = (position: TopPicksPosition) => ({
  ...Fields.parse(toSnakeCase(position)),
  stop_loss: position.stop,
  current_price: position.current?.price ?? null,
  price_source: position.current?.source ?? null,
  return_pct: position.netReturnPct,
  health_score: position.health,
  source: 'top_picks',
})

/** What was seen as it stands in Redis: the legacy payload in snake_case with UTC times, plus everything that we know beyond it. */
export const toView = (seen: PositionsSeen): Readonly<Record<string, unknown>> => {
  const positions = seen.snapshots.flatMap((snapshot) => snapshot.positions)
  const urgent = (urgency: TopPicksPosition['urgency']) => positions.filter((one) => one.urgency === urgency).length
  const health = positions.flatMap((one) => one.health ?? [])
  const average = health.length === 0 ? null : health.reduce((sum, value) => sum + value, 0) / health.length
  return {
    ...Fields.parse(toSnakeCase(seen)),
    positions: positions.map(legacyPosition),
    summary: {
      ...Fields.parse(toSnakeCase(countsOf(positions))),
      critical: urgent('CRITICAL'),
      medium: urgent('MEDIUM'),
      low: urgent('LOW'),
      avg_health_score: average,
    },
  }
}

/** Reads a view back, also one of an earlier shape; what only legacy readers need falls away. */
export const PositionsView = z
  .unknown()
  .transform(toCamelCase)
  .pipe(PositionsSeen.extend({ snapshots: z.array(RecordedSnapshot) }))
