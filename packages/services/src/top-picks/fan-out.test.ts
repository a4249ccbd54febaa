import { isDeepStrictEqual } from 'node:util'
import { testRedis } from '@fyntrix/cache/testing'
import type { Mode, TopPicksRun } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { Redis } from 'ioredis'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Log, silentLog } from '../shared/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { computeRun } from './compute-run.ts'
import { answerPart, isCarriedByJson } from './fan-out.answer.ts'
import { partsOf, type RunPart } from './fan-out.part.ts'
import { createPartsQueue } from './fan-out.parts.ts'
import { requireNoEviction } from './fan-out.policy.ts'
import { keptEvents } from './fan-out.queue.ts'
import { type FanOutOptions, openFanOut } from './fan-out.ts'
import { type PicksWorkerOptions, startPicksWorker } from './fan-out.worker.ts'
import type { SymbolWork } from './symbol-work.ts'

const asOf = new Date('2026-07-09T10:30:00.000Z')
const { services, again } = await testServices({ asOf: asOf.toISOString() })
const { candles, universes } = services
const { redis, url: redisUrl, prefix } = await testRedis()
const swing = { universe: 'banknifty', mode: 'swing' } as const

beforeAll(() => importSimulatedMarket(services, asOf.toISOString()))

/** What was warned of, beside the log itself. */
const listening = () => {
  const warnings: unknown[] = []
  const log: Log = { ...silentLog, warn: (facts) => void warnings.push(facts) }
  return { log, warnings }
}

const fanOut = (options: Partial<FanOutOptions> = {}) => {
  const work = openFanOut({ redisUrl, prefix, name: 'test', log: silentLog, ...options })
  onTestFinished(() => work.close())
  return work
}

const working = async (options: Partial<PicksWorkerOptions> = {}) => {
  const worker = await startPicksWorker({
    candles,
    redisUrl,
    prefix,
    name: 'test',
    concurrency: 2,
    log: silentLog,
    ...options,
  })
  onTestFinished(() => worker.close())
}

const compute = (question: { universe: Universe; mode: Mode }, work?: SymbolWork, signal?: AbortSignal) =>
  computeRun({ candles, universes, ...(work && { work }) }, { ...question, asOf, ...(signal && { signal }) })

const waiting = () => redis.llen(`${prefix}fx:queue:{picks}:wait`)

/** Keys of parts that Redis holds. */
const kept = async () => (await redis.keys(`${prefix}fx:queue:{picks}:*-*-*-*`)).length

describe('a run over workers', () => {
  test('is the run of one process to the bit, in every universe and mode, and leaves no part in Redis', async () => {
    const { log, warnings } = listening()
    await Promise.all([working(), working()])
    const work = fanOut({ log })
    for (const universe of ['nifty50', 'banknifty'] as const) {
      for (const mode of ['swing', 'intraday', 'scalping', 'options'] as const) {
        const [apart, whole] = [await compute({ universe, mode }, work), await compute({ universe, mode })]
        expect(isDeepStrictEqual(apart, whole)).toBe(true)
        expect(JSON.stringify(apart)).toBe(JSON.stringify(whole))
      }
    }
    expect(warnings).toEqual([])
    expect(await kept()).toBe(0)
  })

  test('is recorded as the run of one process is', async () => {
    await working()
    const facts = ({ id, startedAt, finishedAt, elapsedMs, ...rest }: TopPicksRun) => rest
    const apart = await again({ work: fanOut() }).topPicks.run({ ...swing, trigger: 'manual' })
    const whole = await services.topPicks.run({ ...swing, trigger: 'manual' })
    expect(facts(await services.topPicks.byId(apart.id))).toEqual(facts(await services.topPicks.byId(whole.id)))
  })

  test('whose workers see other candles, or settings, is finished by its own process, the same', async () => {
    const { log, warnings } = listening()
    await working({
      candles: {
        ...candles,
        many: (symbols, interval, at, limit) => candles.many(symbols, interval, at, Math.min(limit, 100)),
      },
    })
    expect(await compute(swing, fanOut({ log }))).toEqual(await compute(swing))
    expect(warnings).toMatchObject([
      { reason: 'this worker sees other candles or settings' },
      { reason: 'this worker sees other candles or settings' },
    ])
  })

  test('goes on when Redis lost all of it', async () => {
    const run = compute(swing, fanOut())
    await vi.waitUntil(async () => (await waiting()) > 0)
    await redis.del(await redis.keys(`${prefix}fx:queue:*`))
    await working()
    expect(await run).toEqual(await compute(swing))
    // what bounds its events is there again: an event holds what was answered
    expect(await redis.hget(`${prefix}fx:queue:{picks}:meta`, 'opts.maxLenEvents')).toBe(String(keptEvents))
  })

  test('ends with its reason when it is aborted, and leaves nothing to do', async () => {
    const abort = new AbortController()
    const run = compute(swing, fanOut(), abort.signal)
    await vi.waitUntil(async () => (await waiting()) > 0)
    abort.abort(new Error('the lock is lost'))
    await expect(run).rejects.toThrow('the lock is lost')
    expect(await kept()).toBe(0)
  })
})

describe('a run that nobody can do', () => {
  test('is unavailable when no worker takes a part of it in time', async () => {
    const run = compute(swing, fanOut({ patience: { begin: 100, move: 60_000 } }))
    await expect(run).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('within 0.1 s') })
    expect(await kept()).toBe(0)
  })

  test('is unavailable when Redis is away', async () => {
    const work = fanOut({ redisUrl: 'redis://127.0.0.1:1', patience: { begin: 100, move: 60_000 } })
    await expect(compute(swing, work)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Redis does not answer'),
    })
  })

  test('is unavailable when workers fail at it each time', async () => {
    await working({ candles: { ...candles, many: () => Promise.reject(new Error('no PostgreSQL here')) } })
    await expect(compute(swing, fanOut())).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: 'no PostgreSQL here' },
    })
  })

  test('is unavailable when its process stops', async () => {
    const work = fanOut()
    const ended = compute(swing, work).catch((error: unknown) => error)
    await vi.waitUntil(async () => (await waiting()) > 0)
    await work.close()
    expect(await ended).toMatchObject({ code: 'unavailable' })
  })
})

/** The parts of a run of banknifty, five members each. */
const someParts = async (): Promise<RunPart[]> => {
  const parts: RunPart[] = []
  await compute(swing, {
    answersOf: (plan) => {
      parts.push(...partsOf(plan, 5))
      return Promise.resolve([])
    },
  })
  return parts
}

describe('a worker', () => {
  test('declines parts of another source, of other settings, and of a shape that it does not know', async () => {
    const [part] = await someParts()
    expect(await answerPart(candles, part)).toMatchObject({ given: true })
    for (const other of [
      { ...part, source: 'zerodha' },
      { ...part, session: '2026-07-08' },
      { symbols: ['INFY'] },
      null,
    ])
      expect(await answerPart(candles, other)).toMatchObject({ given: false })
  })

  test('knows what JSON would change', () => {
    for (const carried of [[0.1 + 0.2, 5e-324, 1.7976931348623157e308, null], { a: { b: 'NaN' } }])
      expect(isCarriedByJson(carried)).toBe(true)
    for (const changed of [[Number.NaN], [-0], { a: undefined }, [Number.POSITIVE_INFINITY]])
      expect(isCarriedByJson(changed)).toBe(false)
  })
})

describe('the queue', () => {
  test('holds a part once, however often it is put in', async () => {
    const queue = createPartsQueue({ redis, prefix, log: silentLog })
    onTestFinished(() => queue.close())
    const parts = await someParts()
    const named = new Map(parts.map((part, i) => [`a-b-c-${i}`, part]))
    await queue.add(named)
    await queue.add(named)
    expect(parts.map(({ members }) => members.symbols.length)).toEqual([5, 5, 2])
    expect(await waiting()).toBe(3)
    await queue.remove([...named.keys()])
    expect(await kept()).toBe(0)
  })

  test('is not put into a Redis that evicts', async () => {
    const that = (policy: string): Redis =>
      new Proxy(redis, {
        get: (server, name) =>
          name === 'info' ? () => Promise.resolve(`maxmemory_policy:${policy}\r\n`) : Reflect.get(server, name),
      })
    await expect(requireNoEviction(that('allkeys-lru'), silentLog)).rejects.toMatchObject({ code: 'refused' })
    await expect(requireNoEviction(redis, silentLog)).resolves.toBeUndefined()
  })
})
