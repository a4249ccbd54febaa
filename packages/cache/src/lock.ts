import { setTimeout as delay } from 'node:timers/promises'
import { renew } from './remote/scripts.ts'
import { defineScript, type RedisClient } from './script.ts'

/** KEYS[1] the lock · ARGV[1] the owner's token. Answers 1 when it was ours and is gone. */
const releaseIfOwned = defineScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)

export interface LockOptions {
  readonly key: string
  /** Unguessable and different for each call. */
  readonly token: string
  /** Milliseconds until the lock ends by itself, should its owner die. */
  readonly lifetime: number
}

export interface HeldLock {
  /** Aborted when the lock was lost: expired, taken over, or Redis did not answer in time to renew it. */
  readonly signal: AbortSignal
  /** Gives the lock back if it is still ours. Never throws: a lock that cannot be given back is when the connection is back, or expires. */
  release(): Promise<void>
}

/** Somebody else held the lock for as long as we were ready to wait. */
export class LockHeldError extends Error {
  override readonly name = 'LockHeldError'
  readonly key: string

  constructor(key: string) {
    super(`${key}: somebody else holds the lock`)
    this.key = key
  }
}

interface GivenBack {
  readonly key: string
  /** Until when it may stand again, milliseconds of `performance.now()`. */
  readonly until: number
}

/** What was given back on each connection not long ago, by its token. */
const givenBack = new WeakMap<RedisClient, Map<string, GivenBack>>()

const givenBackOn = (client: RedisClient): Map<string, GivenBack> => {
  const known = givenBack.get(client)
  if (known) return known
  const locks = new Map<string, GivenBack>()
  givenBack.set(client, locks)
  client.on('ready', () => {
    for (const [token, { key, until }] of locks)
      if (until > performance.now()) void releaseIfOwned.run(client, [key], [token]).catch(() => undefined)
  })
  return locks
}

/**
 * Gives a lock back, and once more whenever the connection is back: Redis may have been away, or have crashed and forgotten the last second, and nobody holds what it
 * remembers then.
 */
const giveBack = async (client: RedisClient, { key, token, lifetime }: LockOptions): Promise<void> => {
  const locks = givenBackOn(client)
  const now = performance.now()
  for (const [old, { until }] of locks) {
    if (until > now) break
    locks.delete(old)
  }
  locks.set(token, { key, until: now + lifetime })
  await releaseIfOwned.run(client, [key], [token]).catch(() => undefined)
}

/**
 * Takes a lock, renews it at a third of its lifetime, or answers undefined when somebody else holds it. A renewal that fails is tried again while the
 * lock still stands. It keeps two of us from doing the same work; it does not make a late write safe: that takes a fencing number that the database
 * checks.
 */
export const acquireLock = async (client: RedisClient, options: LockOptions): Promise<HeldLock | undefined> => {
  const { key, token, lifetime } = options
  const lost = new AbortController()
  let ended = false
  let failure: unknown
  const unlessRenewed = () =>
    setTimeout(() => lose(new Error(`${key}: the lock could not be renewed`, { cause: failure })), lifetime)
  // counted from before a command is sent, so that the lock ends here no later than at the server
  let expiry = unlessRenewed()
  let nextExpiry: NodeJS.Timeout | undefined
  let renewal: NodeJS.Timeout | undefined

  const end = () => {
    ended = true
    for (const timer of [expiry, nextExpiry, renewal]) clearTimeout(timer)
  }
  const lose = (reason: Error) => {
    if (ended) return
    end()
    lost.abort(reason)
  }
  const prolong = async () => {
    nextExpiry = unlessRenewed()
    try {
      const ours = await renew.run(client, [key], [token, lifetime])
      if (ours !== 1) lose(new Error(`${key}: the lock was lost`))
      clearTimeout(expiry)
      expiry = nextExpiry
    } catch (cause) {
      failure = cause
      clearTimeout(nextExpiry)
    }
    renewLater()
  }
  const renewLater = () => {
    if (!ended) renewal = setTimeout(() => void prolong(), lifetime / 3)
  }

  try {
    const taken = await client.set(key, token, 'PX', lifetime, 'NX')
    if (taken !== 'OK') {
      end()
      return undefined
    }
  } catch (error) {
    end()
    // it may have been taken although the answer did not arrive; nobody waits for this
    void giveBack(client, options)
    throw error
  }
  renewLater()
  return {
    signal: lost.signal,
    async release() {
      if (ended) return
      end()
      await giveBack(client, options)
    },
  }
}

export interface WithLockOptions extends LockOptions {
  /** Milliseconds to go on trying while somebody else holds the lock; 0 by default, which is one attempt. */
  readonly wait?: number
  /** Ends the waiting and tells the work to stop. */
  readonly signal?: AbortSignal
  /** Uniform in [0, 1). Spreads the attempts of many who wait. */
  readonly random: () => number
}

const firstPause = 20
const longestPause = 500

const waitForLock = async (client: RedisClient, options: WithLockOptions): Promise<HeldLock> => {
  const { key, wait = 0, signal, random } = options
  const deadline = wait > 0 ? AbortSignal.timeout(Math.ceil(wait)) : AbortSignal.abort()
  const wakes = signal ? AbortSignal.any([deadline, signal]) : deadline
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    signal?.throwIfAborted()
    // looked at before the attempt: there is one when the time is over
    const last = deadline.aborted
    const lock = await acquireLock(client, options)
    if (lock) return lock
    if (last) throw new LockHeldError(key)
    // being woken early is no failure: the beginning of the loop sees by what
    await delay((pause * (1 + random())) / 2, undefined, { signal: wakes }).catch(() => undefined)
  }
}

/**
 * Does `work` while holding a lock, and gives the lock back whatever becomes of the work. The signal that the work is given is aborted when the lock is
 * lost or the caller cancels; what the work answers after that is passed on, since it alone knows what it did. The fence is the caller's: a writer that
 * was paused may act after its lock has passed to somebody else, and only a number that the database checks (from a PostgreSQL sequence, taken while the
 * lock is held) refuses that write. Those who wait are not served in the order in which they came.
 *
 * Throws `LockHeldError` when the lock was not free within `wait`, the signal's reason when the caller cancelled before the work began, and the client's
 * error when Redis does not answer: whether to go on without the lock is the caller's decision.
 */
export const withLock = async <T>(
  client: RedisClient,
  options: WithLockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const lock = await waitForLock(client, options)
  try {
    options.signal?.throwIfAborted()
    return await work(options.signal ? AbortSignal.any([lock.signal, options.signal]) : lock.signal)
  } finally {
    await lock.release()
  }
}
