import {
  createFyntrix,
  type FyntrixError,
  type PublishedRun,
  type RunSubscriber,
  type SubscriptionState,
} from '@fyntrix/sdk'
import { describe, expect, onTestFinished, test } from 'vitest'
import { published, testServer } from '../testing/index.ts'

const patience = { timeout: 40_000 }
const server = await testServer()
const reader = await server.key('read')

/** A subscription through the SDK, and everything that it was told; it closes with the test. */
const subscribe = (options: Partial<RunSubscriber> = {}, apiKey = reader) => {
  const told = { runs: [] as PublishedRun[], states: [] as SubscriptionState[], errors: [] as FyntrixError[] }
  const subscription = createFyntrix({ url: server.url(), apiKey }).topPicks.subscribe({
    onRun: (event) => told.runs.push(event),
    onState: (state) => told.states.push(state),
    onError: (error) => told.errors.push(error),
    ...options,
  })
  onTestFinished(() => subscription.close())
  /** Ids of the first `count` runs, once that many arrived. */
  const ids = async (count: number) => {
    await expect.poll(() => told.runs.length, patience).toBeGreaterThanOrEqual(count)
    return told.runs.map(({ run }) => run.id)
  }
  /** Resolves when the server has said where the feed stands: what is published from then on must arrive. */
  const standing = () => expect.poll(() => subscription.lastEventId, patience).toBeDefined()
  return { ...told, subscription, ids, standing }
}

describe('a subscriber', () => {
  test('receives what is published after it subscribed, in order and numbered', async () => {
    const { ids, standing, runs } = subscribe()
    await standing()
    const made = [await published(server.database), await published(server.database)]
    expect(await ids(2)).toEqual(made.map(({ id }) => id))
    expect((runs[1]?.seq ?? 0) - (runs[0]?.seq ?? 0)).toBe(1)
    expect(runs[0]?.run).toEqual(made[0])
  })

  test('hears only of the universe and mode that it asked for', async () => {
    const { ids, standing } = subscribe({ universe: 'banknifty', mode: 'scalping' })
    await standing()
    await published(server.database)
    await published(server.database, { universe: 'banknifty' })
    const wanted = await published(server.database, { universe: 'banknifty', mode: 'scalping' })
    expect(await ids(1)).toEqual([wanted.id])
  })

  test('that comes back with its last event id gets what it missed, first', async () => {
    const first = subscribe()
    await first.standing()
    await published(server.database)
    await first.ids(1)
    first.subscription.close()
    const missed = [await published(server.database), await published(server.database)]
    const second = subscribe({ lastEventId: first.subscription.lastEventId })
    const next = await published(server.database)
    expect(await second.ids(3)).toEqual([...missed, next].map(({ id }) => id))
  })

  test('with an id that is no number, or without a valid key, is told once and for all', async () => {
    const odd = subscribe({ lastEventId: 'yesterday' })
    await expect.poll(() => odd.errors, patience).toMatchObject([{ code: 'invalid-input' }])
    const stranger = subscribe({}, 'stranger')
    await expect.poll(() => stranger.errors, patience).toMatchObject([{ code: 'unauthenticated' }])
    expect(stranger.states.at(-1)).toBe('closed')
  })

  test('whose key ended meanwhile hears of nothing that is published later', async () => {
    const end = new Date(Date.now() + 5_000)
    const { standing, runs, errors } = subscribe({}, await server.expiringKey(end))
    await standing()
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(end.getTime())
    await published(server.database)
    await expect.poll(() => errors, patience).toMatchObject([{ code: 'unauthenticated' }])
    expect(runs).toEqual([])
  })
})

describe('when the server stops and starts again', () => {
  test('a subscriber goes on without a gap and without a repetition, also one that had heard of no run yet', async () => {
    const [busy, idle] = [subscribe(), subscribe({ universe: 'banknifty' })]
    await Promise.all([busy.standing(), idle.standing()])
    const before = await published(server.database)
    await busy.ids(1)

    await server.stop()
    await expect.poll(() => busy.states.at(-1), patience).toBe('connecting')
    const during = [await published(server.database), await published(server.database, { universe: 'banknifty' })]
    await server.start()
    const after = await published(server.database, { universe: 'banknifty' })

    expect(await idle.ids(2)).toEqual([during[1]?.id, after.id])
    const all = await busy.ids(4)
    // runs of two universes are published in any order among each other
    expect(all).toHaveLength(4)
    expect(new Set(all)).toEqual(new Set([before, ...during, after].map(({ id }) => id)))
    expect(busy.runs.map(({ seq }) => seq)).toEqual(busy.runs.map((_, index) => (busy.runs[0]?.seq ?? 0) + index))
    expect(busy.errors).toEqual([])
  }, 90_000)
})
