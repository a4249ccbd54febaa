import { createKeyv } from '@keyv/redis'
import type { Keyv } from 'keyv'
import type { PeerOptions } from './peer.ts'

/** A Keyv on the Redis of the benchmark. Its client (node-redis) reports lost connections as events, which have to be heard. */
export const keyvOnRedis = ({ redis, prefix, deadline }: PeerOptions): Keyv => {
  const { host, port, password } = redis
  const bounded = deadline === undefined ? {} : { commandOptions: { timeout: deadline }, disableOfflineQueue: true }
  const keyv = createKeyv({ socket: { host, port }, password, ...bounded }, { namespace: prefix })
  keyv.on('error', () => undefined)
  return keyv
}
