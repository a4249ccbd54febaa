import { Cluster } from 'ioredis'
import { ChannelCoherence } from './coherence/channel-coherence.ts'
import type { Coherence, CoherenceListener } from './coherence/coherence.ts'
import { TrackedCoherence } from './coherence/tracked-coherence.ts'
import type { FamilyDefinition, ParameterSchemas } from './definition/definition.ts'
import { resolve } from './definition/resolve.ts'
import type { CacheEvent, FamilyContext } from './family/context.ts'
import type { BackoffOptions } from './family/failures.ts'
import { Family } from './family/family.ts'
import { Marks } from './family/marks.ts'
import { Touches } from './family/touches.ts'
import { sideKey } from './key.ts'
import { LocalStore } from './local/store.ts'
import type { BreakerOptions } from './remote/breaker.ts'
import { Remote } from './remote/remote.ts'
import { type ProcessClock, ServerClock } from './remote/server-clock.ts'
import type { RedisClient } from './script.ts'
import type { SessionClock } from './session-clock.ts'
import { emptyCounters } from './statistics.ts'
import { TagRegistry, tagPrefix } from './tags.ts'

export interface CacheOptions {
  /** The connection for data; the cache opens a second one like it for invalidations, and closes that one only. */
  readonly client: RedisClient
  /** Name of this process: in leases, in values, in statistics. Different for each process. */
  readonly instance: string
  readonly clock: ProcessClock
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** An unguessable text, another one each time. */
  readonly token: () => string
  /** Trading hours for freshness that depends on them. */
  readonly sessionClock: SessionClock
  /** Goes before every key. Empty by default. */
  readonly prefix?: string
  /** `tracking`: the server tells of every change; `channel`: writers do, for servers that do not allow tracking. */
  readonly coherence?: 'tracking' | 'channel'
  /** Milliseconds that any one operation on Redis may take. 50 by default. */
  readonly deadline?: number
  /** Milliseconds between two looks at the invalidation connection: how long a silent loss goes unnoticed. 1,000 by default. */
  readonly heartbeat?: number
  readonly breaker?: BreakerOptions
  readonly backoff?: BackoffOptions
  /** What one family may hold in this process. 10,000 entries and 64 MiB by default. */
  readonly local?: { readonly entries: number; readonly bytes: number }
  readonly onEvent?: (event: CacheEvent) => void
}

/** A family without the types of its parameters and values. */
export type AnyFamily = Pick<
  Family<string, object, unknown>,
  'spec' | 'counters' | 'held' | 'kept' | 'clear' | 'inspect' | 'invalidated' | 'doubted'
>

/** Families of cached values on one Redis, kept coherent with every other process that uses it. */
export class Cache {
  readonly #options: CacheOptions
  readonly #remote: Remote
  readonly #tags: TagRegistry
  readonly #coherence: Coherence
  readonly #prefix: string
  readonly #families = new Map<string, AnyFamily>()
  readonly #work = new Set<Promise<unknown>>()
  readonly #touches: Touches[] = []
  readonly #timer: NodeJS.Timeout
  #longest = 0

  constructor(options: CacheOptions) {
    if (options.client.options.enableAutoPipelining) {
      throw new RangeError('enableAutoPipelining must be off: it breaks scripts, and the cache makes its own batches')
    }
    this.#options = options
    const { client, clock, instance, prefix = '', coherence = 'tracking', deadline = 50, heartbeat = 1_000 } = options
    const { breaker = { threshold: 3, pause: 250 } } = options
    this.#prefix = prefix
    this.#remote = new Remote({ client, clock: new ServerClock(clock), deadline, breaker })
    this.#tags = new TagRegistry({
      remote: this.#remote,
      prefix,
      instance,
      lifetime: () => 2 * this.#longest + month,
      trust: () => this.#coherence.trust,
      channel: () => this.#coherence.channel,
    })
    const shared = { client, heartbeat, monotonic: () => clock.monotonic(), listener: this.#listener() }
    this.#coherence =
      coherence === 'tracking'
        ? new TrackedCoherence({ ...shared, deadline: Math.max(deadline, 1_000) })
        : new ChannelCoherence({
            ...shared,
            channel: `${prefix}fx:invalidate`,
            epochKey: `${prefix}fx:epoch`,
            instance,
          })
    this.#coherence.cover(`${prefix}${tagPrefix}`)
    this.#timer = setInterval(() => this.#flushTouches(), heartbeat)
    this.#timer.unref()
  }

  /** Name of this process in leases, values and statistics. */
  get instance(): string {
    return this.#options.instance
  }

  /** Whether Redis is connected and answers. */
  get available(): boolean {
    return this.#remote.available
  }

  /** Whether invalidations of other processes arrive. */
  get coherent(): boolean {
    return this.#coherence.trust > 0
  }

  /** The families, in the order of their declaration. */
  get families(): readonly AnyFamily[] {
    return [...this.#families.values()]
  }

  /**
   * Puts a definition into use. Throws `RangeError` when its name is taken, or its keys begin as another family's do: an invalidation must find
   * the one family that it concerns.
   */
  family<const Pattern extends string, const Schemas extends ParameterSchemas<Pattern>, Value>(
    definition: FamilyDefinition<Pattern, Schemas, Value>,
  ): Family<Pattern, Schemas, Value> {
    const { client, instance, random, token, sessionClock, backoff = { base: 1_000, ceiling: 60_000 } } = this.#options
    const spec = resolve(definition, { prefix: this.#prefix, cluster: client instanceof Cluster })
    for (const other of this.#families.values()) {
      if (other.spec.name === spec.name) throw new RangeError(`a family ${spec.name} is declared already`)
      if (other.spec.head.startsWith(spec.head) || spec.head.startsWith(other.spec.head)) {
        throw new RangeError(
          `the keys of ${spec.name} and ${other.spec.name} begin alike: ${spec.head}, ${other.spec.head}`,
        )
      }
    }
    const counters = emptyCounters()
    const context: FamilyContext<Value> = {
      spec,
      remote: this.#remote,
      coherence: this.#coherence,
      tags: this.#tags,
      local: new LocalStore(this.#options.local ?? { entries: 10_000, bytes: 64 * 1024 * 1024 }, () => {
        counters.processEvictions += 1
      }),
      marks: new Marks(),
      counters,
      instance,
      sessionClock,
      random,
      token,
      report: (event) => this.#options.onEvent?.(event),
      background: (work) => this.#background(work),
    }
    this.#longest = Math.max(this.#longest, spec.stale + spec.hold)
    const touches = spec.bound && new Touches(this.#remote, sideKey('lru', spec.head))
    if (touches) this.#touches.push(touches)
    const family = new Family({ definition, context, backoff, touches })
    this.#families.set(spec.name, family)
    if (spec.local) this.#coherence.cover(spec.head)
    return family
  }

  /** Invalidates everything that was stored under any of these tags. Throws `RedisAwayError`: it may have happened all the same. */
  async invalidateTags(...names: readonly string[]): Promise<void> {
    await this.#tags.advance(names)
    // whoever asks from now on must not join what was begun before
    this.#each((family) => family.doubted())
  }

  /** Resolves when this process has heard of every write that was answered, to anybody, before this call. */
  async settle(): Promise<void> {
    await this.#coherence.settle()
    // where nothing is heard, what is under way may be what was before
    this.#each((family) => {
      if (!family.spec.local || !this.coherent) family.doubted()
    })
  }

  /** Waits for refreshes that go on without a caller. */
  async drain(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }

  /** Stops listening. The data connection stays the caller's. */
  close(): void {
    clearInterval(this.#timer)
    this.#coherence.close()
  }

  #each(act: (family: AnyFamily) => void): void {
    for (const family of this.#families.values()) act(family)
  }

  #background(work: Promise<unknown>): void {
    this.#work.add(work)
    const forget = () => void this.#work.delete(work)
    void work.then(forget, forget)
  }

  #flushTouches(): void {
    for (const touches of this.#touches) this.#background(touches.flush())
  }

  #listener(): CoherenceListener {
    const all = (act: (family: AnyFamily) => void) => this.#each(act)
    return {
      invalidated: (key) => {
        if (key === null) {
          this.#tags.doubt()
          return all((family) => family.invalidated(null))
        }
        // what is being loaded may be under the tag
        if (this.#tags.invalidated(key)) return all((family) => family.doubted())
        for (const family of this.#families.values()) {
          if (key.startsWith(family.spec.head)) return family.invalidated(key)
        }
      },
      doubted: () => all((family) => family.doubted()),
      trusted: () => {
        this.#remote.recovered()
        all((family) => family.doubted())
      },
      timed: ({ instant, askedAt, answeredAt }) => {
        this.#remote.clock.learn(instant, askedAt, answeredAt)
        // without a caller nobody else would notice that it answers again
        if (answeredAt - askedAt <= this.#remote.deadline) this.#remote.recovered()
      },
      failed: (error) => this.#options.onEvent?.({ type: 'coherence-failed', error }),
    }
  }
}

// longer than the longest freshness that a calendar rule gives, twice
const month = 30 * 86_400_000
