import type { Calendar } from '@fyntrix/calendar'
import type { CandleBatch, ProviderItem } from '@fyntrix/domain/candles'
import { type ExchangeDays, exchangeDays } from '../exchange-days.ts'
import { readFiles } from '../folder.ts'
import type { CandleProvider, ReadOptions } from '../provider.ts'
import { quarantinedFile, quarantineItems } from '../quarantine.ts'
import { type ReadFile, readCacheFile, rowsOf } from './zerodha.file.ts'
import { type MergedSeries, mergeSeries } from './zerodha.merge.ts'
import type { BrokenEntry, CachedWindow } from './zerodha.metadata.ts'
import type { CacheNotices } from './zerodha.notices.ts'
import { planCache } from './zerodha.plan.ts'

/** How a Zerodha cache is read. */
export interface ZerodhaOptions extends CacheNotices {
  /** The symbols of the broker's instrument list: with them, files that the metadata do not explain are identified by their names. */
  readonly symbols?: readonly string[] | undefined
}

/**
 * Candles from the file cache of the legacy Zerodha client: CSV files with hashes for names, which `cache_metadata.json`
 * explains. All files of a series are merged (see `mergeSeries`), and a bar counts as known from when its file was stored. A file
 * that the metadata do not know is identified by its name if there is an instrument list (see `identify`), and counts as stored
 * at the end of the date that its window ends with; one that stays unknown is quarantined whole: without symbol and interval no
 * row has a meaning. So is one whose rows contradict what it is said to hold.
 */
export const createZerodhaProvider = (
  folder: string,
  calendar: Calendar,
  options: ZerodhaOptions = {},
): CandleProvider => ({
  source: 'zerodha',
  simulated: false,
  describe: () => `candles from the Zerodha cache in ${folder}`,
  async *read({ signal, onProgress }: ReadOptions = {}) {
    const dayOf = exchangeDays(calendar)
    const { series, refused } = await planCache(folder, options.symbols, signal)
    yield* readRefused(folder, refused, options, signal)

    const total = series.reduce((sum, windows) => sum + windows.length, 0)
    let done = 0
    for (const windows of series) {
      const onFile = (file: string) => onProgress?.(++done, total, file)
      yield* readSeries(folder, windows, dayOf, options, signal, onFile)
    }
  },
})

async function* readRefused(
  folder: string,
  refused: readonly BrokenEntry[],
  { onFile }: CacheNotices,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProviderItem> {
  yield* quarantineItems(
    refused.map(({ file, detail }) =>
      quarantinedFile({ source: 'zerodha', symbol: null, interval: null, file }, { reason: 'no-metadata', detail }),
    ),
  )
  if (!onFile) return
  const details = new Map(refused.map(({ file, detail }) => [file, detail]))
  for await (const { name, text } of readFiles(folder, [...details.keys()], signal)) {
    onFile({ file: name, rows: rowsOf(text), series: null, recovered: null, refused: details.get(name) ?? null })
  }
}

async function* readSeries(
  folder: string,
  windows: readonly CachedWindow[],
  dayOf: ExchangeDays,
  { onFile, onDisagreement }: CacheNotices,
  signal: AbortSignal | undefined,
  onRead: (file: string) => void,
): AsyncGenerator<ProviderItem> {
  const parts: ReadFile[] = []
  const byName = new Map(windows.map((window) => [window.file, window]))
  for await (const { name, text } of readFiles(folder, [...byName.keys()], signal)) {
    const window = byName.get(name)
    if (!window) continue
    const read = readCacheFile(text, window, dayOf)
    onFile?.(read.file)
    if ('refused' in read) yield* quarantineItems([read.refused])
    else {
      yield* quarantineItems(read.setAside(read.faults))
      parts.push(read)
    }
    onRead(name)
  }

  const merged = mergeSeries(parts)
  for (const [index, { setAside }] of parts.entries()) {
    const faults = merged.setAside
      .filter(({ part }) => part === index)
      .map(({ line, reason, detail }) => ({ line, reason, detail }))
    yield* quarantineItems(setAside(faults))
  }
  const [first] = windows
  if (!first || merged.bars.line.length === 0) return
  for (const disagreement of merged.disagreements) {
    onDisagreement?.({ ...disagreement, symbol: first.symbol, interval: first.interval })
  }
  yield { kind: 'batch', batch: batchOf(first, merged) }
}

const batchOf = ({ symbol, interval }: CachedWindow, { bars, repeats }: MergedSeries): CandleBatch => {
  const { candles, session, knownAt } = bars
  return { source: 'zerodha', symbol, interval, candles, session, knownAt, cachedAt: knownAt, repeats }
}
