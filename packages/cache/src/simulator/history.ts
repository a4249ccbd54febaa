/** The kinds of families that the simulated processes have. */
export const familyKinds = ['lasting', 'tagged', 'brief', 'bounded', 'shared'] as const
export type FamilyKind = (typeof familyKinds)[number]

/** The two connections of a process: for data, and for invalidations. */
export type ConnectionKind = 'data' | 'ear'

/** How a value was asked for. */
export type ReadVia = 'get' | 'read' | 'getOrLoad' | 'peek'

/** How it ended. `ok` is false when it failed or was not answered: it may have happened all the same, then or later. */
export interface Outcome {
  readonly ok: boolean
  /** Name of the error, where it failed. */
  readonly error?: string
}

/** What was done. */
export type Deed =
  | (Outcome & { readonly type: 'set'; readonly key: string; readonly value: number })
  | (Outcome & { readonly type: 'delete'; readonly key: string })
  /** All keys under one tag. */
  | (Outcome & { readonly type: 'invalidate'; readonly keys: readonly string[] })
  /** All keys. */
  | (Outcome & { readonly type: 'flush'; readonly keys: readonly string[] })
  | (Outcome & { readonly type: 'settle' })
  /** One call of the loader; `value` is what it gives, or would have given. */
  | (Outcome & { readonly type: 'load'; readonly key: string; readonly value: number })
  | Read
  /** The connection was cut; it ends when Redis answers and invalidations arrive again. */
  | { readonly type: 'cut'; readonly connection: ConnectionKind }
  /** The process died. */
  | { readonly type: 'crash' }
  /** What Redis held of the bounded family at one moment: values, and entries of its index. */
  | { readonly type: 'census'; readonly values: number; readonly indexed: number }

export interface Read extends Outcome {
  readonly type: 'read'
  readonly via: ReadVia
  readonly key: string
  readonly value: number | undefined
  /** Labels, where the way of reading gives them. A version of 0 says that Redis does not have the value. */
  readonly version?: number
  readonly state?: string
  readonly level?: string
  /** Whether invalidations arrived when it was asked. */
  readonly coherent: boolean
  /** Whether the process met with a Redis that did not answer in time, or not at all, while this went on. */
  readonly away: boolean
}

/** One deed of one process, from its call to its answer. */
export interface Span<D extends Deed = Deed> {
  readonly process: string
  /** Place in the one order of all calls and answers; `end` is Infinity where no answer came. */
  readonly begin: number
  readonly end: number
  /** The same in milliseconds. */
  readonly beganAt: number
  readonly endedAt: number
  readonly deed: D
}

/** Everything that happened in one run. */
export interface History {
  readonly number: number
  readonly family: FamilyKind
  /** What the family promises: lease and pauses in ms, and how many entries at most. */
  readonly lease: number
  readonly pause: number
  readonly hard: number
  readonly bound: number | undefined
  readonly spans: readonly Span[]
}

/** A promise that a history breaks. */
export interface Violation {
  /** Number of the point in `docs/features/cache.md`. */
  readonly point: number
  readonly message: string
  readonly spans: readonly Span[]
}

/** Checks one point of the consistency model. */
export type Rule = (history: History) => readonly Violation[]
