import { inputHash, type PicksPlan, partOf } from '@fyntrix/analysis'
import { CandleSource } from '@fyntrix/domain/candles'
import { Instant, SessionDate, Symbol } from '@fyntrix/domain/shared'
import { Mode, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import { Membership } from '@fyntrix/domain/universes'
import { z } from 'zod'
import { chunksOf } from '../shared/index.ts'

/**
 * A part of a run as a worker is told of it: which members, as of when, and what of the market it cannot see itself. No candle is in it: the worker reads
 * them, and `inputHash` is what it must have seen, settings and benchmark included.
 */
export const RunPart = z.object({
  mode: Mode,
  asOf: Instant,
  session: SessionDate,
  source: CandleSource,
  /** The list that the run goes by, with the symbols of this part only. */
  members: Membership,
  benchmark: z.object({ symbol: Symbol, proxy: z.boolean() }).nullable(),
  breadth: z.object({ share: z.number(), counted: z.int() }).nullable(),
  inputHash: z.string(),
})
export type RunPart = z.infer<typeof RunPart>

/** What a worker says about a part: every agent's answers in the order of its symbols, or why it cannot speak for this run. */
export const PartAnswer = z.discriminatedUnion('given', [
  z.object({ given: z.literal(true), analyses: z.array(SymbolAnalysis) }),
  z.object({ given: z.literal(false), reason: z.string() }),
])
export type PartAnswer = z.infer<typeof PartAnswer>

/** Cuts the fresh members of a plan into parts of at most `size`, in their order. */
export const partsOf = ({ input, fresh, market }: PicksPlan, size: number): RunPart[] =>
  chunksOf(
    fresh.map(({ symbol }) => symbol),
    size,
  ).map((symbols) => {
    const part = partOf(input, symbols)
    const { mode, asOf, session, source, members, benchmark } = part
    return {
      mode,
      asOf,
      session,
      source,
      members: { ...members, symbols: [...members.symbols] },
      benchmark: benchmark && { symbol: benchmark.symbol, proxy: benchmark.proxy },
      breadth: market.breadth && { ...market.breadth },
      inputHash: inputHash(part),
    }
  })

/** The name of a part in the queue: the same attempt always names it so, and adding it twice is adding it once. */
export const partId = (attempt: string, index: number): string => `${attempt}-${index}`
