import type { PublishedRun, RouterInputs } from '../api.types.ts'
import type { FyntrixError } from '../fyntrix-error.ts'

/** `connecting` at first and after each loss, `open` while events arrive as they are published, `closed` for good. */
export type SubscriptionState = 'connecting' | 'open' | 'closed'

/** Where to start, what ends it, and who hears of both. */
export interface Subscriber {
  /** `seq` of the last event that was received in an earlier life, to go on after it. The server keeps 24 hours. */
  readonly lastEventId?: string | undefined
  /** Closes the subscription when aborted. */
  readonly signal?: AbortSignal | undefined
  /** The subscription ended and will not come back by itself: no valid key, or `lastEventId` is older than what the server keeps. */
  readonly onError?: ((error: FyntrixError) => void) | undefined
  /** The connection changed. `error` says why it was lost, where that is known. What is published once it is `open` arrives. */
  readonly onState?: ((state: SubscriptionState, error: FyntrixError | null) => void) | undefined
}

/** Something that was published. `seq` grows in publishing order; numbers between are of other publications. */
export interface Published<T> {
  readonly seq: number
  readonly event: T
}

/** Who hears of events of one kind. */
export interface EventSubscriber<T> extends Subscriber {
  /** Something was published. Events come in publishing order, each once. */
  readonly onEvent: (published: Published<T>) => void
}

/** Which runs to hear of, and who listens. */
export interface RunSubscriber extends Subscriber {
  readonly universe?: RouterInputs['topPicks']['published']['universe']
  readonly mode?: RouterInputs['topPicks']['published']['mode']
  /** A run was published. Runs come in publishing order, each once. */
  readonly onRun: (published: PublishedRun) => void
}

/** A subscription that goes on until it is closed. */
export interface Subscription {
  /** Where the subscription stands: store it to go on from here later. Undefined until the server was first heard. */
  readonly lastEventId: string | undefined
  close(): void
}

/** A subscription of runs. */
export type RunSubscription = Subscription
