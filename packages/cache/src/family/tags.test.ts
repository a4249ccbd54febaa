import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { connect, ready } from '../connection.ts'
import { defineFamily } from '../definition/definition.ts'
import { cacheOn, coherent, testCache } from '../testing/caches.ts'
import { json } from '../values/index.ts'

const quote = defineFamily({
  name: 'quote',
  description: 'a quote under one tag',
  key: 'quote:{symbol}',
  parameters: { symbol: z.string() },
  codec: json(z.object({ n: z.number() })),
  fresh: '1h',
  tags: () => ['all'],
})

/** A process that does not hear of what a bare client writes, as if the news were on their way for ever. */
const deaf = async (prefix: string) => {
  const { cache, client } = await testCache(inject('redisUrl'), { prefix, coherence: 'channel' })
  const family = cache.family(quote)
  await coherent(cache)
  return { cache, client, family }
}

const invalidateUnheard = (client: Pick<Redis, 'set'>, prefix: string) =>
  client.set(`${prefix}fx:tag:all`, String(Date.now() * 1_000 + 1e9))

test('a value is found that was set after an invalidation of which the writer has not heard', async () => {
  const prefix = `t:${randomUUID()}:`
  const [writer, reader] = [await deaf(prefix), await deaf(prefix)]
  await writer.family.set(['A'], { n: 1 })
  await invalidateUnheard(reader.client, prefix)
  await writer.family.set(['A'], { n: 2 })
  expect(await writer.family.get(['A'])).toEqual({ n: 2 })
  expect(await reader.family.get(['A'])).toEqual({ n: 2 })
})

test('a value is found whose writing an invalidation and another value overtook', async () => {
  const prefix = `t:${randomUUID()}:`
  const [writer, other] = [await deaf(prefix), await deaf(prefix)]
  await writer.family.set(['A'], { n: 0 })
  const callBuffer = writer.client.callBuffer.bind(writer.client)
  let overtaken = false
  Object.assign(writer.client, {
    callBuffer: async (command: string, ...values: (string | Buffer | number)[]) => {
      if (!overtaken) {
        overtaken = true
        await other.cache.invalidateTags('all')
        await other.family.set(['A'], { n: 1 })
      }
      return callBuffer(command, ...values)
    },
  })
  await writer.family.set(['A'], { n: 2 })
  await other.cache.settle()
  expect(await other.family.get(['A'])).toEqual({ n: 2 })
})

test('a value that was stored after an invalidation survives a reader who has not heard of it', async () => {
  const prefix = `t:${randomUUID()}:`
  const [writer, reader] = [await deaf(prefix), await deaf(prefix)]
  await writer.family.set(['B'], { n: 0 })
  expect(await reader.family.get(['B'])).toEqual({ n: 0 })
  await invalidateUnheard(reader.client, prefix)
  await writer.family.set(['A'], { n: 1 })
  expect(await reader.family.get(['A'])).toEqual({ n: 1 })
  expect(await reader.family.getMany([['A'], ['B']])).toEqual([{ n: 1 }, undefined])
  expect(await writer.family.get(['A'])).toEqual({ n: 1 })
})

test('of many values read at once those that an invalidation made old are told from those that came after it', async () => {
  const prefix = `t:${randomUUID()}:`
  const [writer, reader] = [await deaf(prefix), await deaf(prefix)]
  await writer.family.set(['B'], { n: 0 })
  await writer.family.set(['C'], { n: 0 })
  expect(await reader.family.get(['C'])).toEqual({ n: 0 })
  await invalidateUnheard(reader.client, prefix)
  await writer.family.set(['A'], { n: 1 })
  expect(await reader.family.getMany([['A'], ['B']])).toEqual([{ n: 1 }, undefined])
  expect(await writer.family.get(['A'])).toEqual({ n: 1 })
})

test('a flush amid a read does not make an invalidated value good again', async () => {
  const prefix = `t:${randomUUID()}:`
  const writer = await deaf(prefix)
  const client = connect({ url: inject('redisUrl'), name: 'test', commandTimeout: 10_000, onError: () => undefined })
  await ready(client, 10_000)
  const reader = await cacheOn(client, { prefix, coherence: 'channel' })
  const family = reader.cache.family(quote)
  await coherent(reader.cache)
  await writer.family.set(['A'], { n: 1 })
  await writer.cache.invalidateTags('all')

  // whatever is asked for second is asked for after the flush
  let asked = 0
  const flushed = async () => {
    asked += 1
    if (asked === 2) await writer.client.unlink(`${prefix}quote:A`, `${prefix}fx:tag:all`)
  }
  const { get, getBuffer } = { get: client.get.bind(client), getBuffer: client.getBuffer.bind(client) }
  client.get = async (key: string) => {
    await flushed()
    return get(key)
  }
  client.getBuffer = async (key: string) => {
    const value = getBuffer(key)
    await flushed()
    return value
  }
  expect(await family.get(['A'])).toBeUndefined()
})
