import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { connect, ready } from './connection.ts'
import { acquireLock, LockHeldError, withLock } from './lock.ts'
import { testRedis } from './testing/index.ts'

const { redis, prefix, url } = await testRedis()
const attempt = (key: string, lifetime = 60_000) => acquireLock(redis, { key, token: randomUUID(), lifetime })
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    // on a machine that was stopped for a moment it may have happened already
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

describe('a lock', () => {
  test('is held by one of many', async () => {
    const key = `${prefix}one`
    const held = (await Promise.all(Array.from({ length: 50 }, () => attempt(key)))).filter((lock) => lock)
    expect(held).toHaveLength(1)
    await held[0]?.release()
    const next = await attempt(key)
    expect(next).toBeDefined()
    await next?.release()
  })

  test('is renewed while it is held', async () => {
    const key = `${prefix}renewed`
    // renewed after two seconds; what is left until then is long enough for a machine that is slow
    const lock = await attempt(key, 6_000)
    await redis.pexpire(key, 5_000)
    // a renewal puts the whole lifetime back
    await expect.poll(() => redis.pttl(key), { timeout: 20_000, interval: 20 }).toBeGreaterThan(5_100)
    expect(lock?.signal.aborted).toBe(false)
    await lock?.release()
  })

  test('tells its owner that it was lost, and never releases the next owner', async () => {
    const key = `${prefix}lost`
    const lock = await attempt(key, 300)
    await redis.set(key, 'somebody else')
    await aborted(lock!.signal)
    await lock?.release()
    expect(await redis.get(key)).toBe('somebody else')
  })

  test('outlives a renewal that failed', async () => {
    const key = `${prefix}hiccup`
    const connection = connect({ url, name: key, onError: () => undefined })
    await ready(connection, 5_000)
    const lock = await acquireLock(connection, { key, token: randomUUID(), lifetime: 6_000 })
    connection.disconnect()
    // the first renewal, after two seconds, finds nobody
    await expect.poll(() => redis.pttl(key), { timeout: 20_000, interval: 20 }).toBeLessThan(3_900)
    await connection.connect()
    await expect.poll(() => redis.pttl(key), { timeout: 20_000, interval: 20 }).toBeGreaterThan(4_100)
    expect(lock?.signal.aborted).toBe(false)
    await lock?.release()
    connection.disconnect()
  })

  test('is lost when Redis stays away for its whole lifetime', async () => {
    const key = `${prefix}away`
    const connection = connect({ url, name: key, onError: () => undefined })
    await ready(connection, 5_000)
    const lock = await acquireLock(connection, { key, token: randomUUID(), lifetime: 2_000 })
    connection.disconnect()
    await aborted(lock!.signal)
    expect(lock!.signal.reason).toMatchObject({ message: expect.stringContaining('could not be renewed') })
  })
})

describe('a lock that was given back', () => {
  const held = async (name: string) => {
    const connection = connect({ url, name, onError: () => undefined })
    await ready(connection, 5_000)
    const options = { key: prefix + name, token: randomUUID(), lifetime: 60_000 }
    const lock = await acquireLock(connection, options)
    if (lock === undefined) throw new Error('somebody else holds it')
    return { connection, lock, ...options }
  }

  test('while Redis was away is free as soon as it is back', async () => {
    const { connection, lock, key } = await held('back-away')
    connection.disconnect()
    await expect.poll(() => connection.status).toBe('end')
    await lock.release()
    expect(await redis.exists(key)).toBe(1)
    await connection.connect()
    await expect.poll(() => redis.exists(key)).toBe(0)
    connection.disconnect()
  })

  test('just before Redis crashed does not come back with what it read from its disk', async () => {
    const { connection, lock, key, token, lifetime } = await held('back-crash')
    await lock.release()
    // what a second of the append-only file forgets
    await redis.set(key, token, 'PX', lifetime)
    connection.disconnect(true)
    await expect.poll(() => redis.exists(key)).toBe(0)
    connection.disconnect()
  })

  test('is left to whoever took it since', async () => {
    const { connection, lock, key } = await held('back-taken')
    await lock.release()
    await redis.set(key, 'somebody else', 'PX', 60_000)
    connection.disconnect(true)
    await expect.poll(() => connection.ping().catch(() => 'away')).toBe('PONG')
    expect(await redis.get(key)).toBe('somebody else')
    connection.disconnect()
  })
})

describe('work under a lock', () => {
  const options = (name: string) => ({ key: prefix + name, token: randomUUID(), lifetime: 60_000, random: Math.random })
  const nothing = async () => undefined

  test('gives its answer, and the lock back', async () => {
    const held = options('work')
    const answer = await withLock(redis, held, async (signal) => [signal.aborted, await redis.get(held.key)])
    expect(answer).toEqual([false, held.token])
    expect(await redis.exists(held.key)).toBe(0)
  })

  test('gives the lock back when it fails', async () => {
    const failure = new Error('no candles')
    const held = options('failing')
    await expect(withLock(redis, held, () => Promise.reject(failure))).rejects.toBe(failure)
    expect(await redis.exists(held.key)).toBe(0)
  })

  test('does not begin when somebody else holds the lock, at once or after waiting', async () => {
    const held = options('taken')
    await redis.set(held.key, 'somebody else', 'PX', 60_000)
    await expect(withLock(redis, held, nothing)).rejects.toThrow(LockHeldError)
    await expect(withLock(redis, { ...held, wait: 60 }, nothing)).rejects.toMatchObject({ key: held.key })
    expect(await redis.get(held.key)).toBe('somebody else')
  })

  test('of many who wait is done by each, one at a time', async () => {
    let [inside, most, done] = [0, 0, 0]
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await redis.ping()
      inside -= 1
      done += 1
    }
    await Promise.all(Array.from({ length: 15 }, () => withLock(redis, { ...options('queue'), wait: 60_000 }, work)))
    expect([most, done]).toEqual([1, 15])
  })

  test('is not begun by a caller who cancels while waiting', async () => {
    const held = options('cancelled')
    await redis.set(held.key, 'somebody else', 'PX', 60_000)
    const caller = new AbortController()
    const waiting = withLock(redis, { ...held, wait: 60_000, signal: caller.signal }, nothing)
    const reason = new Error('shutting down')
    caller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await expect(withLock(redis, { ...options('free'), signal: caller.signal }, nothing)).rejects.toBe(reason)
  })

  test('is told when the caller cancels and when the lock is lost', async () => {
    const caller = new AbortController()
    const cancelled = withLock(redis, { ...options('told'), signal: caller.signal }, async (signal) => {
      caller.abort()
      return signal.aborted
    })
    expect(await cancelled).toBe(true)
    const held = { ...options('told-lost'), lifetime: 300, signal: new AbortController().signal }
    const lost = withLock(redis, held, async (signal) => {
      await redis.set(held.key, 'somebody else')
      await aborted(signal)
      return signal.reason
    })
    expect(await lost).toBeInstanceOf(Error)
    expect(await redis.get(held.key)).toBe('somebody else')
  })
})
