/** A seeded source of chance: the same seed gives the same answers in the same order. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number from 0 to `end` - 1. */
  below(end: number): number
  /** True with this probability. */
  hit(probability: number): boolean
  /** One of these, by their weights. */
  pick<T extends string>(weights: Readonly<Partial<Record<T, number>>>, names: readonly T[]): T
}

/** mulberry32: enough for choosing interleavings, of no use for anything secret. */
export const chanceOf = (seed: number, stream: number): Chance => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (end) => Math.floor(next() * end),
    hit: (probability) => next() < probability,
    pick(weights, names) {
      const total = names.reduce((sum, name) => sum + (weights[name] ?? 0), 0)
      let left = next() * total
      for (const name of names) {
        left -= weights[name] ?? 0
        if (left < 0) return name
      }
      throw new RangeError('nothing to choose from: every weight is 0')
    },
  }
}
