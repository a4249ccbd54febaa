import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '@fyntrix/bench'
import { Redis } from 'ioredis'
import type { OwnRedis } from '../../shared/own-redis.ts'
import type { OpenPeer, PeerOptions } from './peers/peer.ts'

/** What reads were like while Redis hung, died and came back. */
export interface Outage {
  readonly reads: number
  readonly p50Ms: number
  readonly p999Ms: number
  readonly maxMs: number
  /** Reads that gave another key's value, one older than a write that was confirmed before they began, or one that was never written. */
  readonly wrong: number
  readonly failed: number
  /** Reads that had no answer when the measurement ended; they count with the time they had waited. */
  readonly unanswered: number
  /** Rejections that a library left to nobody: by default, Node ends the process at the first. */
  readonly unhandled: number
  /** From the server's being back until it is used again; infinite when it was not within the bound. */
  readonly recoveredMs: number
  /** 99.9 % of timers of one deadline, set by the same process at the same time, took no longer: what the machine itself adds. */
  readonly timer999Ms: number
}

/** Milliseconds of each part: healthy, hanging, dead, and at most until recovery is seen. */
export interface OutagePlan {
  readonly healthy: number
  readonly hanging: number
  readonly dead: number
  readonly recovery: number
}

interface Versioned {
  readonly key: string
  readonly n: number
}

const isVersioned = (value: unknown): value is Versioned =>
  typeof value === 'object' && value !== null && 'key' in value && 'n' in value && typeof value.n === 'number'

const keys = 200
const readEveryMs = 5
const writesEvery = 10

/** A source whose values grow, with what was confirmed as written through the cache. */
const createSource = () => {
  const truth = new Map<string, number>()
  const confirmed = new Map<string, number>()
  return {
    truth,
    confirmed,
    load: async (key: string): Promise<Versioned> => ({ key, n: truth.get(key) ?? 0 }),
    next: (key: string): number => {
      const n = (truth.get(key) ?? 0) + 1
      truth.set(key, n)
      return n
    },
  }
}

/**
 * Reads 200 keys at a constant rate, 200 a second, whether earlier reads were answered or not, with 20 writes a second. The server is stopped, then
 * killed, then started again on the same port.
 */
export const measureOutage = async (
  redis: OwnRedis,
  options: Omit<PeerOptions, 'load'> & { readonly deadline: number },
  open: (options: PeerOptions) => Promise<OpenPeer>,
  plan: OutagePlan,
): Promise<Outage> => {
  const { truth, confirmed, load, next } = createSource()
  const cache = await open({ ...options, load })
  const times: number[] = []
  const waiting = new Set<number>()
  let wrong = 0
  let failed = 0
  const read = async (key: string) => {
    const least = confirmed.get(key) ?? 0
    const started = performance.now()
    waiting.add(started)
    try {
      const value = await cache.getOrLoad(key)
      const right = isVersioned(value) && value.key === key && value.n >= least && value.n <= (truth.get(key) ?? 0)
      if (!right) wrong += 1
    } catch {
      failed += 1
    }
    if (waiting.delete(started)) times.push(performance.now() - started)
  }
  const write = async (key: string) => {
    const n = next(key)
    await cache.set(key, { key, n })
    confirmed.set(key, Math.max(n, confirmed.get(key) ?? 0))
  }
  let unhandled = 0
  const onUnhandled = () => {
    unhandled += 1
  }
  process.on('unhandledRejection', onUnhandled)
  const timers: number[] = []
  const time = async () => {
    const started = performance.now()
    await sleep(options.deadline)
    timers.push(performance.now() - started)
  }
  let turn = 0
  const act = () => {
    turn += 1
    void time()
    void read(`k${(turn * 7) % keys}`)
    // a write that is refused is nothing that anybody relies on
    if (turn % writesEvery === 0) void write(`k${(turn * 13) % keys}`).catch(() => undefined)
  }
  let begun = 0
  // as many as are due: a process that was held up has to catch up
  const tick = () => {
    while (turn < (performance.now() - begun) / readEveryMs) act()
  }
  for (let i = 0; i < keys; i += 1) await cache.getOrLoad(`k${i}`)
  begun = performance.now()
  const timer = setInterval(tick, readEveryMs)
  await sleep(plan.healthy)
  redis.signal('SIGSTOP')
  await sleep(plan.hanging)
  redis.signal('SIGKILL')
  await sleep(plan.dead)
  await redis.restart()
  const recoveredMs = await recovery(redis, cache, plan.recovery)
  await sleep(500)
  clearInterval(timer)
  // the last ones get their time, also on a machine that is busy
  await sleep(2_000)
  const now = performance.now()
  const unanswered = [...waiting].map((started) => now - started)
  waiting.clear()
  const all = [...times, ...unanswered]
  await Promise.race([cache[Symbol.asyncDispose](), sleep(2_000, undefined, { ref: false })])
  process.off('unhandledRejection', onUnhandled)
  return {
    reads: all.length,
    p50Ms: quantile(all, 0.5),
    p999Ms: quantile(all, 0.999),
    maxMs: Math.max(...all),
    wrong,
    failed,
    unanswered: unanswered.length,
    unhandled,
    recoveredMs,
    timer999Ms: quantile(timers, 0.999),
  }
}

/** The server came back empty: once it holds a key, somebody wrote to it. */
const recovery = async (redis: OwnRedis, cache: OpenPeer, bound: number): Promise<number> => {
  const bare = new Redis(redis.url)
  const started = performance.now()
  const elapsed = () => performance.now() - started
  try {
    while (elapsed() < bound) {
      if ((await bare.dbsize()) > 0 && (cache.recovered?.() ?? true)) return elapsed()
      await sleep(10)
    }
    return Number.POSITIVE_INFINITY
  } finally {
    bare.disconnect()
  }
}
