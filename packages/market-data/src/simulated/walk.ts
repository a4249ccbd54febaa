import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { keyedRandom, normal } from './random.ts'
import type { SessionShape } from './session-shape.ts'

/** Moves of one random factor in one session, as simple returns against the previous close. */
export interface Move {
  /** From the previous close to the open. */
  readonly gap: number
  /** From the previous close to the close. */
  readonly total: number
}

/** One source of chance: the market, a sector, or what is a symbol's own. */
export interface Walk {
  /** The move of a session: cheap, so that a close years later is the product of a few hundred of these. */
  move(day: number): Move
  /**
   * Fills `into` with the way of that move through the session, its value at the end of each bar. A Brownian bridge in the
   * time of the session's variance: random between, but it ends exactly at the move's `total`.
   */
  path(shape: SessionShape, move: Move, into: Float64Array): void
}

/** Share of a day's standard deviation that falls between close and open: a fifth of the variance. */
const gapShare = Math.sqrt(0.2)
const dayShare = Math.sqrt(0.8)

/** Mean and standard deviation of the daily moves; `sdOn` scales the latter by day. */
interface Pace {
  readonly mean: number
  readonly sd: number
  readonly sdOn: (day: number) => number
}

/** The walk of a key. Every session has numbers of its own, which depend on nothing but the key and the day. */
export const createWalk = (key: string, { mean, sd, sdOn }: Pace): Walk => {
  const moves = keyedRandom(`${key}|move`)
  const paths = keyedRandom(`${key}|path`)
  return {
    move(day) {
      const random = moves(day)
      const scale = sd * sdOn(day)
      const gap = scale * gapShare * normal(random)
      return { gap, total: gap + mean + scale * dayShare * normal(random) }
    },
    path: (shape, move, into) => bridge(paths(shape.day), shape, sd * sdOn(shape.day) * dayShare, move, into),
  }
}

const bridge = (
  random: RandomGenerator,
  { length, deviation, elapsed }: SessionShape,
  scale: number,
  { gap, total }: Move,
  into: Float64Array,
): void => {
  let walked = 0
  for (let bar = 0; bar < length; bar++) {
    walked += scale * (deviation[bar] ?? 0) * normal(random)
    into[bar] = walked
  }
  const missing = total - gap - walked
  for (let bar = 0; bar < length; bar++) into[bar] = gap + (into[bar] ?? 0) + (elapsed[bar] ?? 0) * missing
  // written, not computed: a rounding error here would make tomorrow begin elsewhere than today ended
  into[length - 1] = total
}
