import type { CacheHealth } from '@fyntrix/domain/cache'
import type { Redis } from 'ioredis'

const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map(
    info.split('\r\n').flatMap((line) => {
      const colon = line.indexOf(':')
      return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const]
    }),
  )

/** What the server says of itself. Throws the client's error. */
export const readRedisInfo = async (redis: Redis): Promise<NonNullable<CacheHealth['redis']>> => {
  const [info, keys] = await Promise.all([redis.info(), redis.dbsize()])
  const fields = fieldsOf(info)
  const number = (name: string) => Number(fields.get(name) ?? 0)
  return {
    version: fields.get('redis_version') ?? 'unknown',
    uptimeSeconds: number('uptime_in_seconds'),
    usedBytes: number('used_memory'),
    maxBytes: number('maxmemory') || null,
    policy: fields.get('maxmemory_policy') ?? 'unknown',
    clients: number('connected_clients'),
    keys,
    commandsPerSecond: number('instantaneous_ops_per_sec'),
    keyspaceHits: number('keyspace_hits'),
    keyspaceMisses: number('keyspace_misses'),
  }
}

const fullFrom = 0.8

/** That the memory is nearly full, after which writes are refused; null while there is room, or no limit. */
export const memoryProblem = ({
  usedBytes,
  maxBytes,
}: Pick<NonNullable<CacheHealth['redis']>, 'usedBytes' | 'maxBytes'>): string | null =>
  maxBytes !== null && usedBytes >= fullFrom * maxBytes
    ? `memory is ${Math.round((100 * usedBytes) / maxBytes)} % full: raise maxmemory, or clear what is not needed`
    : null

/** What an operator should do something about. */
export const problemsOf = ({ usedBytes, maxBytes, policy }: NonNullable<CacheHealth['redis']>): string[] => {
  const memory = memoryProblem({ usedBytes, maxBytes })
  return [
    ...(policy === 'noeviction'
      ? []
      : [`maxmemory-policy is ${policy}, which may evict locks and versions: set it to noeviction`]),
    ...(maxBytes === null ? ['maxmemory is not set: Redis may take all memory of its machine; set a limit'] : []),
    ...(memory === null ? [] : [memory]),
  ]
}
