import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { mersenne } from 'pure-rand/generator/mersenne'

/**
 * A stream of random numbers, uniform in [0, 1) in steps of 2⁻⁵³; the same for the same seed on every machine: the
 * Mersenne Twister MT19937 with the seeding of its authors, which also keeps neighbouring seeds apart. Of `seed` the
 * low 32 bits count. Throws RangeError if it is not an integer.
 */
export const seededRandom = (seed: number): (() => number) => {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is an integer, not ${seed}`)
  const generator = mersenne(seed)
  return () => uniformFloat64(generator)
}
