import type { Redis } from 'ioredis'

/** KEYS[1] the lock · ARGV[1] the owner's token. Answers 1 when it was ours and is gone. */
const releaseIfOwned = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`

/** KEYS[1] the lock · ARGV[1] the owner's token, ARGV[2] lifetime in ms. Answers 1 when it is still ours. */
const renewIfOwned = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
`

export interface LockOptions {
  readonly key: string
  /** Unguessable and different for each attempt. */
  readonly token: string
  /** Milliseconds until the lock ends by itself, should its owner die. */
  readonly lifetime: number
}

export interface HeldLock {
  /** Aborted when the lock was lost: expired, taken over, or Redis did not answer in time to renew it. */
  readonly signal: AbortSignal
  /** Gives the lock back if it is still ours. Never throws: a lock that cannot be given back expires. */
  release(): Promise<void>
}

/**
 * Takes a lock, renews it at a third of its lifetime, or answers undefined when somebody else holds it. It keeps two of us from doing the same
 * work; it does not make a late write safe: that takes a fencing number that the database checks.
 */
export const acquireLock = async (redis: Redis, options: LockOptions): Promise<HeldLock | undefined> => {
  const { key, token, lifetime } = options
  const taken = await redis.set(key, token, 'PX', lifetime, 'NX')
  if (taken !== 'OK') return undefined

  const lost = new AbortController()
  const renew = async () => {
    try {
      const ours = await redis.eval(renewIfOwned, 1, key, token, lifetime)
      if (ours !== 1) lose(new Error(`${key}: the lock was lost`))
    } catch (cause) {
      lose(new Error(`${key}: the lock could not be renewed`, { cause }))
    }
  }
  const timer = setInterval(() => void renew(), lifetime / 3)
  const lose = (reason: Error) => {
    clearInterval(timer)
    lost.abort(reason)
  }
  return {
    signal: lost.signal,
    async release() {
      clearInterval(timer)
      if (lost.signal.aborted) return
      // when Redis is away the lock ends with its lifetime; there is nothing else to do about it
      await redis.eval(releaseIfOwned, 1, key, token).catch(() => undefined)
    },
  }
}
