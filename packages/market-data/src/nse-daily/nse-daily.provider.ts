import type { Calendar } from '@fyntrix/calendar'
import type { CandleBatch, ProviderItem } from '@fyntrix/domain/candles'
import { Symbol } from '@fyntrix/domain/shared'
import type { BarColumns } from '../csv/bar-columns.ts'
import { type BarLayout, readBarFile } from '../csv/bar-file.ts'
import { exchangeDays } from '../exchange-days.ts'
import { csvNames, listFolder, readFiles } from '../folder.ts'
import type { CandleProvider, ReadOptions } from '../provider.ts'
import { quarantinedFile, quarantinedLines, quarantineItems } from '../quarantine.ts'
import { createFlatDayTally, type FlatDays } from './flat-days.ts'
import { nseDailyHeader, nseDailyLayout } from './nse-daily.layout.ts'

/**
 * Daily bars of a folder with one CSV file a symbol, `SYMBOL.csv`. The files record no arrival, so a bar counts as known
 * from 16:00 IST of its session (see `dailyKnownAt`) and as final; `cachedAt` is NaN.
 *
 * The folder is read twice: whether a day is flat in nearly all symbols shows only after the last file. One file at a time
 * is held in memory.
 */
export const createNseDailyProvider = (folder: string, calendar: Calendar): CandleProvider => ({
  source: 'nse-daily',
  simulated: false,
  describe: () => `daily NSE candles from the CSV files in ${folder}`,
  async *read({ signal, onProgress }: ReadOptions = {}) {
    const names = csvNames(await listFolder(folder))
    const layout = nseDailyLayout(exchangeDays(calendar), await scanForFlatDays(folder, names, signal))
    let done = 0
    for await (const { name, text } of readFiles(folder, names, signal)) {
      yield* readSymbolFile(name, text, layout)
      onProgress?.(++done, names.length, name)
    }
  },
})

const scanForFlatDays = async (
  folder: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<FlatDays> => {
  const tally = createFlatDayTally()
  for await (const { text } of readFiles(folder, names, signal)) {
    // a file that cannot be read is reported when it is its turn
    if (typeof text === 'string') tally.add(text)
  }
  return tally.flatDays()
}

const readSymbolFile = (file: string, text: string | Error, layout: BarLayout): readonly ProviderItem[] => {
  const symbol = Symbol.safeParse(file.slice(0, -'.csv'.length))
  const origin = { source: 'nse-daily', symbol: symbol.data ?? null, interval: 'day', file } as const
  const refuse = (detail: string) => quarantineItems([quarantinedFile(origin, { reason: 'unreadable', detail })])

  if (!symbol.success) return refuse('the name of the file is not an NSE symbol')
  if (text instanceof Error) return refuse(`cannot read the file: ${text.message}`)
  const read = readBarFile(text, layout)
  if (!read) return refuse(`the first line is not ${nseDailyHeader}`)
  const refused = quarantineItems(quarantinedLines(origin, text, read.faults))
  return read.bars.line.length > 0 ? [...refused, { kind: 'batch', batch: toBatch(symbol.data, read.bars) }] : refused
}

const toBatch = (symbol: string, { candles, session, knownAt }: BarColumns): CandleBatch => ({
  source: 'nse-daily',
  symbol,
  interval: 'day',
  candles,
  session,
  knownAt,
  cachedAt: new Float64Array(knownAt.length).fill(Number.NaN),
})
