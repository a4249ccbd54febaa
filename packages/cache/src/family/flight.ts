import type { KeyRef } from '../definition/key-book.ts'
import { type LoadContext, NotModified } from '../definition/loader.ts'
import { LoadFailedError, LoadTimeoutError, RedisAwayError } from '../errors.ts'
import { milliseconds } from '../lifetimes.ts'
import { observe } from '../statistics.ts'
import type { Failure } from '../stored/marker.ts'
import type { FamilyContext } from './context.ts'
import { ageOf, type Entry, entryOf } from './entry.ts'
import type { Failures } from './failures.ts'
import type { Mark } from './marks.ts'
import { type NewValue, timesFrom } from './times.ts'
import type { Vault } from './vault.ts'
import { waitFor } from './wait.ts'
import type { Wakers } from './wakers.ts'
import type { Writes } from './writes.ts'

/** Gets one value from its source. */
export type Source<Parameters, Value> = {
  load(parameters: Parameters, context: LoadContext<Value>): Promise<Value | undefined | NotModified>
  /** Says that this key will not be loaded after all: somebody else has it, or it was there. */
  pass(): void
}

export interface FlightOptions<Parameters, Value> {
  readonly context: FamilyContext<Value>
  readonly vault: Vault<Value>
  readonly writes: Writes<Value>
  readonly failures: Failures
  readonly wakers: Wakers
  readonly ref: KeyRef<Parameters>
  readonly source: Source<Parameters, Value>
  /** What the process has of it. */
  readonly known: Entry<Value> | undefined
  readonly begun: Begun
}

/** Why a flight begins. */
export interface Begun {
  /** The version that is to be replaced although it may be fresh. */
  readonly due?: number
  /** Redis was found to be away just now: it is not asked again. */
  readonly away?: boolean
}

type Claim<Value> =
  | { readonly kind: 'cold'; readonly held: Buffer }
  | { readonly kind: 'refresh'; readonly held: string; readonly previous: Entry<Value> }
  | { readonly kind: 'none' }

/**
 * The way of one key from Redis or its source into the process, shared by everybody who asks meanwhile: looks in Redis, claims the lease, loads and
 * stores, or waits for whoever has the lease.
 */
export class Flight<Parameters, Value> {
  readonly #options: FlightOptions<Parameters, Value>
  readonly #abort = new AbortController()
  #seen = Promise.withResolvers<Entry<Value> | undefined>()
  /** The value in the end; undefined when the source has none. */
  readonly landed: Promise<Entry<Value> | undefined>
  #waiting = false
  #passengers = 0
  #cancelled = false
  #decided = false
  #alone = false

  constructor(options: FlightOptions<Parameters, Value>) {
    this.#options = options
    this.landed = this.#fly()
    // each caller sees the failure on its own promise; without a caller it was reported
    this.landed.catch(() => undefined)
  }

  /** What Redis had at the last look, fresh or not; undefined when nothing. Whoever boards after a change waits for the look after it. */
  get candidate(): Promise<Entry<Value> | undefined> {
    return this.#seen.promise
  }

  /** True while it waits for another process: an invalidation is then what it waits for. */
  get waiting(): boolean {
    return this.#waiting
  }

  /** True when Redis was away and what the process had is served as it is. */
  get alone(): boolean {
    return this.#alone
  }

  board(): void {
    this.#passengers += 1
  }

  /** A caller cancelled. The last one to go ends the loading; true when that was this one. */
  leave(reason: unknown): boolean {
    this.#passengers -= 1
    if (this.#passengers > 0) return false
    this.#cancelled = true
    this.#abort.abort(reason)
    return true
  }

  /** Tells the source once that this key needs no loading, or not yet. */
  #pass(): void {
    if (!this.#decided) this.#options.source.pass()
    this.#decided = true
  }

  async #fly(): Promise<Entry<Value> | undefined> {
    const { counters } = this.#options.context
    try {
      return await this.#seek().catch((error: unknown) => {
        if (!(error instanceof RedisAwayError)) throw error
        counters.away += 1
        return this.#withoutRedis()
      })
    } catch (error) {
      this.#pass()
      this.#seen.resolve(undefined)
      throw error
    }
  }

  /** Throws `RedisAwayError` when Redis goes away before the source was asked. */
  async #seek(): Promise<Entry<Value> | undefined> {
    const { context, vault, ref, failures, begun } = this.#options
    const clock = context.remote.clock
    if (begun.away) throw new RedisAwayError('Redis did not answer just now')
    for (;;) {
      const found = await vault.readOrClaim(ref)
      this.#seen.resolve(found.kind === 'value' ? found.entry : undefined)
      if (
        found.kind === 'value' &&
        found.entry.meta.version !== begun.due &&
        ageOf(found.entry, clock.monotonic()) === 'fresh'
      ) {
        this.#pass()
        return found.entry
      }
      if (found.kind === 'ours') return await this.#load({ kind: 'cold', held: found.lease })
      if (found.kind === 'absent') return await this.#load({ kind: 'none' })
      if (found.kind === 'failed') throw this.#failedElsewhere(found.failure)
      if (found.kind === 'value') {
        const standing = failures.standing(ref.key, clock.monotonic())
        if (standing) throw standing
        const claim = await vault.claimRefresh(ref)
        if (claim && 'kind' in claim) throw this.#failedElsewhere(claim)
        if (claim) return await this.#load({ kind: 'refresh', held: claim.token, previous: found.entry })
      }
      this.#pass()
      await this.#change()
    }
  }

  /** Waits until the key changes, or for so long that a dead holder's lease is over. */
  async #change(): Promise<void> {
    const { wakers, ref } = this.#options
    const { spec, random, coherence } = this.#options.context
    this.#abort.signal.throwIfAborted()
    // without invalidations there is nothing to wake us: we look now and then
    const patience = coherence.trust > 0 ? spec.lease / 4 : 10 + 15 * random()
    this.#waiting = true
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const stop = wakers.add(ref.key, () => {
        this.#seen = Promise.withResolvers()
        done()
      })
      const timer = setTimeout(done, patience)
    })
    this.#waiting = false
  }

  /** Redis is away: what the process has while it is fresh, else the source itself. What it says stays in the process. */
  async #withoutRedis(): Promise<Entry<Value> | undefined> {
    const { context, ref, known } = this.#options
    const usable =
      known && !known.dead && ageOf(known, context.remote.clock.monotonic()) === 'fresh' ? known : undefined
    this.#alone = true
    this.#seen.resolve(usable ?? (known?.dead ? undefined : known))
    if (usable) {
      this.#pass()
      return usable
    }
    const now = context.remote.clock.monotonic()
    const standing = this.#options.failures.standing(ref.key, now)
    if (standing) throw standing
    return await this.#load({ kind: 'none' })
  }

  async #load(claim: Claim<Value>): Promise<Entry<Value> | undefined> {
    const { context, vault, ref } = this.#options
    const { spec, counters, remote } = context
    // from before the load: a tag that is invalidated meanwhile must win
    const tagEpochs = claim.kind === 'none' ? ref.tags.map(() => 0) : await vault.tagEpochs(ref)
    const held = claim.kind === 'none' ? undefined : claim.held
    const stop = () => clearInterval(renewal)
    const renewal = held === undefined ? undefined : setInterval(() => void this.#renew(held, stop), spec.lease / 3)
    renewal?.unref()
    const started = remote.clock.monotonic()
    // spoilt by a change that this process makes or hears of
    const mark = context.marks.begin()
    counters.loads += 1
    try {
      const loaded = await this.#ask(claim)
      const cost = remote.clock.monotonic() - started
      counters.loadMs += cost
      observe(counters.loadLatency, cost)
      this.#options.failures.succeeded(ref.key)
      return await this.#keep(claim, { ...loaded, cost, tagEpochs }, mark)
    } catch (cause) {
      if (!this.#cancelled) counters.loadErrors += 1
      throw await this.#failed(claim, cause)
    } finally {
      context.marks.end()
      stop()
    }
  }

  async #ask(claim: Claim<Value>) {
    const { context, ref, source } = this.#options
    const { spec, remote } = context
    const previous = claim.kind === 'refresh' ? claim.previous : undefined
    const answer: { etag: string; freshFor: number | undefined } = { etag: '', freshFor: undefined }
    this.#decided = true
    const work = source.load(ref.parameters, {
      signal: this.#abort.signal,
      previous: previous && { value: previous.value, etag: previous.meta.etag, loadedAt: previous.meta.loadedAt },
      now: remote.clock.now(),
      notModified: () => NotModified.answer,
      etag: (value) => {
        answer.etag = value
      },
      freshFor: (duration) => {
        answer.freshFor = milliseconds(duration)
      },
    })
    const expired = () => new LoadTimeoutError(`${ref.key}: loading took longer than ${spec.hard} ms`)
    try {
      return { value: await waitFor(work, { limit: spec.hard, signal: this.#abort.signal, expired }), ...answer }
    } catch (error) {
      this.#abort.abort(error)
      throw error
    }
  }

  async #keep(
    claim: Claim<Value>,
    loaded: Omit<NewValue<Value>, 'value'> & { readonly value: Value | undefined | NotModified },
    mark: Mark,
  ): Promise<Entry<Value> | undefined> {
    const { context, vault, writes, ref } = this.#options
    const { value } = loaded
    if (value instanceof NotModified) return this.#extend(claim, loaded.freshFor)
    if (value === undefined) {
      // with Redis away the lease ends by itself, and the value with its lifetime
      if (claim.kind !== 'none') await vault.settle(ref, claim.held, undefined).catch(() => undefined)
      if (claim.kind === 'refresh') await writes.remove(ref).catch(() => undefined)
      return undefined
    }
    try {
      const stored = await this.#store(claim, { ...loaded, value })
      if (stored) return stored
      if (claim.kind !== 'none') context.counters.refused += 1
      return this.#unstored({ ...loaded, value }, mark)
    } catch (error) {
      // whoever waits gets the value all the same
      context.report({ type: 'store-failed', family: context.spec.name, key: ref.key, error })
      if (claim.kind !== 'none') await vault.settle(ref, claim.held, undefined).catch(() => undefined)
      return this.#unstored({ ...loaded, value }, mark)
    }
  }

  async #extend(claim: Claim<Value>, freshFor: number | undefined): Promise<Entry<Value>> {
    const { context, writes, ref } = this.#options
    if (claim.kind !== 'refresh') throw new TypeError(`${ref.key}: there is no previous value that could be unchanged`)
    context.counters.notModified += 1
    try {
      return (await writes.extend(ref, claim.held, claim.previous, freshFor)) ?? claim.previous
    } catch (error) {
      if (!(error instanceof RedisAwayError)) throw error
      context.report({ type: 'store-failed', family: context.spec.name, key: ref.key, error })
      return claim.previous
    }
  }

  #store(claim: Claim<Value>, value: NewValue<Value>): Promise<Entry<Value> | undefined> {
    const { writes, ref } = this.#options
    if (claim.kind === 'cold') return writes.fill(ref, claim.held, value)
    if (claim.kind === 'refresh') return writes.refill(ref, claim.held, claim.previous, value)
    return Promise.resolve(undefined)
  }

  /** A value that Redis does not have: for those who waited for it and, while Redis is away, for this process, unless the key changed meanwhile. */
  #unstored({ value, etag, cost, freshFor, tagEpochs }: NewValue<Value>, mark: Mark): Entry<Value> {
    const { context, ref } = this.#options
    const { spec, remote, local } = context
    const times = timesFrom(context, ref.texts, { value, freshFor, cost })
    const meta = { ...times, version: 0, tagEpochs, etag, writer: context.instance }
    const tags = ref.tags.map((name) => context.tags.ref(name))
    const entry = entryOf(ref.key, value, meta, {
      bytes: 1_000,
      trust: 0,
      tags,
      clock: remote.clock,
    })
    if (spec.local && !remote.available && !context.marks.changed(ref.key, mark)) local.set(entry)
    return entry
  }

  async #renew(held: Buffer | string, stop: () => void): Promise<void> {
    const { vault, ref } = this.#options
    // lost by an invalidation: what is loaded is for those who wait already, and will not be stored
    if (!(await vault.renew(ref, held).catch(() => true))) stop()
  }

  #failedElsewhere({ message, count, until }: Failure): LoadFailedError {
    const { context, ref, failures } = this.#options
    const { clock } = context.remote
    const cause = new Error(message)
    failures.remember(ref.key, cause, clock.toMonotonic(until), count)
    return new LoadFailedError(`${ref.key}: loading failed elsewhere: ${message}`, until - clock.now(), { cause })
  }

  async #failed(claim: Claim<Value>, cause: unknown): Promise<unknown> {
    const { context, vault, ref, failures } = this.#options
    if (this.#cancelled) {
      if (claim.kind !== 'none') await vault.settle(ref, claim.held, undefined).catch(() => undefined)
      return cause
    }
    const { clock } = context.remote
    const { count, pause } = failures.failed(ref.key, cause, clock.monotonic())
    const message = cause instanceof Error ? cause.message : String(cause)
    context.report({ type: 'load-failed', family: context.spec.name, key: ref.key, error: cause })
    if (claim.kind !== 'none') {
      const failure = { kind: 'failure', message, count, until: clock.now() + pause } as const
      // with Redis away the lease ends by itself
      await vault.settle(ref, claim.held, failure).catch(() => undefined)
    }
    return new LoadFailedError(`${ref.key}: loading failed: ${message}`, pause, { cause })
  }
}
