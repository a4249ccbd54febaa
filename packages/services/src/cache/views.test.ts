import { randomUUID } from 'node:crypto'
import { nse } from '@fyntrix/calendar'
import { defaultUserId } from '@fyntrix/db/access'
import { anotherUser } from '@fyntrix/db/testing'
import { RecommendationQuery } from '@fyntrix/domain/recommendations'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { analysisProjection } from '../analyses/index.ts'
import { learningProjection } from '../learnings/index.ts'
import { recommendationProjections } from '../recommendations/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { runProjections } from '../top-picks/index.ts'

const end = '2026-06-12T12:00:00.000Z'
const { services, resources, databaseUrl, again } = await testServices({ asOf: end })
const { redis, prefix, db } = resources
const { lane } = services.topPicks
const all = RecommendationQuery.parse({ limit: 500 })

const users = [defaultUserId, await anotherUser(databaseUrl)] as const

beforeAll(() => importSimulatedMarket(services, end))

const signals = nse.sessionsBetween('2026-05-04', '2026-05-15').map(({ open }) => new Date(open - 3_600_000))
const tellings = nse.sessionsBetween('2026-05-11', '2026-06-05').map(({ close }) => new Date(close + 12 * 3_600_000))

const signalAt = (session: number): Date => {
  const at = signals[session]
  if (!at) throw new Error(`there are ${signals.length} signals`)
  return at
}
const lastTelling = new Date('2026-06-05T22:00:00.000Z')

const keys = async (): Promise<string[]> => {
  const found: string[] = []
  let cursor = '0'
  do {
    const [next, page] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1_000)
    found.push(...page)
    cursor = next
  } while (cursor !== '0')
  return [...new Set(found)]
    .filter((key) => /^(top_picks|picks|rec|context|dashboard|scores|scalping):/.test(key.slice(prefix.length)))
    .sort()
}

const contentOf = async (key: string): Promise<unknown> => {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key)
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES')
    case 'set':
      return (await redis.smembers(key)).sort()
    default:
      return redis.get(key)
  }
}

const held = async (): Promise<Readonly<Record<string, unknown>>> => {
  const names = await keys()
  const contents = await Promise.all(names.map(contentOf))
  return Object.fromEntries(names.map((name, i) => [name.slice(prefix.length), contents[i]]))
}

const flush = async () => {
  const names = await redis.keys(`${prefix}*`)
  const versions = await redis.keys(`fx:v:{${prefix}*`)
  if (names.length + versions.length > 0) await redis.unlink(...names, ...versions)
}

const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      universe: fc.constantFrom('nifty50' as const, 'banknifty' as const),
      mode: fc.constantFrom('swing' as const, 'futures' as const),
      at: fc.constantFrom(...signals),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tell' as const), at: fc.constantFrom(...tellings) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('exit' as const), which: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('learn' as const, 'dashboard' as const, 'monitor' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('prefer' as const),
      user: fc.constantFrom(...users),
      universe: fc.constantFrom('nifty50' as const, 'banknifty' as const, null),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('relay' as const), relays: fc.integer({ min: 1, max: 3 }) }) },
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const exitByHand = async (which: number) => {
  const open = (await services.recommendations.list({ ...all, evaluated: false }))[which]
  if (!open) return
  const at = new Date(Date.parse(open.generatedAt) + 3_600_000).toISOString()
  await services.recommendations.applyExit({ id: open.id, at, price: open.entryPrice, reason: 'MANUAL' })
}

const happen = (one: Deed): Promise<unknown> => {
  if (one.kind === 'run') {
    const { universe, mode, at } = one
    return services.topPicks.run({ universe, mode, asOf: at.toISOString(), trigger: 'manual' })
  }
  if (one.kind === 'tell') return services.pickEvents.computeOutcomes({ asOf: one.at.toISOString() })
  if (one.kind === 'exit') return exitByHand(one.which)
  if (one.kind === 'learn') return services.learnings.learn()
  if (one.kind === 'prefer') return services.preferences.update(one.user, { universe: one.universe })
  if (one.kind === 'relay') return Promise.all(Array.from({ length: one.relays }, () => again().relay.drain()))
  if (one.kind === 'monitor') return Promise.all([services.scalping.monitor(), services.positions.monitor()])
  return Promise.all((['intraday', '7d'] as const).map((period) => services.dashboards.record({ period })))
}

const drained = async () => {
  await services.relay.drain()
  expect(await db.repositories().outbox.stats()).toMatchObject({ pending: 0, parked: 0 })
}

/** What Redis holds of the facts now, and after it was made again from nothing. */
const becameAndRebuilt = async () => {
  const became = await held()
  await flush()
  await services.views.rebuild({})
  return { became, rebuilt: await held(), count: Object.keys(became).length }
}

describe('views of the facts', () => {
  test('follow each kind of change by itself', async () => {
    const run: Deed = { kind: 'run', universe: 'banknifty', mode: 'swing', at: signalAt(6) }
    const tell: Deed = { kind: 'tell', at: lastTelling }
    for (const one of [
      run,
      { kind: 'exit', which: 0 },
      tell,
      { kind: 'learn' },
      { kind: 'dashboard' },
      { kind: 'prefer', user: users[1], universe: 'banknifty' },
      { kind: 'monitor' },
    ] satisfies Deed[]) {
      const { lastSeq } = await db.repositories().outbox.stats()
      await happen(one)
      await drained()
      expect((await db.repositories().outbox.stats()).lastSeq, `${one.kind} told of nothing`).toBeGreaterThan(lastSeq)
      const { became, rebuilt, count } = await becameAndRebuilt()
      expect(count).toBeGreaterThan(100)
      expect(rebuilt).toEqual(became)
    }
  })

  test.each(
    fc
      .sample(fc.array(deed, { minLength: 8, maxLength: 12 }), { numRuns: 4, seed: 4 })
      .map((deeds, i) => [i + 1, deeds] as const),
  )('are the same rebuilt as they became, history %i', async (_, deeds) => {
    for (const one of deeds) await happen(one)
    await drained()
    const { became, rebuilt, count } = await becameAndRebuilt()
    expect(count).toBeGreaterThan(100)
    expect(rebuilt).toEqual(became)
  })

  test('are whole or absent after a flush amid their history, and whole after a rebuild amid the next', async () => {
    await happen({ kind: 'run', universe: 'nifty50', mode: 'swing', at: signalAt(8) })
    await drained()
    await flush()
    await happen({ kind: 'run', universe: 'banknifty', mode: 'swing', at: signalAt(9) })
    await drained()
    const after = await held()
    await services.views.rebuild({})
    const whole = await held()
    expect(Object.keys(after).length).toBeLessThan(Object.keys(whole).length)
    expect(whole).toMatchObject(after)

    await Promise.all([
      services.views.rebuild({}),
      again().views.rebuild({}),
      happen({ kind: 'run', universe: 'banknifty', mode: 'futures', at: signalAt(9) }).then(() =>
        services.relay.drain(),
      ),
      happen({ kind: 'tell', at: lastTelling }).then(() => again().relay.drain()),
    ])
    await drained()
    const { became, rebuilt, count } = await becameAndRebuilt()
    expect(count).toBeGreaterThan(100)
    expect(rebuilt).toEqual(became)
  })

  test('read back as the facts', async () => {
    await happen({ kind: 'run', universe: 'banknifty', mode: 'swing', at: signalAt(7) })
    await happen({ kind: 'learn' })
    await drained()
    const facts = db.repositories()
    const recommendations = recommendationProjections(prefix)
    const [told] = await services.recommendations.list({ ...all, evaluated: true })
    const [open] = await services.recommendations.list({ ...all, evaluated: false })
    for (const one of [told, open]) {
      if (!one) throw new Error('the histories left nothing told or open')
      expect(await recommendations.record.read(redis, { id: one.id })).toEqual(one)
      expect(await recommendations.ofRun.read(redis, { run_id: one.runId })).toContain(one.id)
      const index = await recommendations.bySymbol.range(
        redis,
        { symbol: one.symbol, mode: one.mode },
        { by: 'rank', direction: 'ascending', limit: 10_000 },
      )
      expect(index).toContainEqual({ member: one.id, score: Date.parse(one.generatedAt) })
    }
    const indexed = await recommendations.open.range(redis, {}, { by: 'rank', direction: 'ascending', limit: 10_000 })
    const stillOpen = await services.recommendations.list({ ...all, evaluated: false })
    expect(indexed.map(({ member }) => member).toSorted()).toEqual(stillOpen.map(({ id }) => id).toSorted())

    const runs = runProjections(prefix)
    const [newest] = await facts.topPicks.newest(lane, 1)
    if (!newest) throw new Error('no run')
    expect(await runs.run.read(redis, { run_id: newest.id })).toEqual(await facts.topPicks.byId(newest.id))
    const analyses = await facts.analyses.newest(lane, ['RELIANCE'])
    expect(analyses.length).toBeGreaterThan(5)
    for (const one of analyses) {
      const place = { symbol: one.symbol, agent_type: one.result.agent }
      expect(await analysisProjection(prefix).read(redis, place)).toEqual(one)
    }
    const learnings = await facts.learnings.list({ lane, agent: 'technical', minimumSample: 1, limit: 500 })
    expect(learnings.length).toBeGreaterThan(0)
    const known = (await learningProjection(prefix).read(redis, { agent_type: 'technical' })) ?? []
    expect(known).toHaveLength(learnings.length)
    expect(known).toEqual(expect.arrayContaining(learnings))
  })

  test('lose what the facts do not know, and only in the view that was asked for', async () => {
    const [stranger, other] = [`${prefix}rec:${randomUUID()}`, `${prefix}picks:run:${randomUUID()}`]
    await redis.hset(stranger, 'id', 'x')
    await redis.hset(other, 'universe', 'x')
    const [rebuilt, ...rest] = await services.views.rebuild({ view: 'recommendations' })
    expect(rest).toEqual([])
    expect(rebuilt?.removed).toBe((rebuilt?.written ?? 0) + 1)
    expect(await redis.exists(stranger)).toBe(0)
    expect(await redis.exists(other)).toBe(1)
    await redis.unlink(other)
  })

  test('wait for Redis', async () => {
    const gone = redis.duplicate({ maxRetriesPerRequest: 0, enableOfflineQueue: false, retryStrategy: () => null })
    gone.disconnect()
    gone.on('error', () => undefined)
    await expect(again({ redis: gone }).views.rebuild({})).rejects.toMatchObject({ code: 'unavailable' })
  })
})
