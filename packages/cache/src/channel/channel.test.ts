import { randomUUID } from 'node:crypto'
import { createServer, connect as dial, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { CorruptValueError } from '../standard-schema.ts'
import { testRedis } from '../testing/index.ts'
import { defineChannel } from './channel.ts'
import { Subscriber } from './subscriber.ts'

const { redis, prefix, url } = await testRedis()
const Tick = z.object({ price: z.number() })
const ticks = defineChannel(
  { pattern: 'ticks:{symbol}', description: 'last prices', schema: Tick, encode: (tick) => tick },
  prefix,
)

const opened: Subscriber[] = []
const like = (protocol: 2 | 3, address = url, more = {}) => new Redis(address, { protocol, lazyConnect: true, ...more })
const open = async (protocol: 2 | 3, from = like(protocol), heartbeat?: number) => {
  const name = `sub-${randomUUID()}`
  const onError = vi.fn<(error: unknown) => void>()
  const subscriber = await Subscriber.open(from, { name, onError, ...(heartbeat === undefined ? {} : { heartbeat }) })
  opened.push(subscriber)
  return { subscriber, name, onError }
}
afterAll(() => {
  for (const subscriber of opened) subscriber.close()
})

/** Cuts the connection of this name, as a failing network or an output buffer that is full would. */
const cut = async (name: string) => {
  const clients = String(await redis.client('LIST'))
  const [, id = ''] = new RegExp(`id=(\\d+) .*name=${name} `).exec(clients) ?? []
  expect(await redis.client('KILL', 'ID', id)).toBe(1)
}
const listener = () => {
  const prices: number[] = []
  const calls = { onLost: vi.fn<() => void>(), onCorrupt: vi.fn<(error: CorruptValueError) => void>() }
  return { ...calls, prices, handler: ({ price }: { price: number }) => void prices.push(price), options: calls }
}
const publish = (symbol: string, price: number) => ticks.publish(redis, { symbol }, { price })

describe.each([2, 3] as const)('a channel (RESP%i)', (protocol) => {
  test('hands messages over in their order, to each subscription of one connection', async () => {
    const { subscriber } = await open(protocol)
    const symbol = randomUUID()
    const [a, b, other] = [listener(), listener(), listener()]
    await ticks.subscribe(subscriber, { symbol }, a.handler, a.options)
    const second = await ticks.subscribe(subscriber, { symbol }, b.handler, b.options)
    await ticks.subscribe(subscriber, { symbol: randomUUID() }, other.handler, other.options)
    for (let price = 1; price <= 50; price += 1) expect(await publish(symbol, price)).toBe(1)
    const all = Array.from({ length: 50 }, (_, i) => i + 1)
    await expect.poll(() => [a.prices, b.prices]).toEqual([all, all])

    await second.unsubscribe()
    await publish(symbol, 51)
    await expect.poll(() => a.prices.at(-1)).toBe(51)
    expect(b.prices).toEqual(all)
    expect(other.prices).toEqual([])
    expect(a.onLost).not.toHaveBeenCalled()
  })

  test('is left when its last subscription ends, and can be joined again', async () => {
    const { subscriber } = await open(protocol)
    const symbol = randomUUID()
    const { handler, options, prices } = listener()
    const first = await ticks.subscribe(subscriber, { symbol }, handler, options)
    await first.unsubscribe()
    await first.unsubscribe()
    expect(await publish(symbol, 1)).toBe(0)
    await ticks.subscribe(subscriber, { symbol }, handler, options)
    expect(await publish(symbol, 2)).toBe(1)
    await expect.poll(() => prices).toEqual([2])
  })

  test('says that messages may be missing after a reconnect, once it listens again', async () => {
    const { subscriber, name } = await open(protocol)
    const symbol = randomUUID()
    const { handler, prices, onCorrupt } = listener()
    // what is published when told so arrives: a state that is re-read then has no gap
    const onLost = vi.fn<() => Promise<void>>(async () => void (await publish(symbol, 2)))
    await ticks.subscribe(subscriber, { symbol }, handler, { onLost, onCorrupt })
    await publish(symbol, 1)
    await expect.poll(() => prices).toEqual([1])
    for (const times of [1, 2]) {
      await cut(name)
      await expect.poll(() => prices.length, { timeout: 20_000 }).toBe(1 + times)
      expect(onLost).toHaveBeenCalledTimes(times)
    }
  })

  test('reports what it is not declared for, and goes on', async () => {
    const { subscriber, onError } = await open(protocol)
    const symbol = randomUUID()
    const { handler, options, prices, onCorrupt } = listener()
    await ticks.subscribe(subscriber, { symbol }, handler, options)
    await redis.publish(ticks.name({ symbol }), 'not json')
    await redis.publish(ticks.name({ symbol }), '{"price":"1"}')
    await publish(symbol, 3)
    await expect.poll(() => prices).toEqual([3])
    expect(onCorrupt.mock.calls.map(([error]) => error.name)).toEqual(['CorruptValueError', 'CorruptValueError'])
    expect(onError).not.toHaveBeenCalled()
  })

  test('survives handlers that throw or reject', async () => {
    const { subscriber, onError } = await open(protocol)
    const symbol = randomUUID()
    const { options } = listener()
    const thrown = new Error('thrown')
    const rejected = new Error('rejected')
    const handler = vi.fn<() => Promise<void>>().mockImplementationOnce(() => {
      throw thrown
    })
    handler.mockRejectedValueOnce(rejected)
    await ticks.subscribe(subscriber, { symbol }, handler, options)
    for (const price of [1, 2, 3]) await publish(symbol, price)
    await expect.poll(() => handler.mock.calls.length).toBe(3)
    await expect.poll(() => onError.mock.calls.flat()).toEqual([thrown, rejected])
  })
})

describe('a subscriber', () => {
  /** Passes bytes on to the test run's Redis. A connection that is muted stays open, and nothing comes through any more. */
  const openProxy = async () => {
    const { hostname, port, password } = new URL(url)
    const connections: { near: Socket; far: Socket; muted: boolean }[] = []
    const state = { muteNew: false }
    const server = createServer((near) => {
      const far = dial(Number(port), hostname)
      const connection = { near, far, muted: state.muteNew }
      connections.push(connection)
      near.on('data', (bytes) => connection.muted || far.write(bytes)).on('close', () => far.destroy())
      far.on('data', (bytes) => connection.muted || near.write(bytes)).on('close', () => near.destroy())
      for (const socket of [near, far]) socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return {
      url: `redis://:${password}@127.0.0.1:${address.port}`,
      state,
      mute: () => {
        for (const connection of connections) connection.muted = true
      },
      close: () => {
        for (const { near, far } of connections) for (const socket of [near, far]) socket.destroy()
        server.close()
      },
    }
  }

  test('begins with the next connection when Redis is away, and says so', async () => {
    const proxy = await openProxy()
    proxy.state.muteNew = true
    const { subscriber } = await open(3, like(3, proxy.url, { commandTimeout: 500 }))
    const symbol = randomUUID()
    const { handler, options, onLost, prices } = listener()
    await ticks.subscribe(subscriber, { symbol }, handler, options)
    expect(onLost).not.toHaveBeenCalled()
    proxy.state.muteNew = false
    await expect.poll(() => onLost.mock.calls.length, { timeout: 20_000 }).toBe(1)
    await publish(symbol, 1)
    await expect.poll(() => prices).toEqual([1])
    subscriber.close()
    proxy.close()
  })

  test.each([2, 3] as const)('notices a connection that fell silent (RESP%i)', async (protocol) => {
    const proxy = await openProxy()
    const { subscriber } = await open(protocol, like(protocol, proxy.url, { commandTimeout: 500 }), 100)
    const symbol = randomUUID()
    const { handler, options, onLost, prices } = listener()
    await ticks.subscribe(subscriber, { symbol }, handler, options)
    proxy.mute()
    await publish(symbol, 1)
    await expect.poll(() => onLost.mock.calls.length, { timeout: 20_000 }).toBeGreaterThan(0)
    await publish(symbol, 2)
    await expect.poll(() => prices).toEqual([2])
    subscriber.close()
    proxy.close()
  })

  test('passes on that the server refuses a channel', async () => {
    const user = `user-${randomUUID()}`
    await redis.acl('SETUSER', user, 'on', '>secret', '+@all', '~*', 'resetchannels')
    const { hostname, port } = new URL(url)
    const address = `redis://${user}:secret@${hostname}:${port}`
    const { subscriber, onError } = await open(3, like(3, address))
    const { handler, options } = listener()
    await expect(ticks.subscribe(subscriber, { symbol: 'x' }, handler, options)).rejects.toThrow(/NOPERM/)
    expect(onError).not.toHaveBeenCalled()
    subscriber.close()
    await redis.acl('DELUSER', user)
    await expect(ticks.subscribe(subscriber, { symbol: 'x' }, handler, options)).rejects.toThrow(/closed/)
  })
})
