import { nse } from '@fyntrix/calendar'
import { TopScoresQuery } from '@fyntrix/domain/scores'
import { Redis } from 'ioredis'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { silentLog, standingClock } from '../shared/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { runScoresJob } from './scores.job.ts'

const end = '2026-06-12T12:00:00.000Z'
const { services, resources, again } = await testServices({ asOf: end })
const { redis, prefix } = resources

const before = (date: string) => new Date((nse.sessionOn(date)?.open ?? 0) - 3_600_000).toISOString()
const monday = before('2026-06-08')
const tuesday = before('2026-06-09')
const friday = before('2026-06-12')
const run = (universe: 'nifty50' | 'banknifty', asOf: string) =>
  services.topPicks.run({ universe, mode: 'swing', asOf, trigger: 'manual' })
const top = (query: Partial<TopScoresQuery> = {}) => services.scores.top(TopScoresQuery.parse({ limit: 200, ...query }))
const keyOf = (symbol: string) => `${prefix}scores:global:${symbol}`
const emptyRedis = async () => {
  const keys = await redis.keys(`*${prefix}*`)
  if (keys.length > 0) await redis.del(...keys)
}
const nifty = services.universes.members('nifty50', new Date(end)).symbols
const banks = services.universes.members('banknifty', new Date(end)).symbols
const both = banks.filter((symbol) => nifty.includes(symbol))

let mondays: Awaited<ReturnType<typeof run>>
beforeAll(async () => {
  await importSimulatedMarket(services, end)
  mondays = await run('nifty50', monday)
  await run('banknifty', tuesday)
}, 120_000)
beforeEach(async () => {
  await services.relay.drain()
  await emptyRedis()
})

test('the score of a symbol that its run picked is the score of the pick; M&M and every other one has one', async () => {
  expect(mondays.picks.length).toBeGreaterThan(3)
  const scores = await services.scores.latest({ symbols: [...nifty] })
  for (const pick of mondays.picks.filter(({ symbol }) => !banks.includes(symbol))) {
    expect(scores.find(({ symbol }) => symbol === pick.symbol)?.score).toMatchObject({
      blendScore: pick.score,
      confidence: pick.confidence,
      recommendation: pick.recommendation,
      isActionable: true,
      recommendationNote: null,
      riskRewardRatio: pick.plan.riskReward,
      keySignals: pick.signals,
      reasoning: pick.reasoning,
      agents: pick.contributions,
      analyzedAt: monday,
      simulated: true,
    })
  }
  const neutral = mondays.exclusions.find(({ symbol, reason }) => reason === 'neutral' && !banks.includes(symbol))
  expect(scores.find(({ symbol }) => symbol === neutral?.symbol)?.score).toMatchObject({
    recommendation: 'Neutral',
    isActionable: false,
    recommendationNote: neutral?.detail,
  })
  expect(scores.find(({ symbol }) => symbol === 'M&M')?.score?.blendScore).toEqual(expect.any(Number))
})

test('a symbol of two universes has one score, of the newest run, and any two stand in the same order everywhere', async () => {
  expect(both.length).toBeGreaterThan(2)
  const all = await top()
  const places = new Map(all.scores.map(({ symbol, rank }) => [symbol, rank]))
  for (const universe of ['nifty50', 'banknifty'] as const) {
    const { scores } = await top({ universe })
    expect(scores.map(({ rank }) => rank)).toEqual(scores.map((_, i) => i + 1))
    const ranks = scores.map(({ symbol }) => places.get(symbol) ?? 0)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    for (const { rank: _, ...score } of scores)
      expect(all.scores.find(({ symbol }) => symbol === score.symbol)).toMatchObject(score)
    expect(scores.filter(({ symbol }) => both.includes(symbol)).map(({ analyzedAt }) => analyzedAt)).toEqual(
      both.map(() => tuesday),
    )
  }
})

test('a run of a part renews that part only: the others keep the time of their analysis and are labelled', async () => {
  await run('banknifty', friday)
  await services.relay.drain()
  await services.scores.refresh()
  // ten minutes after the run, and seven hours after it
  const at = (minutes: number) =>
    again({ clock: standingClock(new Date(Date.parse(friday) + minutes * 60_000)) }).scores.latest({
      symbols: ['AUBANK', 'M&M'],
    })
  const [bank, other] = await at(10)
  expect(bank).toMatchObject({ staleReason: null, score: { analyzedAt: friday } })
  expect(other).toMatchObject({ score: { analyzedAt: monday } })
  expect(other?.staleReason).toContain(`analysed ${monday}; the session of 2026-06-11 has traded since`)
  expect((await at(420))[0]?.staleReason).toContain('the session of 2026-06-12')
  expect(await redis.hgetall(`${prefix}scores:cache_timestamp`)).toEqual({
    nifty50: monday,
    banknifty: friday,
    as_of: friday,
  })
  expect(await services.scores.refresh()).toMatchObject({ oldest: monday, stale: expect.any(Number) })
})

test('as of an instant only what had been said then is seen', async () => {
  const asOf = before('2026-06-11')
  const [bank] = await services.scores.latest({ symbols: ['AUBANK'], asOf })
  expect(bank).toMatchObject({ score: { analyzedAt: tuesday }, servedFrom: 'postgresql' })
  expect(await services.scores.latest({ symbols: ['AUBANK'], asOf: monday })).toEqual([
    { symbol: 'AUBANK', score: null, staleReason: null, servedFrom: 'postgresql' },
  ])
  expect(await redis.exists(keyOf('AUBANK'))).toBe(0)
  expect((await top({ universe: 'banknifty', asOf: monday })).without).toContainEqual({
    symbol: 'AUBANK',
    reason: 'not analysed yet',
  })
})

test('Redis holds legacy fields; losing it, or being without it, changes no answer', async () => {
  const fromFacts = await services.scores.latest({ symbols: [...nifty] })
  expect(await redis.hgetall(keyOf('M&M'))).toMatchObject({
    symbol: 'M&M',
    blend_score: expect.stringMatching(/^[\d.]+$/),
    confidence: expect.any(String),
    is_actionable: expect.stringMatching(/true|false/),
    analyzed_at: monday,
  })
  const plain = (answers: typeof fromFacts) => answers.map(({ servedFrom: _, ...answer }) => answer)
  const stored = await services.scores.latest({ symbols: [...nifty] })
  expect(stored.every(({ servedFrom }) => servedFrom === 'redis')).toBe(true)
  expect(plain(stored)).toEqual(plain(fromFacts))
  await emptyRedis()
  expect(await again().scores.latest({ symbols: [...nifty] })).toEqual(fromFacts)
  await redis.hset(keyOf('INFY'), { blend_score: 'rubbish' })
  expect(plain(await services.scores.latest({ symbols: [...nifty] }))).toEqual(plain(fromFacts))
  const away = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, retryStrategy: () => null })
  away.on('error', () => undefined)
  expect(await again({ redis: away }).scores.latest({ symbols: [...nifty] })).toEqual(fromFacts)
  await expect(again({ redis: away }).scores.refresh()).rejects.toMatchObject({ code: 'unavailable' })
  away.disconnect()
})

test('a recorded run brings its scores into Redis, and only runs of the mode that scores do', async () => {
  await services.topPicks.run({ universe: 'banknifty', mode: 'intraday', asOf: end, trigger: 'manual' })
  await services.relay.drain()
  expect(await redis.exists(keyOf('AUBANK'))).toBe(0)
  await run('banknifty', end)
  await services.relay.drain()
  expect(await redis.hget(keyOf('AUBANK'), 'analyzed_at')).toBe(end)
  expect(await redis.exists(keyOf('M&M'))).toBe(0)
})

test('top picks can be narrowed by confidence and to what was picked', async () => {
  const all = await top()
  const picked = await top({ actionableOnly: true })
  expect(picked.scores.map(({ symbol }) => symbol)).toEqual(
    all.scores.filter(({ isActionable }) => isActionable).map(({ symbol }) => symbol),
  )
  const sure = await top({ minimumConfidence: 'Medium', limit: 3 })
  expect(sure.scores.map(({ symbol }) => symbol)).toEqual(
    all.scores
      .filter(({ confidence }) => confidence !== 'Low')
      .slice(0, 3)
      .map(({ symbol }) => symbol),
  )
})

test('the job writes every score on a session, whoever else does so at the same time', async () => {
  const deps = { scores: services.scores, log: silentLog }
  const done = await Promise.all([services, again(), again()].map(({ scores }) => runScoresJob({ ...deps, scores })))
  for (const one of done) expect(one).toEqual(done[0])
  expect(await redis.keys(`${prefix}scores:global:*`)).toHaveLength(new Set([...nifty, ...banks]).size)
})
