import type { Calendar } from '@fyntrix/calendar'
import type { CandleBatch, ProviderItem, QuarantinedRow } from '@fyntrix/domain/candles'
import { DomainError } from '@fyntrix/domain/shared'
import { readBarFile } from '../csv/bar-file.ts'
import type { Lines } from '../csv/csv-lines.ts'
import { type ExchangeDays, exchangeDays } from '../exchange-days.ts'
import { csvNames, listFolder, readFiles } from '../folder.ts'
import type { CandleProvider, ReadOptions } from '../provider.ts'
import { quarantinedFile, quarantinedLines, quarantineItems } from '../quarantine.ts'
import { zerodhaHeader, zerodhaLayout } from './zerodha.layout.ts'
import { mergeSeries, type SeriesPart } from './zerodha.merge.ts'
import { type CachedWindow, metadataFile, readMetadata } from './zerodha.metadata.ts'

/**
 * Candles from the file cache of the legacy Zerodha client: CSV files with hashes for names, which `cache_metadata.json`
 * explains. All files of a series are merged (see `mergeSeries`), a bar counts as known from when its file was stored, and
 * files that the metadata do not know are quarantined whole: without symbol and interval no row has a meaning.
 */
export const createZerodhaProvider = (folder: string, calendar: Calendar): CandleProvider => ({
  source: 'zerodha',
  simulated: false,
  describe: () => `candles from the Zerodha cache in ${folder}`,
  async *read({ signal, onProgress }: ReadOptions = {}) {
    const dayOf = exchangeDays(calendar)
    const { series, refused } = await plan(folder, signal)
    yield* quarantineItems(refused)

    const total = series.reduce((sum, windows) => sum + windows.length, 0)
    let done = 0
    for (const windows of series) {
      yield* readSeries(folder, windows, dayOf, {
        signal,
        onProgress: (_, __, file) => onProgress?.(++done, total, file),
      })
    }
  },
})

/** The files of each series in the order in which they were stored, and the files that belong to none. */
const plan = async (
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ series: readonly (readonly CachedWindow[])[]; refused: readonly QuarantinedRow[] }> => {
  const present = new Set(csvNames(await listFolder(folder)))
  const { windows, broken } = readMetadata(await readMetadataText(folder, signal))
  const listed = new Set([...windows, ...broken].map(({ file }) => file))
  const orphans = [...present]
    .filter((file) => !listed.has(file))
    .map((file) => ({ file, detail: 'not in the metadata' }))

  const refused = [...broken, ...orphans].map(({ file, detail }) =>
    quarantinedFile({ source: 'zerodha', symbol: null, interval: null, file }, { reason: 'no-metadata', detail }),
  )
  const inOrder = windows.toSorted((a, b) => a.cachedAt - b.cachedAt || (a.file < b.file ? -1 : 1))
  const bySeries = Map.groupBy(inOrder, ({ symbol, interval }) => `${symbol} ${interval}`)
  const series = [...bySeries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  return { series, refused }
}

const readMetadataText = async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
  for await (const { text } of readFiles(folder, [metadataFile], signal)) {
    if (typeof text === 'string') return text
    throw new DomainError('invalid-input', `cannot read ${metadataFile} in ${folder}: ${text.message}`, { cause: text })
  }
  throw new DomainError('internal', `${metadataFile} was not read`)
}

async function* readSeries(
  folder: string,
  windows: readonly CachedWindow[],
  dayOf: ExchangeDays,
  { signal, onProgress }: ReadOptions,
): AsyncGenerator<ProviderItem> {
  const parts: (SeriesPart & { readonly lines: Lines })[] = []
  const names = windows.map(({ file }) => file)
  let position = 0
  for await (const { name, text } of readFiles(folder, names, signal)) {
    const window = windows[position++]
    if (!window) break
    const origin = originOf(window)
    const refuse = (detail: string) => quarantineItems([quarantinedFile(origin, { reason: 'unreadable', detail })])
    const read = text instanceof Error ? null : readBarFile(text, zerodhaLayout(window, dayOf))
    if (read) {
      yield* quarantineItems(quarantinedLines(origin, read.lines, read.faults))
      parts.push({ window, bars: read.bars, lines: read.lines })
    } else if (text instanceof Error) yield* refuse(`cannot read the file: ${text.message}`)
    else yield* refuse(`the first line is not ${zerodhaHeader}`)
    onProgress?.(position, names.length, name)
  }

  const { bars, repeats, setAside } = mergeSeries(parts)
  for (const [index, { window, lines }] of parts.entries()) {
    const faults = setAside
      .filter(({ part }) => part === index)
      .map(({ line, reason, detail }) => ({ line, reason, detail }))
    yield* quarantineItems(quarantinedLines(originOf(window), lines, faults))
  }
  const [first] = windows
  if (!first || bars.line.length === 0) return
  const { candles, session, knownAt } = bars
  const { symbol, interval } = first
  const batch: CandleBatch = {
    source: 'zerodha',
    symbol,
    interval,
    candles,
    session,
    knownAt,
    cachedAt: knownAt,
    repeats,
  }
  yield { kind: 'batch', batch }
}

const originOf = ({ symbol, interval, file }: CachedWindow) => ({ source: 'zerodha', symbol, interval, file }) as const
