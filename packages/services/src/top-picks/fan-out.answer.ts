import { isDeepStrictEqual } from 'node:util'
import { answersOf, engineConfig, inputHash, marketOf, type PicksInput } from '@fyntrix/analysis'
import type { SymbolAnalysis } from '@fyntrix/domain/top-picks'
import type { Candles } from '../candles/index.ts'
import { type PartAnswer, RunPart } from './fan-out.part.ts'
import { readBars } from './market-inputs.ts'

/** The part's input as it is known here. */
const readPart = async (candles: Candles, part: RunPart): Promise<PicksInput> => {
  const { mode, asOf, session, members, benchmark } = part
  const { daily, series } = await readBars(candles, {
    mode,
    asOf: new Date(asOf),
    symbols: members.symbols,
    others: benchmark ? [benchmark.symbol] : [],
  })
  const compared = benchmark && daily.get(benchmark.symbol)
  return {
    universe: members.universe,
    mode,
    asOf,
    session,
    source: candles.source,
    members,
    series,
    benchmark: benchmark && compared ? { ...benchmark, candles: compared } : null,
    config: engineConfig,
  }
}

/** Whether JSON brings back exactly this: it turns NaN into null and −0 into 0, and leaves out what is undefined. */
export const isCarriedByJson = (value: unknown): boolean => {
  const carried: unknown = JSON.parse(JSON.stringify(value))
  return isDeepStrictEqual(carried, value)
}

const declined = (reason: string): PartAnswer => ({ given: false, reason })

/**
 * Answers about a part of a run, from the candles that were known at its as-of instant. Declines where the answers could be others than the run's own
 * process would give: this worker sees other candles or settings, is of another version, or found something that JSON does not carry, such as NaN or −0.
 * Throws what reading the candles throws.
 */
export const answerPart = async (candles: Candles, data: unknown): Promise<PartAnswer> => {
  const parsed = RunPart.safeParse(data)
  if (!parsed.success) return declined('the part is not of a shape that this worker knows')
  const part = parsed.data
  if (part.source !== candles.source) return declined(`this worker reads ${candles.source} candles`)
  const input = await readPart(candles, part)
  if (inputHash(input) !== part.inputHash) return declined('this worker sees other candles or settings')
  const answers = answersOf(input, marketOf(input, part.breadth))
  const analyses = part.members.symbols.map(
    (symbol, i): SymbolAnalysis => ({ symbol, results: [...(answers[i] ?? [])] }),
  )
  return isCarriedByJson(analyses) ? { given: true, analyses } : declined('JSON does not carry the answers')
}
