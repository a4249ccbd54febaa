import { Redis } from 'ioredis'

export interface ConnectionOptions {
  /** `redis://` or `rediss://` address, with the password if there is one. Never logged. */
  readonly url: string
  /** Milliseconds after which a command that got no answer fails; 2,000 by default: a busy event loop must not pass for an outage. */
  readonly commandTimeout?: number
  /** Called on each connection error; reconnecting goes on by itself. */
  readonly onError: (error: Error) => void
  /** Shown by `CLIENT LIST`. */
  readonly name: string
}

const reconnectCeiling = 500

/**
 * Opens a connection for a cache: nothing queues while Redis is away, each command fails within its timeout, reconnecting never gives up. The
 * client's own defaults would hold a read for over a minute.
 */
export const connect = ({ url, commandTimeout = 2_000, onError, name }: ConnectionOptions): Redis => {
  const options = {
    enableOfflineQueue: false,
    // one batch at a time would let a late command wait for another round trip; the cache makes its own batches
    enableAutoPipelining: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout,
    connectionName: name,
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 10), reconnectCeiling),
  }
  return new Redis(url, options).on('error', onError)
}

/** Resolves when the connection serves commands, or after `timeout` milliseconds with false: a cache that is away must not stop a start. */
export const ready = (redis: Redis, timeout: number): Promise<boolean> => {
  if (redis.status === 'ready') return Promise.resolve(true)
  return new Promise((resolve) => {
    const onReady = () => settle(true)
    const timer = setTimeout(() => settle(false), timeout)
    const settle = (value: boolean) => {
      clearTimeout(timer)
      redis.off('ready', onReady)
      resolve(value)
    }
    redis.once('ready', onReady)
  })
}
