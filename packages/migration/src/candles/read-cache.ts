import type { Calendar } from '@fyntrix/calendar'
import type { ProviderItem } from '@fyntrix/domain/candles'
import { createZerodhaProvider, readInstruments } from '@fyntrix/market-data'
import { type CacheTally, newCacheTally } from './cache-tally.ts'

/** How a candle cache is read. */
export interface CandleCacheOptions {
  /** Path of the broker's instrument list: without it, files that the metadata do not explain are refused. */
  readonly instruments?: string | undefined
  /** Ends the reading with the signal's reason, between two files at the latest. */
  readonly signal?: AbortSignal | undefined
  /** Called after each finished file: how many of how many, and which. */
  readonly onProgress?: ((done: number, total: number, file: string) => void) | undefined
}

/** Begins to read a cache: what it delivers, and the tally of it. Throws `invalid-input` for an instrument list that is none. */
export const readCache = async (
  calendar: Calendar,
  folder: string,
  { instruments, signal, onProgress }: CandleCacheOptions,
): Promise<{
  readonly items: AsyncIterable<ProviderItem>
  readonly tally: CacheTally
  readonly description: string
}> => {
  const list = instruments === undefined ? null : await readInstruments(instruments)
  const tally = newCacheTally(list)
  const provider = createZerodhaProvider(folder, calendar, { symbols: list?.symbols, ...tally.notices })
  return { items: tally.counted(provider.read({ signal, onProgress })), tally, description: provider.describe() }
}
