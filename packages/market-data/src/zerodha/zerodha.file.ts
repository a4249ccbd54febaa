import { dateOfDay, istDate } from '@fyntrix/calendar'
import type { QuarantinedRow } from '@fyntrix/domain/candles'
import { type LineFault, readBarFile } from '../csv/bar-file.ts'
import { countLines } from '../csv/csv-lines.ts'
import type { ExchangeDays } from '../exchange-days.ts'
import type { Fault } from '../fault.ts'
import { type Origin, quarantinedFile, quarantinedLines } from '../quarantine.ts'
import { contradiction } from './zerodha.contradiction.ts'
import { zerodhaHeader, zerodhaLayout } from './zerodha.layout.ts'
import type { SeriesPart } from './zerodha.merge.ts'
import type { CachedWindow } from './zerodha.metadata.ts'
import type { CacheFile } from './zerodha.notices.ts'
import { withUnknownTimes } from './zerodha.recovered.ts'

/** A file that was read. */
export interface ReadFile extends SeriesPart {
  readonly file: CacheFile
  /** The form in which lines of it are set aside. */
  readonly setAside: (faults: readonly LineFault[]) => readonly QuarantinedRow[]
  /** The lines that are no bars. */
  readonly faults: readonly LineFault[]
}

/** A file of which no row can be believed, and why. */
export interface RefusedFile {
  readonly file: CacheFile
  readonly refused: QuarantinedRow
}

/** Reads the text of a file of a series. */
export const readCacheFile = (
  text: string | Error,
  window: CachedWindow,
  dayOf: ExchangeDays,
): ReadFile | RefusedFile => {
  const { file, symbol, interval } = window
  const origin: Origin = { source: 'zerodha', symbol, interval, file }
  const refuse = (rows: number, fault: Fault) => ({
    file: noticeOf(window, rows, fault.detail),
    refused: quarantinedFile(origin, fault),
  })
  if (text instanceof Error) return refuse(0, { reason: 'unreadable', detail: `cannot read the file: ${text.message}` })
  const read = readBarFile(text, zerodhaLayout(window, dayOf))
  if (!read) return refuse(rowsOf(text), { reason: 'unreadable', detail: `the first line is not ${zerodhaHeader}` })
  const { bars, faults, rows } = read
  const detail = contradiction(window, bars, faults)
  if (detail) return refuse(rows, { reason: 'no-metadata', detail })
  const isOpening = (ts: number) => {
    const day = dayOf(istDate(ts))
    return 'session' in day && day.session.intervals.some(({ open }) => open === ts)
  }
  return {
    file: noticeOf(window, rows, null),
    window: withUnknownTimes(window, bars, isOpening),
    bars,
    faults,
    setAside: (some) => quarantinedLines(origin, text, some),
  }
}

const noticeOf = (window: CachedWindow, rows: number, refused: string | null): CacheFile => {
  const { file, symbol, interval, days, recovered } = window
  return {
    file,
    rows,
    series: { symbol, interval },
    recovered: recovered ? { from: dateOfDay(days.from), to: dateOfDay(days.to) } : null,
    refused,
  }
}

/** Number of lines after the header; 0 of a file that cannot be read. */
export const rowsOf = (text: string | Error): number => (text instanceof Error ? 0 : countLines(text) - 1)
