import type { Calendar } from '@fyntrix/calendar'
import { istOffsetMs } from '@fyntrix/calendar'
import type { CandleSource } from '@fyntrix/domain/candles'
import { LevelsScope, PivotLevels, SymbolLevels, scopeSessions } from '@fyntrix/domain/levels'
import { Symbol, toInstant } from '@fyntrix/domain/shared'
import { freshFor, levelsLifetimeMs } from '@fyntrix/services/levels'
import { lastSettledSession } from '@fyntrix/services/shared'
import { offsetOf, writtenTime } from './instants.ts'

/** A row of SQLite `support_resistance_levels`, or the JSON of a key `sr:levels:{SYMBOL}:{scope}`. */
export type LevelsRow = Readonly<Record<string, unknown>>

/** Levels of ours, or why there are none. */
export type ReadLevels =
  | {
      readonly levels: SymbolLevels
      /** Milliseconds since they were computed. */
      readonly ageMs: number
      /** Milliseconds that levels of that age live here still; at most 0: none. */
      readonly lifetimeMs: number
      /** That they are older than their scope counts as fresh; null while they are not. */
      readonly note: string | null
      readonly reason?: undefined
    }
  | { readonly reason: string }

export interface LevelsFacts {
  readonly calendar: Calendar
  /** Whose prices the legacy system's were: it did not keep that. */
  readonly source: CandleSource
  /** Wall clock, epoch milliseconds. */
  readonly now: number
}

/** The legacy column is of Asia/Kolkata. With its own offset it is an instant; with a bare Z it says two things. */
const computedAt = (value: unknown): number | string => {
  const time = typeof value === 'string' ? writtenTime(value, { cut: true }) : undefined
  if (time === undefined) return 'computed_at_ist is no time'
  if (time.zone === 'Z')
    return 'computed_at_ist ends with Z: whether it is of UTC or of Asia/Kolkata, 5 h 30 min apart, cannot be told'
  return time.wallMs - (time.zone === null ? istOffsetMs : offsetOf(time.zone))
}

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'bigint' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

const pivotsOf = (row: LevelsRow): PivotLevels | string => {
  const names = PivotLevels.keyof().options
  const missing = names.filter((name) => numberOf(row[name]) === undefined)
  if (missing.length > 0) return `${missing.join(', ')} is no number: what is missing is not made up`
  const pivots = PivotLevels.parse(Object.fromEntries(names.map((name) => [name, numberOf(row[name])])))
  const { s3, s2, s1, p, r1, r2, r3 } = pivots
  const ordered = [s3, s2, s1, p, r1, r2, r3].every((level, i, all) => i === 0 || level >= (all[i - 1] ?? level))
  return ordered ? pivots : 's3, s2, s1, p, r1, r2, r3 do not rise: they are no floor pivots'
}

/** The sessions that levels of an instant are made of: the last ones that had ended for good, as many as the scope says; a text where that cannot be told. */
const spanOf = (at: number, scope: LevelsScope, calendar: Calendar): { from: string; session: string } | string => {
  try {
    const session = lastSettledSession(at, calendar)
    if (calendar.lastSessionAt(at).date !== session)
      return 'it was computed before the bar of its session was final: of which bars it was made is not known'
    return { from: calendar.addSessions(session, 1 - scopeSessions[scope]).date, session }
  } catch (error) {
    return `our calendar does not know its sessions: ${error instanceof Error ? error.message : String(error)}`
  }
}

/**
 * Legacy levels as ours. The legacy system computed them only where it had a bar of each session of the span, and kept neither the span nor the source: the span
 * follows from the time and the calendar where that leaves no doubt, the source is told by whoever migrates. Nothing else is filled in.
 */
export const readLevels = (row: LevelsRow, { calendar, source, now }: LevelsFacts): ReadLevels => {
  const symbol = Symbol.safeParse(row['symbol'])
  if (!symbol.success) return { reason: `${JSON.stringify(String(row['symbol']))} is no symbol` }
  const scope = LevelsScope.safeParse(row['timeframe_scope'])
  if (!scope.success) return { reason: `${JSON.stringify(String(row['timeframe_scope']))} is no scope: D, W, M or Y` }
  const pivots = pivotsOf(row)
  if (typeof pivots === 'string') return { reason: pivots }
  const at = computedAt(row['computed_at_ist'])
  if (typeof at === 'string') return { reason: at }
  const ageMs = now - at
  if (ageMs < 0) return { reason: `it was computed in the future, at ${toInstant(new Date(at))}` }
  const span = spanOf(at, scope.data, calendar)
  if (typeof span === 'string') return { reason: span }
  const asOf = toInstant(new Date(at))
  const about = { symbol: symbol.data, scope: scope.data, source, simulated: source === 'simulated', missing: 0, asOf }
  const old = ageMs > freshFor[scope.data] * 1_000
  return {
    levels: SymbolLevels.parse({ ...pivots, ...about, ...span }),
    ageMs,
    lifetimeMs: Math.floor(levelsLifetimeMs - ageMs),
    note: old ? `computed ${asOf}, older than ${scope.data} is fresh: a last good value, not served as fresh` : null,
  }
}
