import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { afterAll, inject } from 'vitest'
import { connect, ready } from '../connection.ts'

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string
  }
}

/** A connection to the test run's Redis, and a prefix of this test file's own. */
export interface TestRedis {
  readonly redis: Redis
  readonly prefix: string
  readonly url: string
}

/** Opens a connection that closes with the test file; keys under the prefix are removed then. The server is shared: never flush it. */
export const testRedis = async (): Promise<TestRedis> => {
  const url = inject('redisUrl')
  const prefix = `t:${randomUUID()}:`
  const redis = connect({ url, name: prefix, commandTimeout: 5_000, onError: () => undefined })
  if (!(await ready(redis, 5_000))) throw new Error('the Redis of the test run does not answer')
  afterAll(async () => {
    const keys = [...(await redis.keys(`${prefix}*`)), ...(await redis.keys(`fx:*{${prefix}*`))]
    if (keys.length > 0) await redis.del(keys)
    await redis.quit()
  })
  return { redis, prefix, url }
}
