import type { LedgerEntry, Position } from '@fyntrix/domain/portfolio'
import { carryAction, carryFill, nothingOf } from './carry.ts'

const rank = (entry: LedgerEntry): number => (entry.kind === 'fill' ? 1 : 0)

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** When entries count: by their instant, at one instant corporate actions first, then in the order of recording. */
const inOrder = (a: LedgerEntry, b: LedgerEntry): number =>
  Date.parse(a.at) - Date.parse(b.at) ||
  rank(a) - rank(b) ||
  text(a.recordedAt, b.recordedAt) ||
  a.line - b.line ||
  text(a.id, b.id)

/** The entries that count, in the order in which they do: without reversals and what they take back. */
export const effective = (entries: readonly LedgerEntry[]): LedgerEntry[] => {
  const reversed = new Set(entries.flatMap((entry) => (entry.kind === 'reversal' ? [entry.reverses] : [])))
  return entries.filter(({ kind, id }) => kind !== 'reversal' && !reversed.has(id)).toSorted(inOrder)
}

const keyOf = ({ symbol, exchange, product }: Pick<Position, 'symbol' | 'exchange' | 'product'>): string =>
  `${symbol} ${exchange} ${product}`

/**
 * The positions that a ledger makes, closed ones included, by symbol, exchange and product. `carried` are those of all earlier entries, so that a ledger
 * may be replayed in parts, unless an entry of a later part reverses one of an earlier. Exact: the same entries always give the same positions, in
 * whatever order they are given. Throws `refused` where an amount or a quantity leaves all bounds.
 */
export const replayLedger = (entries: readonly LedgerEntry[], carried: readonly Position[] = []): Position[] => {
  const positions = new Map(carried.map((position) => [keyOf(position), position]))
  for (const entry of effective(entries)) {
    if (entry.kind === 'fill') {
      const key = keyOf(entry)
      positions.set(key, carryFill(positions.get(key) ?? nothingOf(entry), entry))
    } else if (entry.kind !== 'reversal') {
      for (const [key, position] of positions)
        if (position.symbol === entry.symbol && position.exchange === entry.exchange)
          positions.set(key, carryAction(position, entry))
    }
  }
  return [...positions].toSorted(([a], [b]) => text(a, b)).map(([, position]) => position)
}
