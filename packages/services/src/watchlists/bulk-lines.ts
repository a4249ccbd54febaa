import {
  type WatchlistBulkReport,
  WatchlistDraft,
  type WatchlistLineReport,
  type WatchlistLines,
} from '@fyntrix/domain/watchlists'

/** A line of a bulk add as it was understood. A symbol's first line has its draft; a wrong one has the reason. */
export interface ParsedLine {
  readonly line: number
  readonly symbol: string | null
  readonly draft: WatchlistDraft | null
  readonly reason: string | null
}

/** What every line says: a symbol, or a draft. */
export const draftsOf = (lines: WatchlistLines['lines']): ParsedLine[] => {
  const first = new Map<string, number>()
  return lines.map((content, i): ParsedLine => {
    const line = i + 1
    const parsed = WatchlistDraft.safeParse(typeof content === 'string' ? { symbol: content } : content)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const reason = [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')
      return { line, symbol: null, draft: null, reason }
    }
    const { symbol } = parsed.data
    const earlier = first.get(symbol)
    if (earlier !== undefined) return { line, symbol, draft: null, reason: `line ${earlier} has it` }
    first.set(symbol, line)
    return { line, symbol, draft: parsed.data, reason: null }
  })
}

const reportOf = (
  { line, symbol, draft, reason }: ParsedLine,
  became: ReadonlyMap<string, 'added' | 'already-there' | 'full'>,
  capacity: number,
): WatchlistLineReport => {
  if (symbol === null) return { line, symbol, status: 'invalid', reason }
  const status = became.get(symbol) ?? 'full'
  if (status === 'full') return { line, symbol, status, reason: `the watchlist holds ${capacity} symbols at most` }
  if (draft === null) return { line, symbol, status: 'already-there', reason }
  return { line, symbol, status, reason: status === 'added' ? null : 'it was watched before' }
}

/** What became of every line, when this became of the symbols. */
export const bulkReport = (
  lines: readonly ParsedLine[],
  became: ReadonlyMap<string, 'added' | 'already-there' | 'full'>,
  capacity: number,
): WatchlistBulkReport => {
  const reports = lines.map((line) => reportOf(line, became, capacity))
  const count = (status: WatchlistLineReport['status']) => reports.filter((report) => report.status === status).length
  return {
    added: count('added'),
    alreadyThere: count('already-there'),
    invalid: count('invalid'),
    full: count('full'),
    lines: reports,
  }
}
