import type { WatchlistBulkReport, WatchlistEntry } from '@fyntrix/domain/watchlists'
import { table } from '../shared/output.ts'

const price = (value: number | null): string => (value === null ? '' : value.toFixed(2))

/** A watchlist for people. */
export const entriesText = (entries: readonly WatchlistEntry[]): string =>
  entries.length === 0
    ? 'nothing is watched: ./fyntrix watchlist add RELIANCE'
    : table(
        ['symbol', 'exchange', 'entry', 'stop', 'target', 'timeframe', 'added', 'notes'],
        entries.map(({ symbol, exchange, desiredEntry, stopLoss, target, timeframe, addedAt, notes }) => [
          symbol,
          exchange ?? '',
          price(desiredEntry),
          price(stopLoss),
          price(target),
          timeframe ?? '',
          addedAt.slice(0, 10),
          notes ?? '',
        ]),
        [2, 3, 4],
      )

/** What a bulk add did, for people: the sums, then each line that was not added. */
export const bulkText = ({ added, alreadyThere, invalid, full, lines }: WatchlistBulkReport): string =>
  [
    `${added} added, ${alreadyThere} already there, ${invalid} invalid, ${full} without room`,
    ...lines.flatMap(({ line, symbol, status, reason }) =>
      status === 'added' ? [] : [`line ${line}: ${symbol ?? ''} ${status}${reason === null ? '' : `, ${reason}`}`],
    ),
  ].join('\n')
