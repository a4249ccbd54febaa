import { type ClearOptions, findKeys } from '../clear/clear.ts'
import { matchKeys } from '../clear/key-match.ts'
import type { Arguments, FamilyDefinition, Named, ParameterSchemas } from '../definition/definition.ts'
import { KeyBook } from '../definition/key-book.ts'
import type { Resolved } from '../definition/resolve.ts'
import { RedisAwayError } from '../errors.ts'
import { type Duration, milliseconds } from '../lifetimes.ts'
import type { FamilyCounters } from '../statistics.ts'
import { BulkLoad, single } from './bulk-load.ts'
import type { FamilyContext } from './context.ts'
import { type Explanation, explain } from './explain.ts'
import { type BackoffOptions, Failures } from './failures.ts'
import type { Source } from './flight.ts'
import { Lookup } from './lookup.ts'
import { Obtaining } from './obtaining.ts'
import type { Reading, ReadOptions } from './reading.ts'
import type { Touches } from './touches.ts'
import { Vault } from './vault.ts'
import { type Kept, Writes } from './writes.ts'

/** How often a value is stored again because its tags were invalidated meanwhile. */
const invalidationsAtMost = 100

export interface SetOptions {
  /** Another freshness for this value only. */
  readonly freshFor?: Duration
  readonly etag?: string
}

export interface FamilyOptions<Pattern extends string, Schemas extends ParameterSchemas<Pattern>, Value> {
  readonly definition: FamilyDefinition<Pattern, Schemas, Value>
  readonly context: FamilyContext<Value>
  readonly backoff: BackoffOptions
  readonly touches: Touches | undefined
}

/** One key of a family, whatever its types. */
export interface Inspected {
  readonly key: string
  /** As `Family.explain`. */
  explain(): Promise<Explanation>
  /** As `Family.get`. */
  value(): Promise<unknown>
  /** As `Family.delete`. */
  delete(): Promise<boolean>
}

/** The cached values of one definition. */
export class Family<Pattern extends string, const Schemas extends ParameterSchemas<Pattern>, Value> {
  readonly definition: FamilyDefinition<Pattern, Schemas, Value>
  readonly #context: FamilyContext<Value>
  readonly #clock: FamilyContext<Value>['remote']['clock']
  readonly #keys: KeyBook<Pattern, Schemas, Value>
  readonly #vault: Vault<Value>
  readonly #writes: Writes<Value>
  readonly #lookup: Lookup<Value>
  readonly #failures: Failures
  readonly #obtaining: Obtaining<Named<Schemas>, Value>
  readonly #source: Source<Named<Schemas>, Value> | undefined

  constructor({ definition, context, backoff, touches }: FamilyOptions<Pattern, Schemas, Value>) {
    const { spec } = context
    this.definition = definition
    this.#context = context
    this.#clock = context.remote.clock
    this.#keys = new KeyBook(definition, spec.head, spec.names, spec.rest)
    this.#writes = new Writes(context)
    this.#vault = new Vault(context, this.#writes)
    this.#lookup = new Lookup(context, this.#vault, touches)
    this.#failures = new Failures(backoff, context.random)
    this.#obtaining = new Obtaining({
      context,
      vault: this.#vault,
      writes: this.#writes,
      lookup: this.#lookup,
      failures: this.#failures,
    })
    this.#source = single(definition, () => context.remote.clock.now())
  }

  /** The key of these parameters. Throws `RangeError` for parameters that the definition refuses. */
  key(parameters: Arguments<Pattern, Schemas>): string {
    return this.#keys.ref(parameters).key
  }

  /** The definition, worked out. */
  get spec(): Resolved<Value> {
    return this.#context.spec
  }

  /** What happened here since the process started. */
  get counters(): FamilyCounters {
    return this.#context.counters
  }

  /** What the process holds: entries and their bytes. */
  get held(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#context.local.size, bytes: this.#context.local.bytes }
  }

  /** The value, if the process holds it fresh and knows of no change; never asks Redis. */
  peek(parameters: Arguments<Pattern, Schemas>): Value | undefined {
    const entry = this.#lookup.trusted(this.#keys.ref(parameters).key)
    if (entry === undefined || this.#clock.monotonic() >= entry.freshUntil) return undefined
    this.#context.counters.processHits += 1
    return entry.value
  }

  /** The value, from the process or Redis; undefined when neither has one that is fresh or stale. Never loads; with Redis away, what the process has. */
  get(parameters: Arguments<Pattern, Schemas>): Promise<Value | undefined> {
    const ref = this.#keys.ref(parameters)
    const entry = this.#lookup.trusted(ref.key)
    if (entry !== undefined && this.#context.remote.clock.monotonic() < entry.freshUntil) {
      return Promise.resolve(this.#lookup.hit(entry, 'process').value)
    }
    return this.#lookup.fetch(ref).then((fetched) => fetched?.value)
  }

  /** The values of many keys, in their order, with one round trip for all that the process does not hold. Never loads. */
  async getMany(list: readonly Arguments<Pattern, Schemas>[]): Promise<(Value | undefined)[]> {
    const entries = await this.#lookup.fetchMany(list.map((parameters) => this.#keys.ref(parameters)))
    return entries.map((entry) => entry?.value)
  }

  /**
   * The value, loaded where there is none. A stale value is served while it is refreshed. Throws `LoadFailedError` when loading failed (now or lately)
   * or `LoadTimeoutError` after the hard deadline, and nothing older may be served; undefined when the source has none.
   */
  getOrLoad(parameters: Arguments<Pattern, Schemas>, options?: ReadOptions): Promise<Value | undefined> {
    const ref = this.#keys.ref(parameters)
    const entry = this.#lookup.trusted(ref.key)
    if (entry !== undefined && this.#context.remote.clock.monotonic() < entry.earlyFrom) {
      return Promise.resolve(this.#lookup.hit(entry, 'process').value)
    }
    return this.#obtaining.one(ref, this.#loader(), options).then((reading) => reading.value)
  }

  /** As `getOrLoad`, with where the value came from and how far it may be believed. */
  read(parameters: Arguments<Pattern, Schemas>, options?: ReadOptions): Promise<Reading<Value>> {
    return this.#obtaining.one(this.#keys.ref(parameters), this.#loader(), options)
  }

  /**
   * As `getOrLoad` for many keys, in their order: one round trip for what Redis has, one call of the bulk loader for what nobody has. Throws an
   * `AggregateError` of the failures after everything else was loaded and stored.
   */
  async getOrLoadMany(
    list: readonly Arguments<Pattern, Schemas>[],
    options?: ReadOptions,
  ): Promise<(Value | undefined)[]> {
    const source = this.#loader()
    const refs = list.map((parameters) => this.#keys.ref(parameters))
    const now = () => this.#context.remote.clock.now()
    const settled = await this.#obtaining.many(
      refs,
      (count) => BulkLoad.of(this.definition, count, now) ?? source,
      options,
    )
    const failures = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${list.length} values could not be loaded`)
    return settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined))
  }

  /** Stores a value, over any other and over whatever is being loaded. Throws `RedisAwayError`: it may have been stored all the same. */
  async set(parameters: Arguments<Pattern, Schemas>, value: Value, options: SetOptions = {}): Promise<void> {
    const ref = this.#keys.ref(parameters)
    const { etag = '', freshFor } = options
    this.#changed(ref.key)
    this.#context.counters.sets += 1
    const freshMs = freshFor === undefined ? undefined : milliseconds(freshFor)
    const stored = async (afresh: boolean) => {
      const tagEpochs = await this.#vault.tagEpochs(ref, { afresh })
      return await this.#writes.set(ref, { value, etag, cost: 0, freshFor: freshMs, tagEpochs })
    }
    // under an epoch that others ended the value would be old when it is stored; where the server does not look, it is asked before
    let entry = await stored(this.#context.spec.cluster)
    for (let again = 0; entry === undefined; again += 1) {
      if (again === invalidationsAtMost) throw new RedisAwayError(`${ref.key}: its tags are invalidated all the time`)
      entry = await stored(true)
    }
    // what began to be loaded meanwhile is older
    this.#obtaining.changed(ref.key)
    this.#failures.succeeded(ref.key)
  }

  /** Stores many values in one round trip. Throws the first failure after all were tried. */
  async setMany(
    entries: readonly (readonly [Arguments<Pattern, Schemas>, Value])[],
    options?: SetOptions,
  ): Promise<void> {
    const all = await Promise.allSettled(entries.map(([parameters, value]) => this.set(parameters, value, options)))
    for (const each of all) if (each.status === 'rejected') throw each.reason
  }

  /** Removes a value here, in Redis and in every process, and spoils what is being loaded. True when there was one. Throws `RedisAwayError`. */
  async delete(parameters: Arguments<Pattern, Schemas>): Promise<boolean> {
    const ref = this.#keys.ref(parameters)
    this.#changed(ref.key)
    this.#context.local.delete(ref.key)
    this.#failures.succeeded(ref.key)
    this.#context.counters.removes += 1
    const removed = await this.#writes.remove(ref)
    this.#obtaining.changed(ref.key)
    this.#context.local.delete(ref.key)
    return removed
  }

  /**
   * Removes every value that has these parameters, whatever its others are, by small steps; answers how many there were. Throws `RangeError` for a name
   * that the pattern lacks, and the client's error: what was removed stays removed, and calling again goes on.
   */
  async clear(
    given: Partial<Named<Schemas>> = {},
    options: Pick<ClearOptions, 'batch' | 'signal'> & { readonly onProgress?: (removed: number) => void } = {},
  ): Promise<number> {
    const { spec, local, remote, counters } = this.#context
    this.#keys.refuseUnknown(given)
    const match = matchKeys<string>(spec.rest, given, spec.head)
    let removed = 0
    for await (const keys of findKeys(remote.client, match, { batch: 100, ...options, sideKeys: ['lease'] })) {
      for (const key of keys) this.#changed(key)
      removed += await this.#writes.removeAll(keys)
      for (const key of keys) this.#changed(key)
      options.onProgress?.(removed)
    }
    for (const { key } of local.values()) if (match.includes(key)) local.delete(key)
    counters.removes += removed
    return removed
  }

  /**
   * One key by the texts of its parameters, for whoever has no types, such as an inspector. Throws `RangeError` for a text that the parameter's schema
   * refuses, and for a name that is missing or unknown.
   */
  inspect(texts: Readonly<Record<string, string>>): Inspected {
    const ref = this.#keys.parse(texts)
    return {
      key: ref.key,
      explain: () => explain(this.#context, ref),
      value: () => this.#lookup.fetch(ref).then((entry) => entry?.value),
      delete: () => this.delete(ref.parameters),
    }
  }

  /** What Redis keeps of a bounded family, and how many values had to leave since the first; undefined without a bound. Throws `RedisAwayError`. */
  kept(): Promise<Kept | undefined> {
    return this.#writes.kept()
  }

  /** Why a reader would get what it gets. Reads Redis, changes nothing. */
  explain(parameters: Arguments<Pattern, Schemas>): Promise<Explanation> {
    return explain(this.#context, this.#keys.ref(parameters))
  }

  /** Somebody else wrote or removed a key of this family, or all keys (null). For the cache. */
  invalidated(key: string | null): void {
    this.#context.counters.invalidations += 1
    if (key !== null) {
      this.#changed(key)
      const entry = this.#context.local.peek(key)
      if (entry?.own) this.#writes.confirm(entry)
      return
    }
    this.doubted()
    for (const entry of this.#context.local.values()) entry.dead = true
    this.#context.marks.invalidate(null)
  }

  /** Invalidations may have been missed, or a tag was invalidated: nobody joins what is under way. For the cache. */
  doubted(): void {
    this.#obtaining.allChanged()
  }

  /** The key changes or has changed: what is under way may bring what was before. */
  #changed(key: string): void {
    const entry = this.#context.local.peek(key)
    if (entry) entry.dead = true
    this.#context.marks.invalidate(key)
    this.#obtaining.changed(key)
  }

  #loader(): Source<Named<Schemas>, Value> {
    if (this.#source) return this.#source
    throw new TypeError(`${this.definition.name} has no loader`)
  }
}
