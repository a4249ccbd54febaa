import { type ConnectionKind, type FamilyKind, familyKinds, type ReadVia } from './history.ts'
import type { Pace } from './late-socket.ts'
import type { Paces } from './network.ts'
import type { Chance } from './random.ts'

/** One deed to do, on a key by its number. `rest` is how many turns to wait before it. */
export type Step = { readonly rest: number } & (
  | { readonly what: 'read'; readonly via: ReadVia; readonly key: number }
  | { readonly what: 'set' | 'delete' | 'invalidate'; readonly key: number }
  | { readonly what: 'settle' }
  | { readonly what: 'flush' }
  | { readonly what: 'cut'; readonly connection: ConnectionKind }
  /** Dies while it is loading the key. */
  | { readonly what: 'crash'; readonly key: number }
)

/** A caller in one of the processes: does one thing after the other. */
export interface Caller {
  readonly process: number
  readonly steps: readonly Step[]
}

/** What one history will do. */
export interface Plan {
  readonly number: number
  readonly family: FamilyKind
  readonly keys: number
  readonly callers: readonly Caller[]
  readonly paces: readonly Paces[]
  /** Turns that a call of the loader takes at most, and the share of calls that fail. */
  readonly loading: number
  readonly failing: number
}

const whats = ['read', 'set', 'delete', 'invalidate', 'settle', 'flush', 'cut', 'crash'] as const
const vias = ['read', 'getOrLoad', 'get', 'peek'] as const
type Weights = Readonly<Partial<Record<(typeof whats)[number], number>>>

/** What a history dwells on; faults are rare in most, so that the promises without faults are tried as well. */
const moods: Readonly<Record<string, Weights>> = {
  readers: { read: 20, set: 1, settle: 2, crash: 0.3 },
  writers: { read: 9, set: 6, delete: 3, invalidate: 2, settle: 4 },
  mixed: { read: 10, set: 3, delete: 2, invalidate: 2, settle: 3, flush: 0.3, cut: 0.2 },
  faults: { read: 10, set: 3, delete: 1, invalidate: 1, settle: 4, flush: 0.7, cut: 1.5, crash: 0.3 },
}
const moodNames = ['readers', 'writers', 'mixed', 'faults'] as const

const processes = 3
const paces = [0, 0, 1, 3, 10] as const

const paceOf = (chance: Chance): Pace => ({
  up: paces[chance.below(paces.length)] ?? 0,
  down: paces[chance.below(paces.length)] ?? 0,
})

const stepOf = (chance: Chance, weights: Weights, keys: number): Step => {
  const rest = chance.hit(0.5) ? 0 : chance.below(12)
  const key = chance.below(keys)
  const what = chance.pick(weights, whats)
  if (what === 'read') return { rest, what, key, via: chance.pick({ read: 5, getOrLoad: 3, get: 3, peek: 1 }, vias) }
  if (what === 'cut') return { rest, what, connection: chance.hit(0.5) ? 'data' : 'ear' }
  if (what === 'settle' || what === 'flush') return { rest, what }
  return { rest, what, key }
}

/** Makes a plan from chance alone: one seed, one plan. */
export const planOf = (number: number, chance: Chance): Plan => {
  const family = familyKinds[chance.below(familyKinds.length)] ?? 'lasting'
  const mood = chance.pick({ readers: 2, writers: 4, mixed: 4, faults: 2 }, moodNames)
  const keys = family === 'bounded' ? 5 : 1 + chance.below(2)
  const callers = Array.from({ length: 4 + chance.below(2) }, (_, i) => ({
    process: i % processes,
    steps: Array.from({ length: 3 + chance.below(3) }, () => stepOf(chance, moods[mood] ?? {}, keys)),
  }))
  return {
    number,
    family,
    keys,
    callers,
    paces: Array.from({ length: processes }, () => ({ data: paceOf(chance), ear: paceOf(chance) })),
    loading: chance.pick({ short: 1, long: 1 }, ['short', 'long']) === 'short' ? 2 : 20,
    failing: chance.hit(0.15) ? 0.5 : 0,
  }
}
