import { connect } from '@fyntrix/cache'
import { newId } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { beforeAll, describe, expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { inProcess } from './symbol-work.ts'
import { TopPicksView, toView } from './top-picks.view.ts'

const asOf = '2026-07-09T10:30:00.000Z'
const { services, resources, again } = await testServices({ asOf })
const { db, redis, prefix } = resources
const swing = { universe: 'nifty50', mode: 'swing' } as const
const key = `${prefix}top_picks:nifty50:swing`
const run = (extra: object = {}) => services.topPicks.run({ ...swing, trigger: 'manual', ...extra })
const facts = ({ id, startedAt, finishedAt, elapsedMs, trigger, ...rest }: TopPicksRun) => rest

beforeAll(async () => {
  await importSimulatedMarket(services, asOf)
})

describe('a run', () => {
  test('says what it saw: lane, source, session, members without candles, coverage', async () => {
    const made = await run()
    expect(made).toMatchObject({ lane: 'simulated', universe: 'nifty50', mode: 'swing', asOf })
    expect(made.provenance).toMatchObject({ source: 'simulated', simulated: true, session: '2026-07-09' })
    expect(made.counts.picks).toBe(made.picks.length)
    expect(made.counts.members).toBe(made.picks.length + made.exclusions.length)
  })

  test('gives the same picks twice, apart from ids and timings', async () => {
    const first = await run()
    const second = await run()
    expect(second.id).not.toBe(first.id)
    expect(JSON.stringify(facts(second))).toBe(JSON.stringify(facts(first)))
  })

  test('without contracts makes no options or futures picks, and says why', async () => {
    for (const mode of ['options', 'futures'] as const) {
      const made = await services.topPicks.run({ universe: 'nifty50', mode, trigger: 'manual' })
      expect(made.picks).toEqual([])
      expect(made.abstention?.code).toBe('no-contracts')
    }
  })

  test('under one idempotency key is one run, however many ask at once and from how many processes', async () => {
    const before = await services.topPicks.list({ limit: 100 })
    const idempotencyKey = `test-${newId(new Date())}`
    const answers = await Promise.allSettled(
      [services, again(), again(), services].map((each) =>
        each.topPicks.run({ ...swing, trigger: 'manual', idempotencyKey }),
      ),
    )
    // those that met the lock are told to wait; asking again answers the run that was made
    const repeated = await run({ idempotencyKey })
    const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.id] : []))
    expect(new Set([...made, repeated.id]).size).toBe(1)
    expect(await services.topPicks.list({ limit: 100 })).toHaveLength(before.length + 1)
    await expect(run({ idempotencyKey, asOf: '2026-07-08T10:30:00.000Z' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that was overtaken while it computed leaves nothing behind', async () => {
    const before = await services.topPicks.list({ limit: 100 })
    // somebody with a later fence records between our reading and our writing
    const slow = again({
      db: {
        ...db,
        transaction: async (work) => {
          await db.transaction(async (tx) => {
            const made = before[0] && (await tx.topPicks.byId(before[0].id))
            if (made) await tx.topPicks.advanceHead(made, await tx.topPicks.takeFence())
          })
          return db.transaction(work)
        },
      },
    })
    await expect(slow.topPicks.run({ ...swing, trigger: 'manual' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await services.topPicks.list({ limit: 100 })).toEqual(before)
  })

  test('that is told to stop while it computes leaves nothing behind', async () => {
    const before = await services.topPicks.list({ limit: 100 })
    const stop = new AbortController()
    const stopped = again({
      work: {
        answersOf(plan) {
          stop.abort(new Error('told to stop'))
          return inProcess.answersOf(plan)
        },
      },
    })
    const request = { ...swing, trigger: 'manual' } as const
    await expect(stopped.topPicks.run(request, { signal: stop.signal })).rejects.toThrow('told to stop')
    expect(await services.topPicks.list({ limit: 100 })).toEqual(before)
    // and the lock is free
    await run()
  })

  test('as of an instant before the calendar is refused', async () => {
    await expect(run({ asOf: '2015-01-01T00:00:00.000Z' })).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('the latest run', () => {
  test('is the one with the latest as-of, not the one recorded last', async () => {
    const newest = await run()
    await run({ asOf: '2026-07-01T10:30:00.000Z' })
    expect((await services.topPicks.latest(swing)).run.id).toBe(newest.id)
  })

  test('as of an instant is the one that was the latest then, and stale as it was then', async () => {
    const past = await run({ asOf: '2026-07-01T10:30:00.000Z' })
    await run()
    const then = await services.topPicks.latest({ ...swing, asOf: '2026-07-01T11:00:00.000Z' })
    expect(then).toMatchObject({ run: { id: past.id }, servedFrom: 'postgresql', stale: false })
    expect(await services.topPicks.latest({ ...swing, asOf: past.asOf })).toMatchObject({ run: { id: past.id } })
    await expect(services.topPicks.latest({ ...swing, asOf: '2026-06-01T00:00:00.000Z' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('comes from PostgreSQL after Redis lost everything, and fills Redis again', async () => {
    const made = await run()
    await services.relay.drain()
    expect((await services.topPicks.latest(swing)).servedFrom).toBe('redis')
    await redis.del(key, `fx:v:{${key}}`)
    const fromPostgres = await services.topPicks.latest(swing)
    expect(fromPostgres).toMatchObject({ servedFrom: 'postgresql', run: { id: made.id } })
    const fromRedis = await services.topPicks.latest(swing)
    expect(fromRedis.servedFrom).toBe('redis')
    expect(fromRedis.run).toEqual(fromPostgres.run)
  })

  test('is answered by PostgreSQL when Redis holds rubbish, or is away', async () => {
    const made = await run()
    await redis.set(key, 'rubbish')
    expect(await services.topPicks.latest(swing)).toMatchObject({ servedFrom: 'postgresql', run: { id: made.id } })
    const away = connect({ url: 'redis://127.0.0.1:1/0', name: 'away', onError: () => undefined })
    try {
      const alone = again({ redis: away })
      expect(await alone.topPicks.latest(swing)).toMatchObject({ servedFrom: 'postgresql', run: { id: made.id } })
      const later = await alone.topPicks.run({ ...swing, trigger: 'manual' })
      expect((await alone.topPicks.latest(swing)).run.id).toBe(later.id)
    } finally {
      away.disconnect()
    }
  })

  test('of another lane is never served', async () => {
    const made = await run()
    await services.relay.drain()
    await redis.set(key, JSON.stringify(toView({ ...made, lane: 'replay' })))
    expect(await services.topPicks.latest(swing)).toMatchObject({
      servedFrom: 'postgresql',
      run: { lane: 'simulated' },
    })
  })

  test('is not found before the first run, with the command that makes one', async () => {
    await expect(services.topPicks.latest({ universe: 'banknifty', mode: 'swing' })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('./fyntrix picks run'),
    })
  })
})

describe('the view of a run', () => {
  test('is the legacy payload in snake_case, and reads back as the same run', async () => {
    const made = await run()
    const view = JSON.parse(JSON.stringify(toView(made)))
    expect(view).toMatchObject({
      run_id: made.id,
      universe: 'nifty50',
      mode: 'swing',
      as_of: asOf,
      policy_version: made.configVersion,
    })
    expect(view.elapsed_seconds).toBeCloseTo(made.elapsedMs / 1000)
    expect(view.items).toHaveLength(made.picks.length)
    expect(Object.keys(view).filter((name) => /[A-Z]/.test(name))).toEqual([])
    expect(TopPicksView.parse(view)).toEqual(made)
  })
})
