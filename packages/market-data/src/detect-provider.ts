import type { Calendar } from '@fyntrix/calendar'
import { DomainError } from '@fyntrix/domain/shared'
import { csvNames, listFolder, readFirstLine } from './folder.ts'
import { nseDailyHeader } from './nse-daily/nse-daily.layout.ts'
import { createNseDailyProvider } from './nse-daily/nse-daily.provider.ts'
import type { CandleProvider } from './provider.ts'
import { metadataFile } from './zerodha/zerodha.metadata.ts'
import { createZerodhaProvider } from './zerodha/zerodha.provider.ts'

/**
 * The provider for a folder, told from what lies in it: `cache_metadata.json` makes it a Zerodha cache, a CSV file with the
 * header of the daily files makes it a folder of those. Throws `invalid-input`, saying what was found and what would be
 * understood, for a folder that is neither, is empty, or cannot be listed.
 */
export const detectProvider = async (folder: string, calendar: Calendar): Promise<CandleProvider> => {
  const names = await listFolder(folder)
  if (names.includes(metadataFile)) return createZerodhaProvider(folder, calendar)
  const files = csvNames(names)
  // one is enough: the others are quarantined with a reason if they are different, not left out unseen
  for (const name of files) {
    if ((await readFirstLine(folder, name)) === nseDailyHeader) return createNseDailyProvider(folder, calendar)
  }
  throw new DomainError('invalid-input', `${folder} holds no candles: ${foundIn(names, files)}. ${expected}`)
}

const expected = `Expected are CSV files SYMBOL.csv that begin with "${nseDailyHeader}", or a Zerodha cache with ${metadataFile}.`

const foundIn = (names: readonly string[], files: readonly string[]): string => {
  if (names.length === 0) return 'it is empty'
  return files.length === 0 ? 'it has no CSV file' : `none of its ${files.length} CSV files has a known header`
}
