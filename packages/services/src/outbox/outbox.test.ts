import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '@fyntrix/domain/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { publishedRuns, toView } from '../top-picks/index.ts'
import type { Published } from './index.ts'
import { createRelay } from './relay.ts'

const asOf = '2026-07-09T10:30:00.000Z'
const { services, resources, again } = await testServices({ asOf })
const { db, redis, prefix, home } = resources
const record = (universe: 'nifty50' | 'banknifty' = 'nifty50') =>
  services.topPicks.run({ universe, mode: 'swing', trigger: 'manual' })

beforeAll(async () => {
  await importSimulatedMarket(services, asOf)
})

describe('the relay', () => {
  test('brings Redis and the archive up to date', async () => {
    const run = await record()
    expect(await services.relay.drain()).toBe(1)
    const view: unknown = JSON.parse((await redis.get(`${prefix}top_picks:nifty50:swing`)) ?? '')
    expect(view).toMatchObject({ run_id: run.id })
    const name = run.finishedAt
      .replace(/\.\d+Z$/, '')
      .replaceAll(/[-:]/g, '')
      .replace('T', '_')
    const file: unknown = JSON.parse(
      readFileSync(join(home, 'data/top_picks_intraday', `picks_nifty50_Swing_${name}.json`), 'utf8'),
    )
    expect(file).toEqual(JSON.parse(JSON.stringify(toView(run))))
  })

  test('archives runs that finished within one second each in a file of its own', async () => {
    const run = await record()
    const { topPicks, outbox } = db.repositories()
    const twins = Array.from({ length: 3 }, () => ({ ...run, id: newId(new Date(run.finishedAt)) }))
    for (const twin of twins) {
      await topPicks.insertRun(twin, await topPicks.takeFence())
      await db.transaction((tx) =>
        tx.outbox.append(
          { topic: 'top-picks.run-recorded', runId: twin.id, lane: run.lane, universe: run.universe, mode: run.mode },
          newId(new Date()),
        ),
      )
    }
    expect(await services.relay.drain()).toBe(4)
    expect(await outbox.stats()).toMatchObject({ pending: 0, parked: 0 })
  })

  test('publishes each message once, though three relays compete', async () => {
    await record()
    await record('banknifty')
    await record()
    const counts = await Promise.all([services.relay.drain(), again().relay.drain(), again().relay.drain()])
    // a relay that finds an aggregate held by another one leaves it; what is left is taken by the next
    expect(counts.reduce((sum, count) => sum + count, 0) + (await services.relay.drain())).toBe(3)
    expect((await db.repositories().outbox.stats()).pending).toBe(0)
  })

  test('undoes what a failed effect wrote, goes on with other aggregates, and tries again later', async () => {
    await services.relay.drain()
    const failing = await record('nifty50')
    const fine = await record('banknifty')
    const relay = createRelay({
      db,
      log: silentLog,
      effects: {
        'dashboard.recorded': async () => undefined,
        'jobs.changed': () => Promise.resolve(undefined),
        'llm-costs.settled': async () => undefined,
        'positions.monitored': async () => undefined,
        'scalping.monitored': async () => undefined,
        'recommendations.closed': async () => undefined,
        'learnings.learnt': async () => undefined,
        'portfolio.monitored': async () => undefined,
        'preferences.changed': async () => undefined,
        'top-picks.run-recorded': async (tx, message) => {
          await tx.archive.upsert({
            runId: message.runId,
            path: `test/${message.runId}`,
            sha256: '0'.repeat(64),
            bytes: 0,
            writtenAt: new Date().toISOString(),
          })
          if (message.runId === failing.id) throw new Error('no')
        },
      },
    })
    expect(await relay.drain()).toBe(1)
    const { archive, outbox } = db.repositories()
    expect(await archive.runAt(`test/${fine.id}`)).toBe(fine.id)
    expect(await archive.runAt(`test/${failing.id}`)).toBeNull()
    expect(await outbox.stats()).toMatchObject({ pending: 1, parked: 0 })
    await expect.poll(() => services.relay.drain(), { timeout: 5_000 }).toBe(1)
  })
})

describe('the feed', () => {
  const take = async <T>(feed: AsyncGenerator<Published<T>>, count: number): Promise<Published<T>[]> => {
    const taken: Published<T>[] = []
    while (taken.length < count) {
      const next = await feed.next()
      if (next.done) break
      taken.push(next.value)
    }
    return taken
  }

  test('tells a follower of a run that is published after it came', async () => {
    const feed = await services.openFeed()
    const stop = new AbortController()
    const { lastSeq } = await db.repositories().outbox.stats()
    const following = take(feed.follow(publishedRuns({}), lastSeq, stop.signal), 1)
    const run = await record()
    await services.relay.drain()
    expect(await following).toEqual([{ seq: lastSeq + 1, event: run }])
    stop.abort()
    await feed.close()
  })

  test('resumes after a number without gap or repetition', async () => {
    const feed = await services.openFeed()
    const stop = new AbortController()
    const { lastSeq } = await db.repositories().outbox.stats()
    const runs = [await record(), await record('banknifty'), await record()]
    await services.relay.drain()
    const all = await take(feed.follow(publishedRuns({}), lastSeq, stop.signal), 3)
    expect(all.map(({ seq }) => seq)).toEqual([lastSeq + 1, lastSeq + 2, lastSeq + 3])
    expect(new Set(all.map(({ event }) => event.id))).toEqual(new Set(runs.map(({ id }) => id)))
    const rest = await take(feed.follow(publishedRuns({}), lastSeq + 1, stop.signal), 2)
    expect(rest).toEqual(all.slice(1))
    const one = await take(feed.follow(publishedRuns({ universe: 'banknifty' }), lastSeq, stop.signal), 1)
    expect(one[0]?.event.universe).toBe('banknifty')
    stop.abort()
    await feed.close()
  })

  test('passes over what is no run, and says so by a number that is missing', async () => {
    const feed = await services.openFeed()
    const stop = new AbortController()
    const { lastSeq } = await db.repositories().outbox.stats()
    const made: string[] = []
    for (const step of ['run', 'dashboard', 'run']) {
      if (step === 'run') made.push((await record()).id)
      else await services.dashboards.record({ period: '7d', asOf })
      await services.relay.drain()
    }
    const told = await take(feed.follow(publishedRuns({}), lastSeq, stop.signal), 2)
    expect(told.map(({ seq, event }) => [seq, event.id])).toEqual([
      [lastSeq + 1, made[0]],
      [lastSeq + 3, made[1]],
    ])
    stop.abort()
    await feed.close()
  })
})
