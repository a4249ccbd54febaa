import { intervalMs } from '../bar-grid.ts'
import { type BarColumns, concatBars, pickRows, sameBar } from '../csv/bar-columns.ts'
import type { LineFault } from '../csv/bar-file.ts'
import type { CachedWindow } from './zerodha.metadata.ts'

/** The bars of one file of a series. */
export interface SeriesPart {
  readonly window: CachedWindow
  readonly bars: BarColumns
}

/** The files of a series made one. */
export interface MergedSeries {
  /** Sorted by `ts`; a bar several times where copies differ, the copy that was stored last standing last. */
  readonly bars: BarColumns
  /** How many copies were left out because they said the same as the one before them. */
  readonly repeats: number
  /** Copies set aside, each with the index of its part. */
  readonly setAside: readonly (LineFault & { readonly part: number })[]
}

/**
 * Merges the files of one series, which must be sorted by `cachedAt`. Per bar every copy that differs from the one before
 * it becomes a version; the latest stored is the last and so the one that counts.
 *
 * A window that begins in the middle of an intraday bar cuts the start off that bar. Next to a complete copy (uncut and
 * settled) a cut one is set aside as `edge-of-file`, whichever is newer; without one it is kept, but never as final.
 */
export const mergeSeries = (parts: readonly SeriesPart[]): MergedSeries => {
  const all = concatBars(parts.map(({ bars }) => bars))
  const { ts, provisional } = all.candles
  const partOf = Int32Array.from(parts.flatMap(({ bars }, part) => Array<number>(bars.line.length).fill(part)))
  const cut = partOf.map((part, row) => (isCut(parts[part]?.window, ts[row] ?? 0) ? 1 : 0))
  for (const [row, isCutRow] of cut.entries()) if (isCutRow) provisional[row] = 1

  // stable, so copies of one bar stay in the order of their files
  const order = Int32Array.from(ts, (_, row) => row).sort((a, b) => (ts[a] ?? 0) - (ts[b] ?? 0))
  const kept: number[] = []
  const setAside: (LineFault & { part: number })[] = []
  let repeats = 0
  for (let start = 0, end = 0; start < order.length; start = end) {
    const time = ts[order[start] ?? 0]
    for (end = start + 1; end < order.length && ts[order[end] ?? 0] === time; ) end++
    const copies = order.subarray(start, end)
    const complete = copies.some((row) => provisional[row] === 0)
    let newest: number | undefined
    for (const row of copies) {
      if (complete && cut[row]) setAside.push({ ...edge, line: all.line[row] ?? 0, part: partOf[row] ?? 0 })
      else if (newest !== undefined && sameBar(all.candles, newest, row)) repeats++
      else kept.push((newest = row))
    }
  }
  return { bars: pickRows(all, kept), repeats, setAside }
}

const edge = {
  reason: 'edge-of-file',
  detail: 'the window of this file begins inside the bar, and another file has all of it',
} as const

const isCut = (window: CachedWindow | undefined, ts: number): boolean => {
  if (!window || window.interval === 'day') return false
  return ts < window.from && window.from < ts + intervalMs(window.interval)
}
