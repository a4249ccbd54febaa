import { intervalMs } from '../bar-grid.ts'
import { type BarColumns, concatBars, pickRows, sameBar } from '../csv/bar-columns.ts'
import type { LineFault } from '../csv/bar-file.ts'
import { type Disagreement, disagreementOf } from './zerodha.disagreement.ts'
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
  /** How many copies were left out because they say the same as another one. */
  readonly repeats: number
  /** Copies set aside, each with the index of its part. */
  readonly setAside: readonly (LineFault & { readonly part: number })[]
  /** The bars of which copies have other prices or volumes, by time. */
  readonly disagreements: readonly Disagreement[]
}

/**
 * Merges the files of one series, which must be sorted by `cachedAt`. Per bar every copy that says something new becomes a
 * version; the latest stored is the last and so the one that counts. One that returns to what an earlier version said takes
 * its place: it is the last, and the earlier one a repeat.
 *
 * A window that begins in the middle of an intraday bar cuts the start off that bar, and a recovered file may have been stored
 * in the middle of its last one. Next to a complete copy (uncut and settled) a cut one is set aside as `edge-of-file`, whichever
 * is newer; without one it is kept, but never as final.
 */
export const mergeSeries = (parts: readonly SeriesPart[]): MergedSeries => {
  const all = concatBars(parts.map(({ bars }) => bars))
  const { ts, provisional } = all.candles
  const partOf = Int32Array.from(parts.flatMap(({ bars }, part) => Array<number>(bars.line.length).fill(part)))
  const cut = partOf.map((part, row) => (isCut(parts[part]?.window, ts[row] ?? 0, provisional[row] === 1) ? 1 : 0))
  for (const [row, isCutRow] of cut.entries()) if (isCutRow) provisional[row] = 1

  // stable, so copies of one bar stay in the order of their files
  const order = Int32Array.from(ts, (_, row) => row).sort((a, b) => (ts[a] ?? 0) - (ts[b] ?? 0))
  const kept: number[] = []
  const setAside: (LineFault & { part: number })[] = []
  const disagreements: Disagreement[] = []
  for (let start = 0, end = 0; start < order.length; start = end) {
    const time = ts[order[start] ?? 0]
    for (end = start + 1; end < order.length && ts[order[end] ?? 0] === time; ) end++
    if (end === start + 1) {
      kept.push(order[start] ?? 0)
      continue
    }
    const copies = [...order.subarray(start, end)]
    const complete = copies.some((row) => provisional[row] === 0)
    const counting = copies.filter((row) => !(complete && cut[row]))
    kept.push(...versionsOf(all, counting))
    for (const row of copies) {
      if (!counting.includes(row)) setAside.push({ ...edge, line: all.line[row] ?? 0, part: partOf[row] ?? 0 })
    }
    const stored = copies.flatMap((row) => {
      const window = parts[partOf[row] ?? 0]?.window
      return window ? [{ row, window, edge: cut[row] === 1 }] : []
    })
    const disagreement = disagreementOf(all.candles, stored, counting.at(-1) ?? 0)
    if (disagreement) disagreements.push(disagreement)
  }
  return { bars: pickRows(all, kept), repeats: order.length - kept.length - setAside.length, setAside, disagreements }
}

/** The copies of a bar that differ from all later ones, in their order: what is left is numbered as versions. */
const versionsOf = ({ candles }: BarColumns, copies: readonly number[]): readonly number[] => {
  const versions: number[] = []
  for (const row of copies) {
    const newest = versions.at(-1)
    if (newest !== undefined && sameBar(candles, newest, row)) continue
    const earlier = versions.findIndex((version) => sameBar(candles, version, row))
    if (earlier >= 0) versions.splice(earlier, 1)
    versions.push(row)
  }
  return versions
}

const edge = {
  reason: 'edge-of-file',
  detail: 'the file has only a part of the bar, and another file has all of it',
} as const

/** Whether a file may have only a part of a bar: its start is cut off, or it is the unsettled end of a recovered file. */
const isCut = (window: CachedWindow | undefined, ts: number, unsettled: boolean): boolean => {
  if (!window || window.interval === 'day') return false
  return (window.recovered && unsettled) || (ts < window.from && window.from < ts + intervalMs(window.interval))
}
