import { randomUUID } from 'node:crypto'
import { expect, inject, onTestFinished, test } from 'vitest'
import { NaiveCache, type NaiveOptions } from './naive.ts'
import { crowd, failingTogether, removedWhileLoading } from './scenarios.ts'

/*
 * What the conformance tests ask for is not what any cache gives: here the same is asked of a naive one, and each test says how it fails.
 */

const url = new URL(inject('redisUrl'))
const connection = { host: url.hostname, port: Number(url.port), password: decodeURIComponent(url.password) }

const open = async (options: Pick<NaiveOptions, 'prefix'> & Partial<NaiveOptions>): Promise<NaiveCache> => {
  const cache = await NaiveCache.open({ connection, load: async () => 1, ...options })
  onTestFinished(() => cache.close())
  return cache
}
const prefixed = () => `t:${randomUUID()}:`
const two = async (load: () => Promise<number>) => {
  const prefix = prefixed()
  return [await open({ prefix, load }), await open({ prefix, load })] as const
}

test('a value that was removed while it was loaded is kept by a naive cache, and everybody gets it', async () => {
  expect(await removedWhileLoading(two)).toEqual({ joining: 1, elsewhere: 1, later: 1 })
})

test('what a naive cache missed while it was not listening, it never hears of', async () => {
  const [a, b] = await two(async () => 1)
  await b.getOrLoad('A')
  const back = new Promise((resolve) => b.ear.once('ready', resolve))
  b.ear.disconnect(true)
  await a.set('A', 2)
  await back
  await expect.poll(() => b.settle().then(() => true)).toBe(true)
  expect(await b.getOrLoad('A')).toBe(1)
})

test('a loader that fails is called in each process by a naive cache, and again by the next who ask', async () => {
  const { failures, together, again } = await failingTogether(two)
  expect([failures, again]).toEqual([50, 2])
  // once more for each caller whose look in Redis came back after the load of its process had failed
  expect(together).toBeGreaterThanOrEqual(2)
})

test('a refresh that hangs keeps everybody waiting in a naive cache, although the last value is known', async () => {
  let now = 0
  let answer: () => Promise<number> = async () => 1
  const prefix = prefixed()
  const a = await open({ prefix, load: () => answer(), wall: () => now, fresh: 30_000 })
  await a.getOrLoad('A')
  now += 60_000
  const hung = Promise.withResolvers<number>()
  answer = () => hung.promise
  let settled = false
  const call = a.getOrLoad('A').finally(() => {
    settled = true
  })
  // others are served meanwhile: it is not Redis that is slow
  for (let i = 0; i < 20; i += 1) await a.get('B')
  expect(settled).toBe(false)
  hung.resolve(2)
  expect(await call).toBe(2)
})

test('machines whose clocks are minutes apart do not agree in a naive cache on what is fresh', async () => {
  const prefix = prefixed()
  const skewed = (skew: number) => open({ prefix, fresh: 30_000, wall: () => Date.now() + skew })
  const [early, late] = [await skewed(-90_000), await skewed(90_000)]
  await early.set('A', 1)
  // just written, over already
  expect(await late.get('A')).toBeUndefined()
  expect(await early.get('A')).toBe(1)
})

test('damaged bytes are an error to the reader of a naive cache, each time anew', async () => {
  const prefix = prefixed()
  const a = await open({ prefix })
  for (const damaged of ['{"n":1', '', '\u00f1\u0000']) {
    await a.client.set(`${prefix}A`, damaged)
    await expect(a.getOrLoad('A')).rejects.toThrow(SyntaxError)
    await expect(a.getOrLoad('A')).rejects.toThrow(SyntaxError)
  }
  // and what is JSON of another shape is taken for a value
  await a.client.set(`${prefix}A`, '{"n":"one","until":9e15}')
  expect(await a.getOrLoad('A')).toBe('one')
})

test('the bound of a naive cache does not hold under eight writers', async () => {
  const prefix = prefixed()
  const writers = await Promise.all(Array.from({ length: 8 }, () => open({ prefix, bound: 20 })))
  const observer = await open({ prefix })
  let most = 0
  const writing = new AbortController()
  const watching = (async () => {
    while (!writing.signal.aborted) most = Math.max(most, await observer.client.zcard(`index:${prefix}`))
  })()
  await crowd(writers)
  writing.abort()
  await watching
  expect(most).toBeGreaterThan(20)
})
