import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of candles that is meant: the one that is named, or the `cache` in it, as a legacy installation has it. */
export const candleFolder = (marketData: string): string => {
  const cache = join(marketData, 'cache')
  return existsSync(cache) ? cache : marketData
}
