import type { Redis } from 'ioredis'
import { ready } from '../connection.ts'

export interface SubscriberOptions {
  /** Shown by `CLIENT LIST`. */
  readonly name: string
  /** Milliseconds between two checks of the connection; 10,000 by default. One that died without a word is noticed within this and `commandTimeout`. */
  readonly heartbeat?: number
  /** What went wrong outside of any call: a connection error, an error of a handler. Nothing else becomes of it. */
  readonly onError: (error: unknown) => void
}

/** One interest in one channel. Neither function may throw. */
export interface Listener {
  readonly onMessage: (text: string) => void
  readonly onLost: () => void
}

const defaultHeartbeat = 10_000
const defaultTimeout = 2_000

/** An error that the server answered with, such as NOPERM: it is there, and asking again changes nothing. */
const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError'

/**
 * A connection for nothing but subscriptions, which many channels share. It subscribes again by itself after each reconnect, since the client's own
 * way leaves a rejection that nobody handles when that fails.
 */
export class Subscriber {
  readonly #connection: Redis
  readonly #options: SubscriberOptions
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #heartbeat: NodeJS.Timeout
  #closed = false

  private constructor(connection: Redis, options: SubscriberOptions) {
    this.#connection = connection
    this.#options = options
    connection.on('message', (channel, text) => {
      for (const listener of this.#listeners.get(channel) ?? []) listener.onMessage(text)
    })
    connection.on('ready', () => void this.#resume())
    this.#heartbeat = setInterval(() => void this.#check(), options.heartbeat ?? defaultHeartbeat)
  }

  /**
   * Opens a connection to the same server as `like`, in the same protocol. `like` itself stays free for commands. Of a cluster give a connection to any
   * one node: each node passes on every message. Waits for the server, but not longer than a command would; reconnecting never ends.
   */
  static async open(like: Redis, options: SubscriberOptions): Promise<Subscriber> {
    const commandTimeout = like.options.commandTimeout ?? defaultTimeout
    const connection = like.duplicate({
      commandTimeout,
      connectionName: options.name,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      enableAutoPipelining: false,
      enableOfflineQueue: false,
      lazyConnect: false,
    })
    connection.on('error', options.onError)
    const subscriber = new Subscriber(connection, options)
    await ready(connection, commandTimeout)
    return subscriber
  }

  /** Resolves when the subscription stands, or with Redis away at once: then it begins with the next connection. Throws when the server refuses, or after `close`. */
  async add(channel: string, listener: Listener): Promise<void> {
    if (this.#closed) throw new Error('the subscriber is closed')
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners.add(listener))
    if (this.#connection.status !== 'ready') return
    try {
      await this.#connection.subscribe(channel)
    } catch (error) {
      if (isRefusal(error)) {
        this.#forget(channel, listener)
        throw error
      }
      this.#reconnect()
    }
  }

  /** No message is handed to the listener after this call. */
  async remove(channel: string, listener: Listener): Promise<void> {
    if (!this.#forget(channel, listener) || this.#listeners.has(channel)) return
    // with Redis away there is nothing to end, and the next connection begins without this channel
    await this.#connection.unsubscribe(channel).catch(() => undefined)
  }

  /** Reports what a handler threw. */
  report(error: unknown): void {
    this.#options.onError(error)
  }

  /** Ends all subscriptions and the connection. */
  close(): void {
    this.#closed = true
    clearInterval(this.#heartbeat)
    this.#listeners.clear()
    this.#connection.disconnect()
  }

  #forget(channel: string, listener: Listener): boolean {
    const listeners = this.#listeners.get(channel)
    const known = listeners?.delete(listener) ?? false
    if (listeners?.size === 0) this.#listeners.delete(channel)
    return known
  }

  /** Subscribes again, and only then says that messages may be missing: what is re-read now is followed by everything later. */
  async #resume(): Promise<void> {
    const waiting = [...this.#listeners].flatMap(([channel, set]) =>
      [...set].map((listener) => ({ channel, listener })),
    )
    if (waiting.length === 0) return
    try {
      await this.#connection.subscribe(...this.#listeners.keys())
    } catch (error) {
      this.#options.onError(error)
      if (!isRefusal(error)) this.#reconnect()
      return
    }
    for (const { channel, listener } of waiting) if (this.#listeners.get(channel)?.has(listener)) listener.onLost()
  }

  async #check(): Promise<void> {
    if (this.#connection.status !== 'ready') return
    // a peer that vanished sends no end of the connection; only an answer that stays out shows it
    await this.#connection.ping().catch(() => this.#reconnect())
  }

  /** Where the connection is going or gone already, reconnecting is under way. */
  #reconnect(): void {
    if (this.#connection.status === 'ready') this.#connection.disconnect(true)
  }
}
