import { Redis, type RedisOptions } from 'ioredis'

export interface NaiveOptions {
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly password?: string
    readonly Connector?: NonNullable<RedisOptions['Connector']>
  }
  readonly prefix: string
  readonly load: (key: string) => Promise<number>
  /** Epoch milliseconds, as this machine believes. */
  readonly wall?: () => number
  /** Milliseconds. */
  readonly fresh?: number
  /** Most entries in Redis. */
  readonly bound?: number
}

interface Kept {
  readonly n: number
  /** By the clock of whoever wrote it. */
  readonly until: number
}

/**
 * A cache-aside as it is often written: a map in the process, GET and SET in Redis, loading once a process, and the keys of writes published. It is
 * here to be wrong: what the conformance tests ask of the cache must be more than this gives.
 */
export class NaiveCache {
  readonly ear: Redis
  readonly client: Redis
  readonly #options: NaiveOptions
  readonly #local = new Map<string, Kept>()
  readonly #loading = new Map<string, Promise<number>>()

  private constructor(options: NaiveOptions) {
    this.#options = options
    this.client = new Redis({ ...options.connection, enableOfflineQueue: false, maxRetriesPerRequest: 0 })
    this.ear = new Redis({
      ...options.connection,
      connectionName: 'naive:invalidations',
      retryStrategy: () => 5,
      // the client's own renewal rejects without anybody to hear it when the connection is closed meanwhile
      autoResubscribe: false,
    })
    this.ear.on('ready', () => void this.ear.subscribe(this.#channel).catch(() => undefined))
    this.ear.on('message', (_: string, key: string) => this.#local.delete(key))
    for (const redis of [this.client, this.ear]) redis.on('error', () => undefined)
  }

  static async open(options: NaiveOptions): Promise<NaiveCache> {
    const cache = new NaiveCache(options)
    if (cache.client.status !== 'ready') await new Promise((resolve) => cache.client.once('ready', resolve))
    await cache.ear.subscribe(cache.#channel)
    return cache
  }

  get #channel(): string {
    return `changes:${this.#options.prefix}`
  }

  get #now(): number {
    return (this.#options.wall ?? Date.now)()
  }

  peek(key: string): number | undefined {
    const kept = this.#local.get(key)
    return kept && kept.until > this.#now ? kept.n : undefined
  }

  async get(key: string): Promise<number | undefined> {
    const held = this.peek(key)
    if (held !== undefined) return held
    const text = await this.client.get(this.#options.prefix + key)
    if (text === null) return undefined
    const kept: Kept = JSON.parse(text)
    this.#local.set(key, kept)
    return this.peek(key)
  }

  async getOrLoad(key: string): Promise<number> {
    const there = await this.get(key)
    if (there !== undefined) return there
    const joined = this.#loading.get(key)
    if (joined) return joined
    const loading = this.#load(key).finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
    return loading
  }

  async set(key: string, n: number): Promise<void> {
    await this.#store(key, n)
    await this.client.publish(this.#channel, key)
  }

  async delete(key: string): Promise<void> {
    this.#local.delete(key)
    await this.client.del(this.#options.prefix + key)
    await this.client.publish(this.#channel, key)
  }

  /** Everything that was published before has arrived, if it was listening. */
  async settle(): Promise<void> {
    await this.ear.ping()
  }

  close(): void {
    this.client.disconnect()
    this.ear.disconnect()
  }

  async #load(key: string): Promise<number> {
    const n = await this.#options.load(key)
    await this.#store(key, n)
    return n
  }

  async #store(key: string, n: number): Promise<void> {
    const { prefix, fresh = 3_600_000, bound } = this.#options
    const kept: Kept = { n, until: this.#now + fresh }
    this.#local.set(key, kept)
    await this.client.set(prefix + key, JSON.stringify(kept), 'PX', fresh)
    if (bound !== undefined) await this.#evict(key, bound)
  }

  async #evict(key: string, bound: number): Promise<void> {
    const index = `index:${this.#options.prefix}`
    await this.client.zadd(index, this.#now, key)
    const over = (await this.client.zcard(index)) - bound
    const victims = over > 0 ? await this.client.zrange(index, '0', String(over - 1)) : []
    for (const victim of victims) {
      await this.client.del(this.#options.prefix + victim)
      await this.client.zrem(index, victim)
    }
  }
}
