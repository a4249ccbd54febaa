import { RedisAwayError } from '../errors.ts'
import type { RedisClient } from '../script.ts'
import { Breaker, type BreakerOptions } from './breaker.ts'
import { Deadline } from './deadline.ts'
import type { ServerClock } from './server-clock.ts'

export interface RemoteOptions {
  readonly client: RedisClient
  readonly clock: ServerClock
  /** Milliseconds that any one operation may take. */
  readonly deadline: number
  readonly breaker: BreakerOptions
}

// a server that answers thus is there: about one command, or about writes while reads go on; anything else means that it can not serve now
const aboutTheCommand = /^(WRONGTYPE|ERR|NOSCRIPT|NOPERM|CROSSSLOT|EXECABORT)\b/
const aboutWrites = /^(OOM|MISCONF|READONLY|NOREPLICAS)\b/

const says = (error: unknown, what: RegExp): boolean => error instanceof Error && what.test(error.message)

/** Redis behind one deadline and one breaker. */
export class Remote {
  readonly client: RedisClient
  readonly clock: ServerClock
  readonly #deadline: Deadline
  readonly #breaker: Breaker

  constructor({ client, clock, deadline, breaker }: RemoteOptions) {
    this.client = client
    this.clock = clock
    this.#deadline = new Deadline(deadline)
    this.#breaker = new Breaker(breaker)
  }

  /** Milliseconds that any one operation may take. */
  get deadline(): number {
    return this.#deadline.limit
  }

  /** False while the connection is down or calls are refused because the last ones failed. */
  get available(): boolean {
    return this.client.status === 'ready' && !this.#breaker.open
  }

  /** The server was seen to answer: nobody has to wait for the end of a pause. */
  recovered(): void {
    this.#breaker.succeeded()
  }

  /**
   * Does one operation. Throws `RedisAwayError` when it could not be sent, was not answered in time, or the server can not serve (loading, out of
   * memory, read-only); a write may have happened all the same. An error about the command itself is thrown as it is.
   */
  async attempt<T>(operation: (client: RedisClient) => Promise<T>): Promise<T> {
    if (this.client.status !== 'ready') throw new RedisAwayError(`Redis is not connected (${this.client.status})`)
    if (this.#breaker.open && !this.#breaker.admits(this.clock.monotonic()))
      throw new RedisAwayError('Redis did not answer lately')
    try {
      const reply = await this.#deadline.within(operation(this.client), this.#expired)
      this.#breaker.succeeded()
      return reply
    } catch (cause) {
      throw this.#failed(cause)
    }
  }

  /** What the caller is told of a failure. */
  #failed(cause: unknown): unknown {
    if (says(cause, aboutTheCommand)) {
      this.#breaker.succeeded()
      return cause
    }
    if (says(cause, aboutWrites)) this.#breaker.succeeded()
    else this.#breaker.failed(this.clock.monotonic())
    if (cause instanceof RedisAwayError) return cause
    return new RedisAwayError(`Redis failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }

  readonly #expired = (): Error => new RedisAwayError(`Redis did not answer within ${this.#deadline.limit} ms`)
}
