import { setImmediate as turn } from 'node:timers/promises'
import { type LegacyArgument, type LegacyCall, type LegacyDatetime, legacyHash } from './legacy-key.ts'

/** What a value of the unified manager is of, by the names of its parts. */
export interface LegacyIdentity {
  readonly type: string
  readonly parts: Readonly<Record<string, LegacyArgument>>
}

/** The parts of each type in the order of their positions. Other types have no helper in the legacy system: their callers chose. */
export const partsOf: Readonly<Record<string, readonly string[]>> = {
  stock_data: ['symbol', 'exchange', 'interval', 'period'],
  enhanced_data: ['symbol', 'exchange', 'interval', 'period'],
  enhanced_metadata: ['symbol', 'exchange', 'interval', 'period'],
  indicators: ['symbol', 'exchange', 'interval'],
  patterns: ['symbol', 'exchange', 'interval'],
  sector_data: ['sector', 'period'],
  historical_data: ['symbol', 'exchange', 'interval', 'from_date', 'to_date'],
  historical_metadata: ['symbol', 'exchange', 'interval', 'from_date', 'to_date'],
  live_data: ['symbol', 'exchange'],
  instruments: [],
}

/** The ways in which the legacy system may have asked for it: by position, as its helpers do, and by name, as its guide says. */
export const callsOf = ({ type, parts }: LegacyIdentity): readonly LegacyCall[] => {
  const names = partsOf[type]
  if (names === undefined) return []
  const positional = names.map((name) => parts[name] ?? null)
  const named = Object.fromEntries(names.map((name) => [name, parts[name] ?? null]))
  return names.length === 0
    ? [{ type }]
    : [
        { type, positional },
        { type, named },
      ]
}

/** The hash of the metadata beside a value, which was asked for in the same way. */
export const companionHash = (identity: LegacyIdentity, hash: string): string => {
  const way = callsOf(identity).findIndex((call) => legacyHash(call) === hash)
  const call = callsOf({ ...identity, type: identity.type.replace('_data', '_metadata') })[way]
  return call === undefined ? '' : legacyHash(call)
}

/** What to look for: whatever may be in the legacy cache. The number of guesses is the product of the lists. */
export interface Candidates {
  readonly symbols: readonly string[]
  readonly exchanges: readonly string[]
  /** Names of the Zerodha API. */
  readonly intervals: readonly string[]
  /** Windows in days. */
  readonly periods: readonly number[]
  readonly sectors: readonly string[]
  /** Dates at whose beginning a window may end, `YYYY-MM-DD`. */
  readonly endDates: readonly string[]
}

/** What the legacy system asked for usually, as its cache of 279 files shows. */
export const usualCandidates = {
  exchanges: ['NSE'],
  intervals: ['day', '60minute', '30minute', '15minute', '5minute', 'minute'],
  periods: [1, 5, 7, 30, 50, 60, 80, 90, 100, 120, 180, 200, 250, 365, 730, 1_825],
} as const

const midnight = (day: number): LegacyDatetime => {
  const date = new Date(day * 86_400_000)
  const clock = { hour: 0, minute: 0, second: 0, microsecond: 0, zone: null }
  return {
    kind: 'datetime',
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    ...clock,
  }
}

/** Every identity of these types (all by default) that the candidates make. Windows that end at a time of day are not among them: nobody can guess microseconds. */
export function* identitiesOf(
  candidates: Candidates,
  types: ReadonlySet<string> = new Set(Object.keys(partsOf)),
): Iterable<LegacyIdentity> {
  const { symbols, exchanges, intervals, periods, sectors, endDates } = candidates
  const [windowed, plain] = [
    ['stock_data', 'enhanced_data'],
    ['indicators', 'patterns'],
  ].map((all) => all.filter((type) => types.has(type)))
  if (types.has('instruments')) yield { type: 'instruments', parts: {} }
  if (types.has('sector_data'))
    for (const sector of sectors) for (const period of periods) yield { type: 'sector_data', parts: { sector, period } }
  const ends = types.has('historical_data') ? endDates.map((date) => Date.parse(date) / 86_400_000) : []
  for (const symbol of symbols)
    for (const exchange of exchanges) {
      if (types.has('live_data')) yield { type: 'live_data', parts: { symbol, exchange } }
      for (const interval of intervals) {
        const series = { symbol, exchange, interval }
        for (const type of plain ?? []) yield { type, parts: series }
        for (const period of periods) for (const type of windowed ?? []) yield { type, parts: { ...series, period } }
        for (const end of ends)
          for (const period of periods) {
            const parts = { ...series, from_date: midnight(end - period), to_date: midnight(end) }
            yield { type: 'historical_data', parts }
          }
      }
    }
}

/**
 * Which of the wanted hashes the identities have: a hash that agrees proves its identity. A million guesses take about ten seconds; it stops when all are found, or when
 * the signal says so.
 */
export const identify = async (
  wanted: ReadonlySet<string>,
  identities: Iterable<LegacyIdentity>,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, LegacyIdentity>> => {
  const found = new Map<string, LegacyIdentity>()
  if (wanted.size === 0) return found
  let guesses = 0
  for (const identity of identities) {
    for (const call of callsOf(identity)) {
      const hash = legacyHash(call)
      if (wanted.has(hash)) found.set(hash, identity)
    }
    guesses += 1
    if (guesses % 2_000 === 0) {
      // connections have to be answered meanwhile
      await turn()
      signal?.throwIfAborted()
    }
    if (found.size === wanted.size) return found
  }
  return found
}
