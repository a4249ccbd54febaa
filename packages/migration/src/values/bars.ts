import { barsOf, type UnifiedValues } from '@fyntrix/services/cache'
import type { FrameColumn, FrameEnvelope, PythonValue } from '../pickle/index.ts'
import { instantIn } from './instants.ts'

export type Bars = UnifiedValues['historical_data']

/** Bars, or why a frame is none. */
export type ReadBars = { readonly bars: Bars; readonly reason?: undefined } | { readonly reason: string }

class NoBars extends Error {}

const prices = ['open', 'high', 'low', 'close', 'volume'] as const
const spurious = 'Unnamed: 0'

const numberIn = (value: PythonValue, name: string, row: number): number => {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') throw new NoBars(`$.${name}[${row}] is the integer ${value}, beyond 2^53`)
  throw new NoBars(`$.${name}[${row}] is no number`)
}

const instantAt = (value: PythonValue, row: number): number => {
  const read = instantIn(value)
  if (read.reason !== undefined) throw new NoBars(`$.date[${row}] ${read.reason}`)
  return read.ms
}

/** pandas' numbering of rows, which a CSV file without `index_col` turns into a column. */
const numbersRows = ({ name, values }: FrameColumn): boolean =>
  name === spurious && values.every((value, row) => value === row)

/**
 * A frame of candles as bars: `date` and `open` to `volume`, and nothing else, so that nothing is lost. Doubles keep every bit, NaN among them. Tells the first cell that
 * cannot be kept: a time without a zone, an integer beyond 2^53, a text.
 */
export const readBars = (frame: FrameEnvelope, metadata: Readonly<Record<string, string>>): ReadBars => {
  const columns = new Map(
    frame.columns.filter((column) => !numbersRows(column)).map((column) => [column.name, column.values]),
  )
  const known = new Set<string>(['date', ...prices])
  const missing = [...known].filter((name) => !columns.has(name))
  const extra = [...columns.keys()].filter((name) => !known.has(name))
  if (missing.length > 0) return { reason: `the frame lacks ${missing.join(', ')}: what is missing is not made up` }
  if (extra.length > 0) return { reason: `the frame has ${extra.join(', ')} too, which bars have no place for` }
  const column = (name: string) => columns.get(name) ?? []
  const numbers = (name: string) => Float64Array.from(column(name), (value, row) => numberIn(value, name, row))
  try {
    const ts = Float64Array.from(column('date'), instantAt)
    const [open, high, low, close, volume] = prices.map(numbers)
    if (!open || !high || !low || !close || !volume) return { reason: 'the frame lacks a column' }
    return { bars: barsOf({ ts, open, high, low, close, volume }, metadata) }
  } catch (error) {
    if (error instanceof NoBars) return { reason: error.message }
    throw error
  }
}
