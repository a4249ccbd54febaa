import { type CandleBatch, CandleInterval, type ProviderItem, type QuarantineReason } from '@fyntrix/domain/candles'
import { DomainError } from '@fyntrix/domain/shared'
import type { CacheFile, CacheNotices, Instruments, SeriesDisagreement } from '@fyntrix/market-data'
import { type CandleCacheReport, type IntervalReport, listed, type RecoveredFile } from './cache-report.ts'

/** Counts what a reading of a cache delivers. */
export interface CacheTally {
  readonly notices: CacheNotices
  /** Passes everything on. Throws `internal` at the end unless every row was accounted for, so that whoever stores it keeps nothing. */
  counted(items: AsyncIterable<ProviderItem>): AsyncGenerator<ProviderItem>
  report(): CandleCacheReport
}

type Counts = { -readonly [K in keyof Omit<IntervalReport, 'interval'>]: number } & { provisionalVersions: number }
const none = (): Counts => ({
  files: 0,
  symbols: 0,
  rows: 0,
  bars: 0,
  versions: 0,
  provisional: 0,
  provisionalVersions: 0,
})

/** A tally of nothing yet. */
export const newCacheTally = (instruments: Instruments | null): CacheTally => {
  const byInterval = new Map(CandleInterval.options.toReversed().map((interval) => [interval, none()]))
  const of = (interval: CandleInterval): Counts => byInterval.get(interval) ?? none()
  const refused: CacheFile[] = []
  const recovered: RecoveredFile[] = []
  const disagreements = { bars: 0, ambiguous: 0, list: new Array<SeriesDisagreement>() }
  const setAside: Partial<Record<QuarantineReason, number>> = {}
  let lines = 0
  let repeats = 0

  const onFile = (found: CacheFile): void => {
    const { file, rows, series, recovered: window } = found
    if (found.refused !== null) refused.push(found)
    if (series === null || found.refused !== null) return
    of(series.interval).files++
    of(series.interval).rows += rows
    if (window) recovered.push({ file, ...series, ...window, rows })
  }
  const onDisagreement = (disagreement: SeriesDisagreement): void => {
    disagreements.bars++
    if (disagreement.ambiguous) disagreements.ambiguous++
    if (disagreements.list.length < listed) disagreements.list.push(disagreement)
  }
  const onBatch = (batch: CandleBatch): void => {
    const { ts, provisional } = batch.candles
    const counts = of(batch.interval)
    counts.symbols++
    counts.versions += ts.length
    repeats += batch.repeats ?? 0
    for (const [row, start] of ts.entries()) {
      const marked = provisional[row] ?? 0
      counts.provisionalVersions += marked
      if (ts[row + 1] === start) continue
      counts.bars++
      counts.provisional += marked
    }
  }
  const onItem = (item: ProviderItem): void => {
    if (item.kind === 'batch') return onBatch(item.batch)
    for (const { line, reason } of item.rows) {
      if (line === 0) continue
      setAside[reason] = (setAside[reason] ?? 0) + 1
      lines++
    }
  }
  const sum = (pick: (counts: Counts) => number): number =>
    [...byInterval.values()].reduce((total, counts) => total + pick(counts), 0)

  return {
    notices: { onFile, onDisagreement },
    async *counted(items) {
      for await (const item of items) {
        onItem(item)
        yield item
      }
      const lost = sum(({ rows }) => rows) - sum(({ versions }) => versions) - repeats - lines
      if (lost !== 0) throw new DomainError('internal', `${lost} rows of the cache are not accounted for: report this`)
    },
    report: () => ({
      files: sum(({ files }) => files) + refused.length,
      rows: refused.reduce(
        (total, { rows }) => total + rows,
        sum(({ rows }) => rows),
      ),
      bars: sum(({ bars }) => bars),
      versions: sum(({ versions }) => versions),
      repeats,
      setAside,
      refused,
      recovered,
      disagreements,
      provisional: {
        bars: sum(({ provisional }) => provisional),
        versions: sum((counts) => counts.provisionalVersions),
      },
      intervals: [...byInterval].map(([interval, { provisionalVersions: _, ...counts }]) => ({ interval, ...counts })),
      instruments: instruments && { symbols: instruments.symbols.length, skipped: instruments.skipped },
    }),
  }
}
