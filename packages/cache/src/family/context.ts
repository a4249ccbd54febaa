import type { Coherence } from '../coherence/coherence.ts'
import type { Resolved } from '../definition/resolve.ts'
import type { LocalStore } from '../local/store.ts'
import type { Remote } from '../remote/remote.ts'
import type { SessionClock } from '../session-clock.ts'
import type { MutableCounters } from '../statistics.ts'
import type { TagRegistry } from '../tags.ts'
import type { Entry } from './entry.ts'
import type { Marks } from './marks.ts'

/** Something that an operator wants to know. Values and parameters are never in it, keys are. */
export type CacheEvent =
  | { readonly type: 'corrupt'; readonly family: string; readonly key: string; readonly error: unknown }
  | { readonly type: 'load-failed'; readonly family: string; readonly key: string; readonly error: unknown }
  | { readonly type: 'store-failed'; readonly family: string; readonly key: string; readonly error: unknown }
  | { readonly type: 'coherence-failed'; readonly error: unknown }

/** What the parts of one family share. */
export interface FamilyContext<Value> {
  readonly spec: Resolved<Value>
  readonly remote: Remote
  readonly coherence: Coherence
  readonly tags: TagRegistry
  readonly local: LocalStore<Entry<Value>>
  readonly marks: Marks
  readonly counters: MutableCounters
  /** Name of this process in leases and values. */
  readonly instance: string
  readonly sessionClock: SessionClock
  readonly random: () => number
  readonly token: () => string
  readonly report: (event: CacheEvent) => void
  /** Counts work that goes on without a caller, so that closing can wait for it. */
  readonly background: (work: Promise<unknown>) => void
}
