import { benchmarks, memberships } from '@fyntrix/domain/universes'
import { traitOf } from './random.ts'

/** What never changes about an invented instrument. Standard deviations are of simple daily returns. */
export interface Traits {
  readonly symbol: string
  /** INR at the close before the first session. */
  readonly startPrice: number
  /** How much it moves with the market. */
  readonly beta: number
  readonly sector: number
  /** How much it moves with its sector. */
  readonly sectorBeta: number
  /** Standard deviation of what is its own. */
  readonly ownSd: number
  /** Shares of a whole regular session; 0 for an index. */
  readonly dailyVolume: number
}

/** Number of sectors; the last one is banking. */
export const sectorCount = 8
const banking = sectorCount - 1

const lists = memberships.flatMap(({ symbols }) => symbols)
const banks = new Set(memberships.filter(({ universe }) => universe === 'banknifty').flatMap(({ symbols }) => symbols))
const indices: readonly string[] = Object.values(benchmarks).map(({ index }) => index)

/** Every stock that ever was in a universe, and the index of each universe. */
export const simulatedSymbols: readonly string[] = [...new Set(lists), ...indices]

/** The same for every seed, so that a symbol keeps its character. Prices follow from the name alone: none is a real one. */
export const traitsOf = (symbol: string): Traits => {
  const trait = (name: string) => traitOf(`${name}|${symbol}`)
  const between = (name: string, from: number, to: number) => from + (to - from) * trait(name)
  if (indices.includes(symbol)) {
    const isBank = symbol === benchmarks.banknifty.index
    const startPrice = Math.round(between('price', 9_000, 19_000))
    // an index is the factor itself, with next to nothing of its own, so that betas against it come out as set
    return { symbol, startPrice, beta: 1, sector: banking, sectorBeta: isBank ? 1 : 0, ownSd: 0.0005, dailyVolume: 0 }
  }
  const magnitude = [100, 200, 400, 800, 1600, 3200][Math.floor(6 * trait('magnitude'))] ?? 100
  return {
    symbol,
    startPrice: Math.round(magnitude * between('price', 1, 2)),
    beta: between('beta', 0.6, 1.5),
    sector: banks.has(symbol) ? banking : Math.floor(banking * trait('sector')),
    sectorBeta: between('sector-beta', 0.6, 1.2),
    ownSd: between('own', 0.008, 0.015),
    dailyVolume: Math.round(((4e9 / magnitude) * between('volume', 0.2, 1)) / 10),
  }
}
