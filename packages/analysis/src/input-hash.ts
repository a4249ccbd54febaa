import { createHash, type Hash } from 'node:crypto'
import type { CandleColumns } from '@fyntrix/domain/candles'
import type { PicksInput } from './picks-input.ts'

const columns = ['ts', 'open', 'high', 'low', 'close', 'volume', 'provisional'] as const

const addSeries = (hash: Hash, name: string, candles: CandleColumns): void => {
  // the header fixes where each series ends, so no two different inputs share a byte stream
  hash.update(`${JSON.stringify([name, candles.ts.length])}\n`)
  for (const key of columns) {
    const { buffer, byteOffset, byteLength } = candles[key]
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  }
}

/**
 * SHA-256, in hex, over the whole configuration with its version, the question (universe, mode, session, source, members) and every candle in order
 * of symbol. Columns are hashed as they lie in memory, little-endian on every platform that Node 24 is built for here (x64, arm64). The as-of
 * instant is not part of it: two instants at which the same candles were known have the same inputs.
 */
export const inputHash = (input: PicksInput): string => {
  const { universe, mode, session, source, members, benchmark, config } = input
  const hash = createHash('sha256')
  const question = {
    config,
    universe,
    mode,
    session,
    source,
    members,
    benchmark: benchmark && [benchmark.symbol, benchmark.proxy],
  }
  hash.update(`${JSON.stringify(question)}\n`)
  for (const symbol of members.symbols.toSorted()) {
    const series = input.series.get(symbol)
    if (!series) continue
    addSeries(hash, symbol, series.day)
    if (series.intraday) addSeries(hash, `${symbol}/${config.modes[mode].interval}`, series.intraday)
  }
  if (benchmark) addSeries(hash, `benchmark/${benchmark.symbol}`, benchmark.candles)
  return hash.digest('hex')
}
