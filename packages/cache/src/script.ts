import { createHash } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'

/** A single server or a cluster. */
export type RedisClient = Redis | Cluster

type Argument = string | number | Buffer

/** A Lua script that the server keeps by its hash. */
export interface Script {
  readonly lua: string
  /** Runs it; strings in the reply arrive as bytes. Loads the script where the server does not know it (any more). */
  run(client: RedisClient, keys: readonly string[], values: readonly Argument[]): Promise<unknown>
}

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT')

/** Declares a script. Its text begins with a comment that names every KEYS and ARGV. */
export const defineScript = (lua: string): Script => {
  const sha = createHash('sha1').update(lua).digest('hex')
  return {
    lua,
    async run(client, keys, values) {
      try {
        return await client.callBuffer('evalsha', sha, keys.length, ...keys, ...values)
      } catch (error) {
        if (!isUnknownScript(error)) throw error
        return client.callBuffer('eval', lua, keys.length, ...keys, ...values)
      }
    },
  }
}
