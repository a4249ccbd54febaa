import { readFile } from 'node:fs/promises'
import { DomainError, Symbol } from '@fyntrix/domain/shared'
import Papa from 'papaparse'
import { reasonOf } from '../folder.ts'
import { exchange } from './zerodha.key.ts'

/** The symbols of a broker's instrument list. */
export interface Instruments {
  /** Each once, in the order of the list. */
  readonly symbols: readonly string[]
  /** Lines that name no symbol of NSE: they cannot explain a file. */
  readonly skipped: number
}

/** Parses the text of an instrument list: CSV with the columns `tradingsymbol` and `exchange`. Throws `invalid-input` without them. */
export const parseInstruments = (text: string): Instruments => {
  const [header = [], ...lines] = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: true,
  }).data
  const [symbolAt, exchangeAt] = [header.indexOf('tradingsymbol'), header.indexOf('exchange')]
  if (symbolAt < 0 || exchangeAt < 0) {
    throw new DomainError(
      'invalid-input',
      'the instrument list lacks the columns tradingsymbol and exchange: give the CSV file of the broker as it was downloaded',
    )
  }
  const named = lines.flatMap((cells) => {
    const symbol = Symbol.safeParse(cells[symbolAt])
    return symbol.success && cells[exchangeAt] === exchange ? [symbol.data] : []
  })
  return { symbols: [...new Set(named)], skipped: lines.length - named.length }
}

/** Reads an instrument list. Throws `invalid-input` for a file that cannot be read or is none. */
export const readInstruments = async (file: string): Promise<Instruments> => {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    const message = `cannot read the instrument list ${file}: ${reasonOf(cause)}; give its path, or go on without one`
    throw new DomainError('invalid-input', message, { cause })
  }
  return parseInstruments(text)
}
