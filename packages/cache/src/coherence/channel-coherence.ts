import { Cluster, type Redis } from 'ioredis'
import type { RedisClient } from '../script.ts'
import { type Coherence, type CoherenceListener, readTime } from './coherence.ts'

export interface ChannelCoherenceOptions {
  readonly client: RedisClient
  readonly channel: string
  /** Holds a text that a flush removes: its absence tells of one that nobody announced. */
  readonly epochKey: string
  /** Who writes here: its own announcements are not news. */
  readonly instance: string
  readonly heartbeat: number
  readonly monotonic: () => number
  readonly listener: CoherenceListener
}

/**
 * Coherence by publish and subscribe, for servers that do not allow tracking. Every writer announces its writes in the same step; writes of others,
 * expiries and evictions are not heard of. A lost subscription is a gap like any other: what is in the process is in doubt afterwards.
 */
export class ChannelCoherence implements Coherence {
  readonly channel: string
  readonly #options: ChannelCoherenceOptions
  readonly #ear: Redis | Cluster
  readonly #timer: NodeJS.Timeout
  #trust = 0
  #generation = 0

  constructor(options: ChannelCoherenceOptions) {
    this.#options = options
    this.channel = options.channel
    const { client, heartbeat } = options
    this.#ear =
      client instanceof Cluster
        ? client.duplicate()
        : client.duplicate({ autoResubscribe: false, enableAutoPipelining: false })
    this.#ear.on('error', (error) => options.listener.failed(error))
    this.#ear.on('message', (_, message: string) => this.#heard(message))
    this.#ear.on('ready', () => void this.#listen())
    this.#ear.on('close', () => this.#doubt())
    this.#timer = setInterval(() => void this.#check(), heartbeat)
    this.#timer.unref()
    if (this.#ear.status === 'ready') void this.#listen()
  }

  get trust(): number {
    return this.#trust
  }

  cover(): void {
    // every announcement is heard
  }

  async settle(): Promise<void> {
    if (this.#trust > 0) await this.#ear.ping().catch(() => this.#doubt())
  }

  close(): void {
    clearInterval(this.#timer)
    this.#ear.disconnect()
  }

  #heard(message: string): void {
    const split = message.indexOf('\n')
    if (message.slice(0, split) !== this.#options.instance) this.#options.listener.invalidated(message.slice(split + 1))
  }

  async #listen(): Promise<void> {
    const { client, monotonic, listener } = this.#options
    try {
      await this.#ear.subscribe(this.channel)
      listener.timed(await readTime(client, monotonic))
      await client.set(this.#options.epochKey, this.#options.instance, 'NX')
      this.#generation += 1
      this.#trust = this.#generation
      listener.trusted()
    } catch (error) {
      listener.failed(error)
      this.#ear.disconnect(true)
    }
  }

  #doubt(): void {
    this.#trust = 0
    this.#options.listener.doubted()
  }

  async #check(): Promise<void> {
    if (this.#trust === 0) return
    const { client, epochKey, instance, listener, monotonic } = this.#options
    try {
      await this.#ear.ping()
      listener.timed(await readTime(client, monotonic))
      const flushed = (await client.set(epochKey, instance, 'NX')) === 'OK'
      if (flushed) listener.invalidated(null)
    } catch (error) {
      listener.failed(error)
      this.#doubt()
      this.#ear.disconnect(true)
    }
  }
}
