import { type Cache, countersFrom, type FamilyCounters } from '@fyntrix/cache'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Log } from '../shared/index.ts'
import type { Tally } from './tally.ts'

/** What one process counted in one family. */
export interface FamilySnapshot {
  readonly name: string
  readonly namespace: string
  readonly entries: number
  readonly bytes: number
  readonly counters: FamilyCounters
}

/** What one process counted since it started. */
export interface ProcessSnapshot {
  readonly instance: string
  readonly families: readonly FamilySnapshot[]
}

const Stored = z.object({
  /** Epoch milliseconds of the Redis server. */
  at: z.number(),
  families: z.array(
    z.object({
      name: z.string(),
      namespace: z.string(),
      entries: z.number(),
      bytes: z.number(),
      counters: z.record(z.string(), z.unknown()),
    }),
  ),
})

/** Where the processes of an installation leave what they counted, so that any of them can add it up. */
export interface StatisticsBoard {
  /** What this process counted. */
  own(): ProcessSnapshot
  /** Leaves it in Redis. Throws the client's error. */
  publish(): Promise<void>
  /** What all living processes left, with this one as it is now. Throws the client's error. */
  read(): Promise<readonly ProcessSnapshot[]>
  /** Takes this process off, as it ends. Throws the client's error. */
  withdraw(): Promise<void>
}

/** Milliseconds after which a process that left nothing new counts as gone; it publishes several times in that time. */
const patience = 60_000

const parse = (text: string): z.infer<typeof Stored> | undefined => {
  try {
    return Stored.parse(JSON.parse(text))
  } catch {
    // of another version of this program
    return undefined
  }
}

export const statisticsKey = 'fx:statistics'

export const createStatisticsBoard = ({
  cache,
  redis,
  prefix,
  tallies = [],
}: {
  cache: Cache
  redis: Redis
  prefix: string
  /** What counts beside the families of the cache. */
  tallies?: readonly Tally[]
}): StatisticsBoard => {
  const key = `${prefix}${statisticsKey}`
  const now = async () => {
    const [seconds, micros] = await redis.time()
    return Number(seconds) * 1_000 + Number(micros) / 1_000
  }
  const own = (): ProcessSnapshot => ({
    instance: cache.instance,
    families: [
      ...cache.families.map(({ spec: { name, namespace }, held, counters }) => ({
        name,
        namespace,
        ...held,
        counters,
      })),
      ...tallies.map((tally) => tally.snapshot()),
    ],
  })
  return {
    own,
    async publish() {
      await redis.hset(key, cache.instance, JSON.stringify({ at: await now(), families: own().families }))
    },
    async read() {
      const [at, all] = await Promise.all([now(), redis.hgetall(key)])
      const others = Object.entries(all).filter(([instance]) => instance !== cache.instance)
      const parsed = others.map(([instance, text]) => ({ instance, stored: parse(text) }))
      const gone = parsed.filter(({ stored }) => stored !== undefined && at - stored.at > patience)
      if (gone.length > 0) await redis.hdel(key, ...gone.map(({ instance }) => instance))
      const living = parsed.flatMap(({ instance, stored }) => {
        if (stored === undefined || at - stored.at > patience) return []
        const families = stored.families.flatMap(({ counters, ...family }) => {
          const known = countersFrom(counters)
          return known ? [{ ...family, counters: known }] : []
        })
        return [{ instance, families }]
      })
      return [own(), ...living]
    },
    async withdraw() {
      await redis.hdel(key, cache.instance)
    },
  }
}

const interval = 10_000

/** Publishes now and then until the answer is called, which takes the process off. Redis being away is not worth a word: others say so. */
export const publishStatistics = (
  board: Pick<StatisticsBoard, 'publish' | 'withdraw'>,
  log: Log,
): (() => Promise<void>) => {
  const publish = () =>
    board.publish().catch((error: unknown) => log.info({ err: error }, 'cache statistics were not published'))
  void publish()
  const timer = setInterval(() => void publish(), interval)
  timer.unref()
  return async () => {
    clearInterval(timer)
    // it counts as gone after a minute anyhow
    await board.withdraw().catch(() => undefined)
  }
}
