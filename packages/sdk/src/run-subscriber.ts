import type { PublishedRun, RouterInputs } from './api.types.ts'
import type { FyntrixError } from './fyntrix-error.ts'

/** `connecting` at first and after each loss, `open` while runs arrive as they are published, `closed` for good. */
export type SubscriptionState = 'connecting' | 'open' | 'closed'

/** Which runs to hear of, and who listens. */
export interface RunSubscriber {
  readonly universe?: RouterInputs['topPicks']['published']['universe']
  readonly mode?: RouterInputs['topPicks']['published']['mode']
  /** `seq` of the last run that was received in an earlier life, to go on after it. The server keeps 24 hours. */
  readonly lastEventId?: string | undefined
  /** A run was published. Runs come in publishing order, each once. */
  readonly onRun: (published: PublishedRun) => void
  /** The subscription ended and will not come back by itself: no valid key, or `lastEventId` is older than what the server keeps. */
  readonly onError?: ((error: FyntrixError) => void) | undefined
  /** The connection changed. `error` says why it was lost, where that is known. */
  readonly onState?: ((state: SubscriptionState, error: FyntrixError | null) => void) | undefined
}

/** A subscription that goes on until it is closed. */
export interface RunSubscription {
  /** Where the subscription stands: store it to go on from here later. Undefined until the server was first heard. */
  readonly lastEventId: string | undefined
  close(): void
}
