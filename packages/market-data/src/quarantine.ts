import type { ProviderItem, QuarantinedRow } from '@fyntrix/domain/candles'
import type { LineFault } from './csv/bar-file.ts'
import { csvLines, rawLine } from './csv/csv-lines.ts'
import type { Fault } from './fault.ts'

/** Whose rows are set aside. */
export type Origin = Pick<QuarantinedRow, 'source' | 'symbol' | 'interval' | 'file'>

/** The quarantined form of lines of a file. Its text is split once more, since hardly any file has such lines. */
export const quarantinedLines = (origin: Origin, text: string, faults: readonly LineFault[]): QuarantinedRow[] => {
  const lines = faults.length > 0 ? csvLines(text) : []
  return faults.map((fault) => ({ ...origin, ...fault, raw: rawLine(lines[fault.line - 1] ?? []) }))
}

/** The quarantined form of a whole file: line 0. */
export const quarantinedFile = (origin: Origin, fault: Fault): QuarantinedRow => ({
  ...origin,
  ...fault,
  line: 0,
  raw: '',
})

/** The item of quarantined rows; none for no rows, so that a reader never sees an empty one. */
export const quarantineItems = (rows: readonly QuarantinedRow[]): readonly ProviderItem[] =>
  rows.length > 0 ? [{ kind: 'quarantine', rows }] : []
