import { Redis } from 'ioredis'
import { sideKey } from '../key.ts'
import { defineScript } from '../script.ts'
import type { FamilyKind } from './history.ts'

/** KEYS[1] the index of the bounded family · ARGV[1] a pattern of its keys. Answers how many values there are, without leases, and entries of the index. */
const count = defineScript(`
local values = 0
for _, key in ipairs(redis.call('KEYS', ARGV[1])) do if redis.call('GETRANGE', key, 0, 1) ~= '\\241\\0' then values = values + 1 end end
return { values, redis.call('ZCARD', KEYS[1]) }
`)

/** The server that one simulated world has to itself, seen without a cache and without delays. */
export class ServerSide {
  readonly #redis: Redis

  constructor(url: URL) {
    this.#redis = new Redis(url.href)
    this.#redis.on('error', () => undefined)
  }

  async flush(): Promise<void> {
    await this.#redis.flushall()
  }

  /** Values of the bounded family and entries of its index, at one moment. */
  async census(): Promise<{ readonly values: number; readonly indexed: number }> {
    const reply = await count.run(this.#redis, [sideKey('lru', 'bounded:')], ['bounded:*'])
    const [values, indexed] = Array.isArray(reply) ? reply.map(Number) : []
    return { values: values ?? 0, indexed: indexed ?? 0 }
  }

  /** Removes what a run left behind. What a bounded family keeps leaves by its bound. */
  async forget(family: FamilyKind, keys: readonly string[]): Promise<void> {
    if (family !== 'bounded') await this.#redis.unlink(keys.map((key) => `${family}:${key}`))
  }

  close(): void {
    this.#redis.disconnect()
  }
}
