import { type FyntrixError, toFyntrixError } from '../fyntrix-error.ts'
import type { EventSubscriber, Subscription, SubscriptionState } from './subscriber.ts'

/** What the server sends: `event` is null in the first one of a subscription that starts afresh, which only says where the feed stands. */
interface Sent<T> {
  readonly seq: number
  readonly event: T | null
}

/** What tRPC tells of one connection. */
interface Handlers<T> {
  readonly onStarted: () => void
  readonly onData: (message: { readonly data: Sent<T> }) => void
  readonly onConnectionStateChange: (change: { readonly state: string; readonly error: Error | null }) => void
  readonly onError: (error: Error) => void
  readonly onComplete: () => void
}

/** Opens a connection that goes on after an event, or starts with what comes next. */
export type Connect<T> = (lastEventId: string | undefined, handlers: Handlers<T>) => { unsubscribe(): void }

/** Milliseconds before the first, second, … attempt to come back after the connection was refused. */
const pauses = [500, 1_000, 2_000, 5_000, 10_000, 30_000] as const

/** Time heals these; everything else needs a person. */
const passes = ({ code }: FyntrixError): boolean =>
  code === 'unavailable' || code === 'internal' || code === 'rate-limited'

/**
 * Follows what is published across lost connections and restarts of the server: it resumes after the last event that arrived, without a gap, and drops
 * what it had already, so that nothing is told twice.
 */
export const follow = <T>(connect: Connect<T>, subscriber: EventSubscriber<T>): Subscription => {
  const { onEvent, onError, onState, signal } = subscriber
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

  const close = (): void => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', close)
    enter('closed')
    connection?.unsubscribe()
  }

  const lost = (error: FyntrixError): void => {
    if (state === 'closed') return
    if (!passes(error)) {
      signal?.removeEventListener('abort', close)
      enter('closed', error)
      onError?.(error)
      return
    }
    enter('connecting', error)
    const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0
    failures += 1
    timer = setTimeout(open, Math.max(pause, (error.retryAfterSeconds ?? 0) * 1_000))
  }

  const receive = ({ seq, event }: Sent<T>): void => {
    if (state === 'closed') return
    // a server that was cut off while sending may send its last event again
    if (event !== null && lastEventId !== undefined && seq <= Number(lastEventId)) return
    lastEventId = String(seq)
    // without a number to go on after, only now is it known where the feed stands
    enter('open')
    if (event !== null) onEvent({ seq, event })
  }

  const open = (): void => {
    enter('connecting')
    connection = connect(lastEventId, {
      onStarted: () => {
        failures = 0
        if (lastEventId !== undefined) enter('open')
      },
      onData: ({ data }) => receive(data),
      onConnectionStateChange: ({ state: now, error }) => {
        if (now === 'connecting') enter('connecting', error === null ? null : toFyntrixError(error))
      },
      onError: (error) => lost(toFyntrixError(error)),
      onComplete: () => lost(toFyntrixError(new Error('the server ended the subscription'))),
    })
  }

  signal?.addEventListener('abort', close, { once: true })
  if (signal?.aborted) close()
  else open()
  return {
    get lastEventId() {
      return lastEventId
    },
    close,
  }
}
