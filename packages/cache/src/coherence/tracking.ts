import type { Redis } from 'ioredis'
import { RedisAwayError } from '../errors.ts'
import { Deadline } from '../remote/deadline.ts'
import { readTime, type TimeReading } from './coherence.ts'

export interface TrackedNodeOptions {
  readonly node: Redis
  readonly prefixes: () => readonly string[]
  /** Milliseconds between two looks at whether the connection still hears; the bound of a silent loss. */
  readonly heartbeat: number
  /** Milliseconds that an answer may take. */
  readonly deadline: number
  readonly monotonic: () => number
  readonly onInvalidated: (key: string | null) => void
  /** Called with true when invalidations arrive from now on, with false when they may be missed. */
  readonly onHearing: (hearing: boolean) => void
  readonly onTime: (reading: TimeReading) => void
  readonly onError: (error: unknown) => void
}

const channel = '__redis__:invalidate'

/**
 * Hears of writes to one server by server-assisted tracking. The connection that is used for data asks the server to send invalidations to a second
 * one, which speaks RESP2 because the client drops such messages of RESP3. Either connection lost ends the tracking; both ready begin it anew.
 */
export class TrackedNode {
  readonly #options: TrackedNodeOptions
  readonly #deadline: Deadline
  readonly #ear: Redis
  readonly #timer: NodeJS.Timeout
  /** The listening connection's number at the server, once it listens. */
  #id: number | undefined
  #hearing = false
  #round = 0
  /** Rounds that are asking for tracking. */
  #arming = 0
  #closed = false
  readonly #rearm = () => void this.#arm()
  readonly #lost = () => this.#doubt()

  constructor(options: TrackedNodeOptions) {
    this.#options = options
    this.#deadline = new Deadline(options.deadline)
    const { node } = options
    this.#ear = node.duplicate({
      protocol: 2,
      lazyConnect: false,
      enableOfflineQueue: false,
      autoResubscribe: false,
      // the client of a cluster does not reconnect to a node by itself
      retryStrategy: (attempt: number) => Math.min(20 * 2 ** attempt, 500),
      enableAutoPipelining: false,
      connectionName: `${node.options.connectionName ?? 'cache'}:invalidations`,
    })
    this.#ear.on('error', options.onError)
    this.#ear.on('messageBuffer', (_: Buffer, keys: unknown) => this.#heard(keys))
    this.#ear.on('ready', () => void this.#listen())
    this.#ear.on('close', () => {
      this.#id = undefined
      this.#doubt()
    })
    node.on('ready', this.#rearm)
    node.on('close', this.#lost)
    this.#timer = setInterval(() => void this.#check(), options.heartbeat)
    this.#timer.unref()
    // the client of a cluster connects to a node when it first needs it
    if (node.status === 'wait') void node.connect().catch(options.onError)
    this.#rearm()
  }

  /** Asks for other prefixes; what happens until then may be missed. */
  rearm(): void {
    this.#doubt()
    this.#rearm()
  }

  /** Resolves when what the server sent before this call has been heard, or is known to be missed. */
  async settle(): Promise<void> {
    if (this.#hearing) await this.#ear.ping().catch(() => this.#doubt())
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#timer)
    this.#options.node.off('ready', this.#rearm)
    this.#options.node.off('close', this.#lost)
    this.#ear.disconnect()
  }

  #heard(keys: unknown): void {
    if (keys === null) return this.#options.onInvalidated(null)
    for (const key of Array.isArray(keys) ? keys : [keys]) this.#options.onInvalidated(String(key))
  }

  #doubt(): void {
    this.#round += 1
    if (!this.#hearing) return
    this.#hearing = false
    this.#options.onHearing(false)
  }

  async #listen(): Promise<void> {
    try {
      // asked before it subscribes: afterwards it may only listen
      const id = await this.#answer(this.#ear.client('ID'))
      await this.#answer(this.#ear.subscribe(channel))
      this.#id = id
    } catch (error) {
      return this.#giveUp(error)
    }
    await this.#arm()
  }

  async #arm(): Promise<void> {
    const { node, prefixes, monotonic, onHearing, onTime } = this.#options
    if (this.#closed || node.status !== 'ready' || this.#id === undefined) return
    this.#round += 1
    const round = this.#round
    this.#arming += 1
    try {
      const wanted = prefixes().flatMap((prefix) => ['PREFIX', prefix])
      await this.#answer(node.call('CLIENT', 'TRACKING', 'OFF'))
      await this.#answer(node.call('CLIENT', 'TRACKING', 'ON', 'REDIRECT', this.#id, 'BCAST', ...wanted, 'NOLOOP'))
      onTime(await this.#answer(readTime(node, monotonic)))
    } catch (error) {
      if (round === this.#round) this.#giveUp(error)
      return
    } finally {
      this.#arming -= 1
    }
    if (round !== this.#round || this.#closed) return
    this.#hearing = true
    onHearing(true)
  }

  /** A connection that came up but cannot be used is replaced by a new one. */
  #giveUp(error: unknown): void {
    if (this.#closed) return
    this.#options.onError(error)
    this.#doubt()
    this.#ear.disconnect(true)
  }

  /** A connection may be dead without having been closed; and the server ends tracking whose listener it dropped. */
  async #check(): Promise<void> {
    // one that is under way is left alone: where answers take longer than a heartbeat, beginning anew each time would never end
    if (!this.#hearing) return this.#arming > 0 ? undefined : void this.#arm()
    const { node, monotonic, onTime } = this.#options
    try {
      await this.#answer(this.#ear.ping())
      onTime(await this.#answer(readTime(node, monotonic)))
      const info = await this.#answer(node.call('CLIENT', 'TRACKINGINFO'))
      if (JSON.stringify(info).includes('broken_redirect'))
        throw new RedisAwayError('the server lost the listening connection')
    } catch (error) {
      this.#giveUp(error)
    }
  }

  #answer<T>(work: Promise<T>): Promise<T> {
    return this.#deadline.within(work, () => new RedisAwayError('the server does not answer for tracking'))
  }
}
