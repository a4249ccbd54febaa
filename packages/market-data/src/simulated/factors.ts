import { keyedRandom, uniform } from './random.ts'
import { sectorCount, type Traits } from './traits.ts'
import { createWalk, type Walk } from './walk.ts'

/** What moves prices: one walk for the market, one for each sector, one for each symbol. */
export interface Factors {
  readonly market: Walk
  readonly sectors: readonly Walk[]
  own(traits: Traits): Walk
}

const marketSd = 0.008
const sectorSd = 0.005

/** The factors of a seed. */
export const createFactors = (seed: string): Factors => {
  const sdOn = volatilityOn(seed)
  return {
    market: createWalk(`${seed}|market`, { mean: 0.0003, sd: marketSd, sdOn }),
    sectors: Array.from({ length: sectorCount }, (_, sector) =>
      createWalk(`${seed}|sector ${sector}`, { mean: 0, sd: sectorSd, sdOn }),
    ),
    own: ({ symbol, ownSd }) => createWalk(`${seed}|own ${symbol}`, { mean: 0, sd: ownSd, sdOn }),
  }
}

/** Standard deviation of an instrument's daily return in ordinary times, all factors together. */
export const usualSd = ({ beta, sectorBeta, ownSd }: Traits): number => {
  const [market, sector] = [beta * marketSd, sectorBeta * sectorSd]
  // products, not powers: engines may round powers differently
  return Math.sqrt(market * market + sector * sector + ownSd * ownSd)
}

/** An instrument's return, of the returns of the factors. The same sum everywhere, so that all its bars agree to the bit. */
export const combine = ({ beta, sectorBeta }: Traits, market: number, sector: number, own: number): number =>
  beta * market + sectorBeta * sector + own

/** Days of one mood of the market: calm and nervous times come in clusters. */
const moodDays = 14

/** How volatile a day is, 1 being ordinary: between 0.7 and 1.6, mostly below 1, the same for {@link moodDays} days. */
const volatilityOn = (seed: string): ((day: number) => number) => {
  const moods = keyedRandom(`${seed}|mood`)
  const known = new Map<number, number>()
  return (day) => {
    const mood = Math.floor(day / moodDays)
    const remembered = known.get(mood)
    if (remembered !== undefined) return remembered
    const u = uniform(moods(mood))
    const volatility = 0.7 + 0.9 * u * u
    known.set(mood, volatility)
    return volatility
  }
}
