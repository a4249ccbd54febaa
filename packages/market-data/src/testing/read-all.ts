import type { CandleBatch, QuarantinedRow } from '@fyntrix/domain/candles'
import type { CandleProvider, ReadOptions } from '../provider.ts'

/** Everything that a provider delivers, with the number of rows that it accounts for. */
export const readAll = async (provider: CandleProvider, options?: ReadOptions) => {
  const batches: CandleBatch[] = []
  const quarantined: QuarantinedRow[] = []
  for await (const item of provider.read(options)) {
    if (item.kind === 'batch') batches.push(item.batch)
    else quarantined.push(...item.rows)
  }
  const bars = batches.reduce((sum, { session }) => sum + session.length, 0)
  const repeats = batches.reduce((sum, batch) => sum + (batch.repeats ?? 0), 0)
  const lines = quarantined.filter(({ line }) => line > 0).length
  return { batches, quarantined, bars, repeats, rows: bars + repeats + lines }
}

/** How many quarantined rows there are of each reason. */
export const byReason = (rows: readonly QuarantinedRow[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(rows, ({ reason }) => reason)].map(([reason, group]) => [reason, group.length]))

/** The batch of a series. Throws if there is none. */
export const batchOf = (batches: readonly CandleBatch[], symbol: string, interval: string): CandleBatch => {
  const found = batches.find((batch) => batch.symbol === symbol && batch.interval === interval)
  if (!found) throw new Error(`no batch of ${symbol} ${interval}`)
  return found
}
