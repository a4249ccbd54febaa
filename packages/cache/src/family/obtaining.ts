import type { KeyRef } from '../definition/key-book.ts'
import { LoadTimeoutError, RedisAwayError } from '../errors.ts'
import type { FamilyContext } from './context.ts'
import { ageOf, chosenEarly, type Entry } from './entry.ts'
import type { Failures } from './failures.ts'
import type { Begun, Flight, Source } from './flight.ts'
import { Flights } from './flights.ts'
import { Looks } from './looks.ts'
import type { Lookup } from './lookup.ts'
import { type Reading, type ReadOptions, readingOf, readingOfNothing } from './reading.ts'
import type { Vault } from './vault.ts'
import { waitFor } from './wait.ts'
import type { Writes } from './writes.ts'

export interface ObtainingOptions<Value> {
  readonly context: FamilyContext<Value>
  readonly vault: Vault<Value>
  readonly writes: Writes<Value>
  readonly lookup: Lookup<Value>
  readonly failures: Failures
}

/** Gets values for callers who want them loaded where there are none: from the process, from Redis, or on a flight from the source. */
export class Obtaining<Parameters, Value> {
  readonly #context: FamilyContext<Value>
  readonly #lookup: Lookup<Value>
  readonly #failures: Failures
  readonly #looks: Looks<Value>
  readonly #flights: Flights<Parameters, Value>

  constructor({ context, vault, writes, lookup, failures }: ObtainingOptions<Value>) {
    this.#context = context
    this.#lookup = lookup
    this.#failures = failures
    this.#looks = new Looks(context, vault)
    this.#flights = new Flights({ context, vault, writes, failures })
  }

  /** One value. Throws as `Family.getOrLoad`. */
  async one(
    ref: KeyRef<Parameters>,
    source: Source<Parameters, Value>,
    options: ReadOptions = {},
  ): Promise<Reading<Value>> {
    const { remote, spec } = this.#context
    options.signal?.throwIfAborted()
    const held = this.#lookup.trusted(ref.key)
    const served = held && this.#serve(ref, source, held, 'process', options)
    if (served) return served
    const { signal } = options
    const until = remote.clock.monotonic() + spec.hard
    // most of what is asked for is in Redis and fresh: then no flight has to begin
    if (this.#flights.has(ref.key) || spec.hard <= remote.deadline) return this.#await(ref, source, options, until)
    const seeing = this.#seen(ref)
    const expired = () => this.#expired(ref)
    const seen = await (signal ? waitFor(seeing, { limit: spec.hard, signal, expired }) : seeing)
    if (seen === 'away') return this.#await(ref, source, options, until, { away: true })
    return (seen && this.#serve(ref, source, seen, 'redis', options)) ?? this.#await(ref, source, options, until)
  }

  /** Each of many values, in their order, or why it could not be had: one look in Redis for all of them. */
  async many(
    refs: readonly KeyRef<Parameters>[],
    sourceFor: (count: number) => Source<Parameters, Value>,
    options: ReadOptions = {},
  ): Promise<PromiseSettledResult<Value | undefined>[]> {
    const { remote, spec } = this.#context
    options.signal?.throwIfAborted()
    const until = remote.clock.monotonic() + spec.hard
    const entries = await this.#lookup.fetchMany(refs)
    const stale = new Map<string, readonly [KeyRef<Parameters>, Entry<Value>]>()
    const missing = new Map<string, KeyRef<Parameters>>()
    const usable = entries.map((entry, i) => {
      const ref = refs[i]
      if (ref === undefined || (entry && this.#ageOf(entry) === 'fresh')) return entry
      if (entry && options.stale !== false && spec.soft === 0) {
        stale.set(ref.key, [ref, entry])
        return entry
      }
      missing.set(ref.key, ref)
      return undefined
    })
    const source = sourceFor(missing.size + stale.size)
    for (const [ref, entry] of stale.values()) this.#refresh(ref, source, entry)
    const loads = new Map([...missing].map(([key, ref]) => [key, this.#await(ref, source, options, until)]))
    return Promise.allSettled(refs.map(async ({ key }, i) => (usable[i] ?? (await loads.get(key)))?.value))
  }

  /** The key changed: what is under way may bring what was before. */
  changed(key: string): void {
    this.#looks.changed(key)
    this.#flights.changed(key)
  }

  /** Any key may have changed. */
  allChanged(): void {
    this.#looks.allChanged()
    this.#flights.allChanged()
  }

  /** What Redis has of a key, of whatever age. */
  #seen(ref: KeyRef<Parameters>): Promise<Entry<Value> | 'away' | undefined> {
    return this.#looks.of(ref).then(
      (found) => (found.kind === 'value' ? found.entry : undefined),
      // any other failure will be the flight's too, which has what to fall back on
      (error: unknown) => (error instanceof RedisAwayError ? 'away' : undefined),
    )
  }

  /** What can be served of an entry at once: a fresh value, or a stale one while it is refreshed. */
  #serve(
    ref: KeyRef<Parameters>,
    source: Source<Parameters, Value>,
    entry: Entry<Value>,
    level: 'process' | 'redis',
    { stale = true }: ReadOptions,
  ): Reading<Value> | undefined {
    const { remote, counters, spec, random } = this.#context
    const now = remote.clock.monotonic()
    const age = ageOf(entry, now)
    if (age === 'fresh') {
      if (chosenEarly(entry, now, random)) this.#refresh(ref, source, entry)
      return readingOf(this.#lookup.hit(entry, level), 'fresh', level)
    }
    if (age !== 'stale' || spec.soft > 0 || !stale) return undefined
    this.#refresh(ref, source, entry)
    counters.staleHits += 1
    return readingOf(this.#lookup.hit(entry, level), 'stale', level)
  }

  /** Boards the flight of a key and waits for as much of it as this caller needs, until a monotonic time. */
  async #await(
    ref: KeyRef<Parameters>,
    source: Source<Parameters, Value>,
    options: ReadOptions,
    until: number,
    begun?: Begun,
  ): Promise<Reading<Value>> {
    const { counters, remote } = this.#context
    const { signal } = options
    const flight = this.#flights.of(ref, source, begun)
    const expired = () => this.#expired(ref)
    const left = () => Math.max(0, until - remote.clock.monotonic())
    flight.board()
    let candidate: Entry<Value> | undefined
    try {
      candidate = await waitFor(flight.candidate, { limit: left(), signal, expired })
      if (candidate === undefined) counters.misses += 1
      const served = candidate && (await this.#serveNow(flight, candidate, options))
      if (served) return served
      const landed = await waitFor(flight.landed, { limit: left(), signal, expired })
      if (landed === undefined) return readingOfNothing(remote.clock.now())
      if (landed === candidate) return readingOf(this.#lookup.hit(landed, 'redis'), 'fresh', 'redis')
      return readingOf(landed, 'fresh', 'source')
    } catch (error) {
      if (signal?.aborted) {
        if (flight.leave(signal.reason)) this.#flights.close(ref.key, flight)
        throw error
      }
      const held = candidate ?? this.#context.local.peek(ref.key)
      if (held === undefined || held.dead || this.#ageOf(held) === 'over') throw error
      counters.fallbacks += 1
      return readingOf(held, 'fallback', 'process')
    }
  }

  /** What can be served without waiting for the source, if anything. */
  async #serveNow(
    flight: Flight<Parameters, Value>,
    candidate: Entry<Value>,
    { signal, stale = true }: ReadOptions,
  ): Promise<Reading<Value> | undefined> {
    const { counters, spec } = this.#context
    const age = this.#ageOf(candidate)
    if (age !== 'fresh' && !(age === 'stale' && stale)) return undefined
    if (flight.alone) {
      counters.fallbacks += 1
      return readingOf(candidate, 'fallback', 'process')
    }
    if (age === 'fresh') return readingOf(this.#lookup.hit(candidate, 'redis'), 'fresh', 'redis')
    if (spec.soft > 0) {
      const expired = () => new LoadTimeoutError('the soft deadline has passed')
      // a failure was reported; the stale value is there for it
      const landed = await waitFor(flight.landed, { limit: spec.soft, signal, expired }).catch(() => undefined)
      signal?.throwIfAborted()
      if (landed) return readingOf(landed, 'fresh', 'source')
    }
    counters.staleHits += 1
    return readingOf(this.#lookup.hit(candidate, 'redis'), 'stale', 'redis')
  }

  #expired({ key }: KeyRef<Parameters>): LoadTimeoutError {
    return new LoadTimeoutError(`${key} was not there within ${this.#context.spec.hard} ms`)
  }

  #ageOf(entry: Entry<Value>) {
    return ageOf(entry, this.#context.remote.clock.monotonic())
  }

  /** Refreshes behind a caller's back, unless loading failed lately. */
  #refresh(ref: KeyRef<Parameters>, source: Source<Parameters, Value>, entry: Entry<Value>): void {
    if (this.#failures.standing(ref.key, this.#context.remote.clock.monotonic())) return source.pass()
    // looked at again in Redis first: another process may have refreshed it
    this.#flights.of(ref, source, { due: entry.meta.version }).board()
  }
}
