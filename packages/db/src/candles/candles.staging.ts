import type { CandleBatch, CandleSource, ProviderItem, QuarantinedRow } from '@fyntrix/domain/candles'
import { DomainError } from '@fyntrix/domain/shared'
import { CopyWriter } from '../shared/copy-binary.ts'
import { type CandleTable, tableOf } from './candles.tables.ts'

/**
 * The table that an import is copied into, for as long as its transaction lasts. `n` numbers the bars in the order in which they were delivered; `again`
 * says that a batch has another row about the same bar.
 */
export const createStaging = `
  create temporary table candles_staging (
    n int4, symbol text, interval text, ts timestamptz, session date, known_at timestamptz, cached_at timestamptz,
    open float8, high float8, low float8, close float8, volume float8, provisional bool, again bool
  ) on commit drop`

export const copyIntoStaging = 'copy candles_staging from stdin (format binary)'

const columns = 14
const chunkBytes = 1 << 18

/** First and last start of a bar, epoch milliseconds. */
export interface Span {
  first: number
  last: number
}

/** What an import has read so far. */
export interface Tally {
  read: number
  readonly spans: Map<CandleTable, Span>
  /** Which bars may have occurred twice, and so have to be compared with each other: none, those marked `again`, or any, where a series came in two batches. */
  repeats: 'none' | 'marked' | 'any'
  readonly series: Set<string>
  readonly quarantined: QuarantinedRow[]
}

/** The tally of an import that has read nothing. */
export const newTally = (): Tally => ({
  read: 0,
  spans: new Map(),
  repeats: 'none',
  series: new Set(),
  quarantined: [],
})

const refuse = ({ symbol, interval }: CandleBatch, what: string): never => {
  throw new DomainError('invalid-input', `candles of ${symbol} (${interval}) were delivered ${what}`)
}

const countBatch = (tally: Tally, batch: CandleBatch): void => {
  const { ts } = batch.candles
  const [first, last] = [ts[0], ts.at(-1)]
  if (first === undefined || last === undefined) return
  const series = `${batch.interval} ${batch.symbol}`
  if (tally.series.has(series)) tally.repeats = 'any'
  tally.series.add(series)
  const table = tableOf(batch.interval)
  const span = tally.spans.get(table)
  tally.spans.set(table, {
    first: Math.min(first, span?.first ?? first),
    last: Math.max(last, span?.last ?? last),
  })
}

const writeBatch = (writer: CopyWriter, batch: CandleBatch, tally: Tally): void => {
  const { ts, open, high, low, close, volume, provisional } = batch.candles
  const symbol = Buffer.from(batch.symbol)
  const interval = Buffer.from(batch.interval)
  let previous = Number.NEGATIVE_INFINITY
  for (const [i, start] of ts.entries()) {
    if (!(start >= previous)) refuse(batch, 'out of order')
    const again = start === previous || start === ts[i + 1]
    if (again && tally.repeats === 'none') tally.repeats = 'marked'
    previous = start
    writer.row(columns)
    writer.int4(tally.read++)
    writer.raw(symbol)
    writer.raw(interval)
    writer.timestamp(start)
    writer.date(batch.session[i] ?? refuse(batch, 'without a session'))
    writer.timestamp(batch.knownAt[i] ?? Number.NaN)
    const cachedAt = batch.cachedAt[i] ?? Number.NaN
    if (Number.isNaN(cachedAt)) writer.null()
    else writer.timestamp(cachedAt)
    for (const column of [open, high, low, close, volume]) {
      const value = column[i] ?? Number.NaN
      if (!Number.isFinite(value)) refuse(batch, 'with a price or volume that is not a number')
      writer.float8(value)
    }
    writer.bool(provisional[i] === 1)
    writer.bool(again)
  }
}

/** Where the bars go on their way: what was read is tallied, bars come out as binary COPY data, quarantined rows are kept for the end. */
export async function* encodeItems(
  items: AsyncIterable<ProviderItem>,
  source: CandleSource,
  tally: Tally,
  onProgress: (read: number) => void,
): AsyncGenerator<Buffer> {
  const writer = new CopyWriter(chunkBytes)
  for await (const item of items) {
    if (item.kind === 'quarantine') {
      tally.quarantined.push(...item.rows)
      continue
    }
    if (item.batch.source !== source) refuse(item.batch, `by ${item.batch.source} in an import of ${source}`)
    countBatch(tally, item.batch)
    writeBatch(writer, item.batch, tally)
    onProgress(tally.read)
    if (writer.pending >= chunkBytes / 2) yield writer.take()
  }
  writer.end()
  yield writer.take()
}
