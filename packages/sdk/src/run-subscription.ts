import type { PublishedRun } from './api.types.ts'
import { type FyntrixError, toFyntrixError } from './fyntrix-error.ts'
import type { RunSubscriber, RunSubscription, SubscriptionState } from './run-subscriber.ts'
import type { ApiClient } from './transport.ts'

/** Milliseconds before the first, second, … attempt to come back after the connection was refused. */
const pauses = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const

/** Time heals these; everything else needs a person. */
const passes = ({ code }: FyntrixError): boolean =>
  code === 'unavailable' || code === 'internal' || code === 'rate-limited'

/**
 * Follows published runs across lost connections and restarts of the server: it resumes after the last run that arrived, without a gap, and drops
 * what it had already, so that no run is told twice.
 */
export const subscribeToRuns = (api: ApiClient, subscriber: RunSubscriber): RunSubscription => {
  const { universe, mode, onRun, onError, onState } = subscriber
  let { lastEventId } = subscriber
  let state: SubscriptionState | undefined
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let connection: { unsubscribe(): void } | undefined

  const enter = (next: SubscriptionState, error: FyntrixError | null = null): void => {
    if (state === 'closed' || (state === next && error === null)) return
    state = next
    onState?.(next, error)
  }

  const lost = (error: FyntrixError): void => {
    if (state === 'closed') return
    if (!passes(error)) {
      enter('closed', error)
      onError?.(error)
      return
    }
    enter('connecting', error)
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0
    failures += 1
    timer = setTimeout(connect, Math.max(pause, (error.retryAfterSeconds ?? 0) * 1_000))
  }

  const receive = ({ seq, run }: { readonly seq: number; readonly run: PublishedRun['run'] | null }): void => {
    if (state === 'closed') return
    // a server that was cut off while sending may send its last run again
    if (run !== null && lastEventId !== undefined && seq <= Number(lastEventId)) return
    lastEventId = String(seq)
    if (run !== null) onRun({ seq, run })
  }

  const connect = (): void => {
    enter('connecting')
    const input = { universe, mode, ...(lastEventId !== undefined && { lastEventId }) }
    connection = api.topPicks.published.subscribe(input, {
      onStarted: () => {
        failures = 0
        enter('open')
      },
      onData: ({ data }) => receive(data),
      onConnectionStateChange: ({ state: now, error }) => {
        if (now === 'connecting') enter('connecting', error === null ? null : toFyntrixError(error))
      },
      onError: (error) => lost(toFyntrixError(error)),
      onComplete: () => lost(toFyntrixError(new Error('the server ended the subscription'))),
    })
  }

  connect()
  return {
    get lastEventId() {
      return lastEventId
    },
    close() {
      clearTimeout(timer)
      enter('closed')
      connection?.unsubscribe()
    },
  }
}
