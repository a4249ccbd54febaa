import { randomBytes } from 'node:crypto'
import type { Calendar } from '@fyntrix/calendar'
import { type CandlesRepository, digestOf, type SeriesDigest } from '@fyntrix/db/candles'
import type { CandleBatch } from '@fyntrix/domain/candles'
import { DomainError } from '@fyntrix/domain/shared'
import { listed } from './cache-report.ts'
import { type CandleDifference, differencesOf } from './differences.ts'
import { type CandleCacheOptions, readCache } from './read-cache.ts'

/** What a proof of imported candles works with. */
export interface CandleVerifyDependencies {
  readonly candles: Pick<CandlesRepository, 'digests' | 'storedVersions'>
  readonly calendar: Calendar
}

/** How far the database holds what the files say. All is proved if `differences` and `unexpectedSeries` are empty. */
export interface CandleProof {
  /** Rows of the files, and how many of them were set aside or refused: those are not stored. */
  readonly rows: number
  readonly notStored: number
  /** Files of which no row was read, those that only the metadata name included. */
  readonly refused: readonly string[]
  /** Series that are equal as a whole. */
  readonly series: number
  /** Versions, and bars that they are of, that are stored exactly as the files say. */
  readonly versions: number
  readonly bars: number
  /** How many differences there are, and the first of them (see {@link listed}), by series and time. */
  readonly differing: number
  readonly differences: readonly CandleDifference[]
  /** Series of the source that no file has. */
  readonly unexpectedSeries: readonly Omit<SeriesDigest, 'digest'>[]
}

/**
 * Proves that PostgreSQL holds under `zerodha` what the files of a cache say, no more and no less: every version of every bar with prices,
 * volume, session, arrival and finality. Each side hashes a series by a key made for this proof; where the hashes differ, its versions are
 * compared value by value. Writes nothing. Throws what `surveyCandleCache` throws, and `conflict` if the database changes meanwhile.
 */
export const verifyCandleCache = async (
  { candles, calendar }: CandleVerifyDependencies,
  folder: string,
  options: CandleCacheOptions = {},
): Promise<CandleProof> => {
  const key = randomBytes(32)
  const { items, tally } = await readCache(calendar, folder, options)
  const unmatched = new Map((await candles.digests('zerodha', key)).map((digest) => [nameOf(digest), digest]))
  const differences: CandleDifference[] = []
  const proved = { series: 0, versions: 0, bars: 0, differing: 0 }

  for await (const item of items) {
    if (item.kind !== 'batch') continue
    const { batch } = item
    const stored = unmatched.get(nameOf(batch))
    unmatched.delete(nameOf(batch))
    const found = stored?.digest === digestOf(batch, key).digest ? [] : await locate(candles, batch)
    if (found.length === 0) proved.series++
    proved.versions += batch.candles.ts.length - wrongOf(found, ({ ts, version }) => `${ts} ${version}`)
    proved.bars += new Set(batch.candles.ts).size - wrongOf(found, ({ ts }) => ts)
    proved.differing += found.length
    differences.push(...found.slice(0, listed - differences.length))
  }
  const { rows, versions, repeats, refused } = tally.report()
  const unexpectedSeries = [...unmatched.values()].map(({ symbol, interval, versions }) => ({
    symbol,
    interval,
    versions,
  }))
  return {
    rows,
    notStored: rows - versions - repeats,
    refused: refused.map(({ file }) => file),
    ...proved,
    differences,
    unexpectedSeries,
  }
}

const nameOf = ({ symbol, interval }: Pick<SeriesDigest, 'symbol' | 'interval'>): string => `${symbol} ${interval}`

const locate = async (
  candles: CandleVerifyDependencies['candles'],
  batch: CandleBatch,
): Promise<readonly CandleDifference[]> => {
  const { symbol, interval } = batch
  const found = differencesOf(batch, await candles.storedVersions('zerodha', symbol, interval))
  if (found.length > 0) return found
  throw new DomainError('conflict', `candles of ${symbol} (${interval}) changed during the proof: start it again`)
}

/** How many different things of the files the differences are of. */
const wrongOf = (found: readonly CandleDifference[], thing: (difference: CandleDifference) => unknown): number =>
  new Set(found.filter(({ kind }) => kind !== 'unexpected').map(thing)).size
