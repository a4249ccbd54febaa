import { type StoredVersion, versionNumbers } from '@fyntrix/db/candles'
import type { CandleBatch, CandleInterval } from '@fyntrix/domain/candles'

const columns = ['session', 'knownAt', 'cachedAt', 'open', 'high', 'low', 'close', 'volume', 'provisional'] as const
type Column = (typeof columns)[number]
type Value = number | boolean

/** Where the database and the files differ: in one value, or by a version of a bar that one of them lacks. */
export interface CandleDifference {
  readonly symbol: string
  readonly interval: CandleInterval
  /** Start of the bar, epoch milliseconds UTC. */
  readonly ts: number
  readonly version: number
  readonly kind: 'value' | 'missing' | 'unexpected'
  /** The column of a differing value, else null. */
  readonly column: Column | null
  /** What the files say and what is stored, of a differing value, else null. Instants are epoch milliseconds, `session` is days since 1970-01-01. */
  readonly expected: Value | null
  readonly stored: Value | null
}

/** Compares the versions of a series as they are stored with those that the files give, value by value. */
export const differencesOf = (batch: CandleBatch, stored: readonly StoredVersion[]): readonly CandleDifference[] => {
  const { symbol, interval } = batch
  const expected = new Map(versionsOf(batch).map((version) => [nameOf(version), version]))
  const found = new Set(stored.map(nameOf))
  const whole = ({ ts, version }: StoredVersion, kind: 'missing' | 'unexpected'): CandleDifference => ({
    symbol,
    interval,
    ts,
    version,
    kind,
    column: null,
    expected: null,
    stored: null,
  })
  const inValues = stored.flatMap((have): readonly CandleDifference[] => {
    const want = expected.get(nameOf(have))
    if (!want) return [whole(have, 'unexpected')]
    const { ts, version } = have
    return columns
      .filter((column) => !same(want[column], have[column]))
      .map((column) => ({
        symbol,
        interval,
        ts,
        version,
        kind: 'value',
        column,
        expected: want[column],
        stored: have[column],
      }))
  })
  const missing = [...expected.values()].filter((want) => !found.has(nameOf(want)))
  return [...inValues, ...missing.map((want) => whole(want, 'missing'))].sort(
    (a, b) => a.ts - b.ts || a.version - b.version,
  )
}

const nameOf = ({ ts, version }: StoredVersion): string => `${ts} ${version}`

/** NaN, which stands for an arrival that was not recorded, is the same as itself; so are the two zeros. */
const same = (a: Value, b: Value): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))

const versionsOf = ({ candles, session, knownAt, cachedAt }: CandleBatch): StoredVersion[] => {
  const numbers = versionNumbers(candles.ts)
  const at = (column: Float64Array, row: number): number => column[row] ?? Number.NaN
  return Array.from(candles.ts, (ts, row) => ({
    ts,
    version: numbers[row] ?? 0,
    session: session[row] ?? 0,
    knownAt: at(knownAt, row),
    cachedAt: at(cachedAt, row),
    open: at(candles.open, row),
    high: at(candles.high, row),
    low: at(candles.low, row),
    close: at(candles.close, row),
    volume: at(candles.volume, row),
    provisional: candles.provisional[row] === 1,
  }))
}
