import type { Fault } from '../fault.ts'
import { type Bar, blankBar } from './bar.ts'
import { type BarColumns, barColumnsOf, firstRows, pickRows, putBar, sameBar } from './bar-columns.ts'
import { countLines, csvCells } from './csv-lines.ts'

/** The bars of one file, sorted by `ts`, each `ts` once, and the lines that are not among them. */
export interface BarFile {
  readonly bars: BarColumns
  /** In the file's order. */
  readonly faults: readonly LineFault[]
  /** Lines after the header, readable or not. */
  readonly rows: number
}

/** A fault and the line (from 1) that has it. */
export interface LineFault extends Fault {
  readonly line: number
}

/** A layout: the header that a file must have, and how one line fills a bar or what is wrong with it. */
export interface BarLayout {
  readonly header: string
  readonly readLine: (cells: readonly string[], bar: Bar) => Fault | undefined
}

/** Reads the text of a file by a layout. Null if its first line is not the layout's header: then no cell has a meaning. */
export const readBarFile = (text: string, { header, readLine }: BarLayout): BarFile | null => {
  const lines = csvCells(text)
  if (lines.next().value?.join(',') !== header) return null

  const rows = countLines(text) - 1
  const read = barColumnsOf(rows)
  const faults: LineFault[] = []
  const bar = blankBar()
  let length = 0
  let line = 1
  for (const cells of lines) {
    line++
    const fault = readLine(cells, bar)
    if (fault) faults.push({ ...fault, line })
    else putBar(read, length++, bar, line)
  }

  // nearly every file is in order: its columns can stay where they are
  if (isRising(read.candles.ts, length)) return { bars: firstRows(read, length), faults, rows }
  const { kept, duplicates } = sortOut(read, length)
  return { bars: pickRows(read, kept), faults: [...faults, ...duplicates].sort((a, b) => a.line - b.line), rows }
}

const isRising = (ts: Float64Array, length: number): boolean => {
  for (let row = 1; row < length; row++) if ((ts[row] ?? 0) <= (ts[row - 1] ?? 0)) return false
  return true
}

/**
 * The rows to keep, sorted by time. Of lines that say the same about one bar the first is kept; where they contradict each
 * other none is, since nothing tells which one is right.
 */
const sortOut = ({ candles, line }: BarColumns, length: number): { kept: number[]; duplicates: LineFault[] } => {
  const { ts } = candles
  // the sort is stable: lines about one bar stay in the file's order
  const order = Array.from({ length }, (_, row) => row).sort((a, b) => (ts[a] ?? 0) - (ts[b] ?? 0))
  const rowAt = (position: number) => order[position] ?? 0

  const kept: number[] = []
  const duplicates: LineFault[] = []
  for (let start = 0, end = 0; start < length; start = end) {
    const first = rowAt(start)
    for (end = start + 1; end < length && ts[rowAt(end)] === ts[first]; ) end++
    const others = order.slice(start + 1, end)
    const agree = others.every((row) => sameBar(candles, first, row))
    if (agree) kept.push(first)
    const verb = agree ? 'repeats' : 'contradicts'
    for (const row of agree ? others : order.slice(start, end)) {
      const other = line[row === first ? rowAt(start + 1) : first]
      duplicates.push({ reason: 'duplicate', detail: `${verb} line ${other} about the same bar`, line: line[row] ?? 0 })
    }
  }
  return { kept, duplicates }
}
