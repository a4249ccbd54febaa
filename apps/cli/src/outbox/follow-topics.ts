import type { EventSubscriber, FyntrixClient, Published, Subscription } from '@fyntrix/sdk'

/** One event of a topic, named as the API names it. */
export interface LiveEvent extends Published<unknown> {
  readonly topic: string
}

type Follow = (client: FyntrixClient, to: EventSubscriber<unknown>) => Subscription

/** What can be followed, under the names of the API. */
export const topics: Readonly<Record<string, Follow>> = {
  'topPicks.published': ({ topPicks }, { onEvent, ...to }) =>
    topPicks.subscribe({ ...to, onRun: ({ seq, run: event }) => onEvent({ seq, event }) }),
  'portfolio.monitored': ({ portfolio }, to) => portfolio.subscribe(to),
  'portfolio.alerted': ({ portfolio }, to) => portfolio.subscribeToAlerts(to),
  'positions.monitored': ({ positions }, to) => positions.subscribe(to),
  'scalping.monitored': ({ scalping }, to) => scalping.subscribe(to),
  'dashboard.recorded': ({ dashboard }, to) => dashboard.subscribe(to),
  'jobs.changed': ({ jobs }, to) => jobs.subscribe(to),
  'recommendations.closed': ({ recommendations }, to) => recommendations.subscribe(to),
}

interface Wanted {
  readonly wanted: readonly string[]
  readonly lastEventId: string | undefined
  /** Events after which to stop; without it nothing but a failure ends this. */
  readonly count: number | undefined
}

/** Follows topics, each in its order, and tells every event. Rejects when a subscription ends for good. */
export const followTopics = (
  client: FyntrixClient,
  { wanted, lastEventId, count = Number.POSITIVE_INFINITY }: Wanted,
  tell: (event: LiveEvent) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = new AbortController()
    let told = 0
    const end = (settle: () => void): void => {
      done.abort()
      settle()
    }
    for (const topic of wanted)
      topics[topic]?.(client, {
        lastEventId,
        signal: done.signal,
        onEvent: ({ seq, event }) => {
          tell({ topic, seq, event })
          told += 1
          if (told === count) end(resolve)
        },
        onError: (error) => end(() => reject(error)),
      })
  })
