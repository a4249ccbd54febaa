import { type KeyedRandom, keyedRandom, normal } from './random.ts'
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
   * The way of that move through the session: its value at the end of each bar. A Brownian bridge in the time of the
   * session's variance: random between, but it ends exactly at `total`.
   */
  path(shape: SessionShape): Float64Array
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
  const move = (day: number): Move => {
    const random = moves(day)
    const scale = sd * sdOn(day)
    const gap = scale * gapShare * normal(random)
    return { gap, total: gap + mean + scale * dayShare * normal(random) }
  }
  return {
    move,
    path(shape) {
      const { gap, total } = move(shape.day)
      const scale = sd * sdOn(shape.day) * dayShare
      return bridge(paths, shape, scale, gap, total)
    },
  }
}

const bridge = (paths: KeyedRandom, shape: SessionShape, scale: number, from: number, to: number): Float64Array => {
  const { variance, elapsed, day } = shape
  const random = paths(day)
  const path = new Float64Array(variance.length)
  let walked = 0
  for (let bar = 0; bar < path.length; bar++) {
    walked += scale * Math.sqrt(variance[bar] ?? 0) * normal(random)
    path[bar] = walked
  }
  const missing = to - from - walked
  for (let bar = 0; bar < path.length; bar++) path[bar] = from + (path[bar] ?? 0) + (elapsed[bar] ?? 0) * missing
  // written, not computed: a rounding error here would make tomorrow begin elsewhere than today ended
  path[path.length - 1] = to
  return path
}
