import { dateOfDay } from '@fyntrix/calendar'
import { intervalMinutes } from '@fyntrix/domain/candles'
import type { BarColumns } from '../csv/bar-columns.ts'
import type { LineFault } from '../csv/bar-file.ts'
import { gapsOf } from './zerodha.glimpse.ts'
import type { CachedWindow } from './zerodha.metadata.ts'

/**
 * So many rows show what the length of the bars is: that those of a share that is seldom traded all happen to lie on the grid of the
 * next longer length is then less likely than 1 in 2³⁰.
 */
const enough = 30

/** Why the rows of a file cannot be what its window says, in words; null if they can. */
export const contradiction = (window: CachedWindow, bars: BarColumns, faults: readonly LineFault[]): string | null =>
  outsideOf(window, bars) ?? shorterBars(window, bars, faults) ?? longerBars(window, bars)

const outsideOf = ({ days, cachedAt }: CachedWindow, { candles, session }: BarColumns): string | null => {
  const [first, last] = [session[0], candles.ts.at(-1)]
  if (first === undefined || last === undefined) return null
  if (first < days.from)
    return `it has bars of ${dateOfDay(first)}, before its window begins on ${dateOfDay(days.from)}`
  return last > cachedAt ? 'it has bars that began after it was stored' : null
}

/** Half as long bars have nearly half of their starts off the grid; no session is that special. */
const shorterBars = ({ interval }: CachedWindow, { line }: BarColumns, faults: readonly LineFault[]): string | null => {
  const off = faults.filter(({ reason }) => reason === 'off-grid').length
  return off >= enough && off * 3 > line.length + off
    ? `${off} of its rows begin at times at which no ${interval} bar does`
    : null
}

const longerBars = ({ interval }: CachedWindow, { candles }: BarColumns): string | null => {
  if (interval === 'day') return null
  const gaps = gapsOf(candles.ts)
  const grid = gaps.reduce(greatestCommonDivisor, 0)
  return gaps.length >= enough && grid > intervalMinutes[interval]
    ? `its rows lie ${grid} minutes apart or a multiple: they are no ${interval} bars`
    : null
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
