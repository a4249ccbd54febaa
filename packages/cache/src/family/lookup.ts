import type { KeyRef } from '../definition/key-book.ts'
import { RedisAwayError } from '../errors.ts'
import type { FamilyContext } from './context.ts'
import { ageOf, type Entry } from './entry.ts'
import type { Touches } from './touches.ts'
import type { Vault } from './vault.ts'

type AnyRef = KeyRef<unknown>

/** What the process and Redis have of a family, without loading. */
export class Lookup<Value> {
  readonly #context: FamilyContext<Value>
  readonly #vault: Vault<Value>
  readonly #touches: Touches | undefined
  readonly #local: FamilyContext<Value>['local']
  readonly #coherence: FamilyContext<Value>['coherence']

  constructor(context: FamilyContext<Value>, vault: Vault<Value>, touches: Touches | undefined) {
    this.#context = context
    this.#vault = vault
    this.#touches = touches
    this.#local = context.local
    this.#coherence = context.coherence
  }

  /** The entry of a key if nothing speaks against it but its age. */
  trusted(key: string): Entry<Value> | undefined {
    const entry = this.#local.get(key)
    if (entry === undefined || entry.dead || entry.trust === 0 || entry.trust !== this.#coherence.trust)
      return undefined
    const { tags, meta } = entry
    for (let i = 0; i < tags.length; i += 1) {
      const tag = tags[i]
      if (tag === undefined || tag.trust !== entry.trust || tag.epoch !== meta.tagEpochs[i]) return undefined
    }
    return entry
  }

  /** Counts a hit. */
  hit(entry: Entry<Value>, level: 'process' | 'redis'): Entry<Value> {
    this.#context.counters[level === 'process' ? 'processHits' : 'redisHits'] += 1
    this.#touches?.add(entry.key)
    return entry
  }

  /** What Redis has of a key, fresh or stale; with Redis away, what the process has. */
  async fetch(ref: AnyRef): Promise<Entry<Value> | undefined> {
    try {
      const found = await this.#vault.read(ref)
      return this.#counted(found.kind === 'value' ? found.entry : undefined, this.#now())
    } catch (error) {
      this.#away(error)
      return this.#unconfirmed(ref)
    }
  }

  /** The entries of many keys, in their order, with one round trip for all that the process does not hold fresh. */
  async fetchMany(refs: readonly AnyRef[]): Promise<(Entry<Value> | undefined)[]> {
    const now = this.#context.remote.clock.monotonic()
    const entries: (Entry<Value> | undefined)[] = []
    const asked: AnyRef[] = []
    for (const ref of refs) {
      const entry = this.trusted(ref.key)
      const fresh = entry !== undefined && now < entry.freshUntil
      entries.push(fresh ? this.hit(entry, 'process') : undefined)
      if (!fresh) asked.push(ref)
    }
    if (asked.length === 0) return entries
    const fetched = await this.#fetchAll(asked)
    if (asked.length === refs.length) return fetched
    let next = 0
    return entries.map((entry) => entry ?? fetched[next++])
  }

  async #fetchAll(refs: readonly AnyRef[]): Promise<(Entry<Value> | undefined)[]> {
    try {
      const found = await this.#vault.readMany(refs)
      const now = this.#now()
      return found.map((entry) => this.#counted(entry, now))
    } catch (error) {
      this.#away(error)
      return refs.map((ref) => this.#unconfirmed(ref))
    }
  }

  #away(error: unknown): void {
    if (!(error instanceof RedisAwayError)) throw error
    this.#context.counters.away += 1
  }

  #counted(entry: Entry<Value> | undefined, now: number): Entry<Value> | undefined {
    if (entry !== undefined && servable(entry, now)) return this.hit(entry, 'redis')
    this.#context.counters.misses += 1
    return undefined
  }

  /** What the process has of a key while Redis can not be asked. */
  #unconfirmed(ref: AnyRef): Entry<Value> | undefined {
    const { counters, local } = this.#context
    const known = local.peek(ref.key)
    const usable = known !== undefined && !known.dead && servable(known, this.#now())
    counters[usable ? 'fallbacks' : 'misses'] += 1
    return usable ? known : undefined
  }

  #now(): number {
    return this.#context.remote.clock.monotonic()
  }
}

const servable = (entry: Entry<unknown>, now: number): boolean => {
  const age = ageOf(entry, now)
  return age === 'fresh' || age === 'stale'
}
