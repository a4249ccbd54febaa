import type { KeyRef } from '../definition/key-book.ts'
import { sideKey } from '../key.ts'
import { getBytes, getManyBytes } from '../remote/question.ts'
import { readIfChanged, renew, settleRefresh } from '../remote/scripts.ts'
import { observe } from '../statistics.ts'
import { decodeMarker, encodeMarker, type Failure, isMarker } from '../stored/marker.ts'
import { versionAsBytes, versionBytes } from '../stored/trailer.ts'
import { sameEpochs, type TagRef } from '../tags.ts'
import type { FamilyContext } from './context.ts'
import { type Asked, Decoder } from './decoder.ts'
import type { Entry } from './entry.ts'
import type { Mark } from './marks.ts'
import type { Writes } from './writes.ts'

/** What was found in Redis under a key. */
export type Found<Value> =
  | { readonly kind: 'value'; readonly entry: Entry<Value> }
  /** Nothing was there; now our lease is. */
  | { readonly kind: 'ours'; readonly lease: Buffer }
  /** Somebody else is loading it. */
  | { readonly kind: 'leased' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Nothing is there, or nothing that this process may replace. */
  | { readonly kind: 'absent' }

type AnyRef = KeyRef<unknown>

/** What was answered for many keys, and what was known when they were asked for. */
interface Replies {
  readonly replies: readonly unknown[]
  readonly epochs: readonly (readonly number[])[]
  readonly mark: Mark
}

/** Reads the values of one family in Redis, keeps in the process what was read, and holds the leases of who loads. */
export class Vault<Value> {
  readonly #context: FamilyContext<Value>
  readonly #writes: Writes<Value>
  readonly #decoder: Decoder<Value>

  constructor(context: FamilyContext<Value>, writes: Writes<Value>) {
    this.#context = context
    this.#writes = writes
    this.#decoder = new Decoder(context)
  }

  /** Reads without claiming to load. Throws `RedisAwayError`. */
  read(ref: AnyRef): Promise<Found<Value>> {
    return this.#look(ref, undefined)
  }

  /** Reads, and takes the lease in the same round trip where nothing is. Throws `RedisAwayError`. */
  readOrClaim(ref: AnyRef): Promise<Found<Value>> {
    const { instance, token } = this.#context
    return this.#look(ref, encodeMarker({ kind: 'lease', token: token(), holder: instance }))
  }

  /** Reads many in one round trip (one for each key in a cluster, at once). Throws `RedisAwayError`. */
  async readMany(refs: readonly AnyRef[]): Promise<(Entry<Value> | undefined)[]> {
    const { spec, remote, marks, coherence, counters } = this.#context
    const trust = coherence.trust
    const mark = marks.begin()
    const began = remote.clock.monotonic()
    try {
      const epochs = await this.#tagEpochsOf(refs)
      const keys = refs.map((ref) => ref.key)
      const replies = await remote.attempt((client) => getManyBytes(client, keys))
      observe(counters.redisLatency, remote.clock.monotonic() - began)
      const asked = { trust, shared: spec.local }
      const entries: (Entry<Value> | undefined)[] = []
      let current = true
      for (const [i, ref] of refs.entries()) {
        const entry = this.#accept(ref, replies[i], asked)
        entries.push(entry)
        if (entry && (this.#isOlder(entry) || !sameEpochs(entry.meta.tagEpochs, epochs[i] ?? none))) current = false
      }
      if (!current) return await this.#sift(refs, entries, { replies, epochs, mark })
      for (const entry of entries) if (entry) this.#keep(mark, entry)
      return entries
    } finally {
      marks.end()
    }
  }

  /** What may be given of entries of which some are outdated by their tags, as far as this process knew, or older than what it saw. */
  async #sift(
    refs: readonly AnyRef[],
    entries: readonly (Entry<Value> | undefined)[],
    { replies, epochs, mark }: Replies,
  ): Promise<(Entry<Value> | undefined)[]> {
    const newest = await this.#tagEpochsOf(refs, { afresh: true })
    return Promise.all(
      entries.map(async (entry, i) => {
        const [ref, reply, known = none] = [refs[i], replies[i], epochs[i]]
        if (entry === undefined || ref === undefined || !Buffer.isBuffer(reply)) return undefined
        // alone it is looked at again with what is known by now, as where the value was asked for before these epochs were known
        if (this.#isOlder(entry) || !sameEpochs(newest[i] ?? none, known)) return this.#readEntry(ref)
        if (!sameEpochs(entry.meta.tagEpochs, known)) return this.#discardBehind(ref, reply)
        return this.#keep(mark, entry)
      }),
    )
  }

  #accept(ref: AnyRef, bytes: unknown, asked: Asked): Entry<Value> | undefined {
    if (!Buffer.isBuffer(bytes) || isMarker(bytes)) return undefined
    const entry = this.#decoder.decode(ref, bytes, asked)
    if (!entry && this.#decoder.replaceable(bytes)) this.#discardBehind(ref, bytes)
    return entry
  }

  /** After a fail-over that lost a write, what is there may be older than what was seen: it is not served again. */
  #isOlder({ key, meta }: Entry<Value>): boolean {
    const held = this.#context.local.peek(key)
    return held !== undefined && !held.dead && meta.version < held.meta.version
  }

  /** Nobody waits for this removal, which the next reader would see to otherwise. */
  #discardBehind(ref: AnyRef, bytes: Buffer): undefined {
    this.#context.background(this.#discard(ref, bytes, undefined).catch(() => undefined))
  }

  async #readEntry(ref: AnyRef): Promise<Entry<Value> | undefined> {
    const found = await this.read(ref)
    return found.kind === 'value' ? found.entry : undefined
  }

  /** Takes the lease to replace a value that is there: our token, the failure that keeps everybody from it, or undefined when somebody has it. Throws `RedisAwayError`. */
  async claimRefresh(ref: AnyRef): Promise<{ readonly token: string } | Failure | undefined> {
    const token = this.#context.token()
    const there = await this.#claim(ref, sideKey('lease', ref.key), token)
    if (there === null) return { token }
    const marker = decodeMarker(there)
    return marker?.kind === 'failure' ? marker : undefined
  }

  /** Takes a lease unless something is there. One whose answer comes too late is given back: nobody would load under it, and others would wait for its end. */
  async #claim(ref: AnyRef, key: string, lease: Buffer | string): Promise<Buffer | null> {
    const { remote, spec, background } = this.#context
    let answer: Promise<Buffer | null> | undefined
    try {
      return await remote.attempt((client) => {
        answer = client.setBuffer(key, lease, 'PX', spec.lease, 'NX', 'GET')
        return answer
      })
    } catch (error) {
      const late = answer?.then((there) => (there === null ? this.settle(ref, lease, undefined) : undefined))
      // where there is no answer either, the lease ends by itself
      if (late) background(late.catch(() => undefined))
      throw error
    }
  }

  /** Keeps our lease alive; false when it is lost. */
  async renew(ref: AnyRef, held: Buffer | string): Promise<boolean> {
    const { remote, spec } = this.#context
    const key = typeof held === 'string' ? sideKey('lease', ref.key) : ref.key
    return (await remote.attempt((client) => renew.run(client, [key], [held, spec.lease]))) === 1
  }

  /** Gives a lease back, leaving a failure in its place where there is one. */
  async settle(ref: AnyRef, held: Buffer | string, failure: Failure | undefined): Promise<void> {
    const { remote } = this.#context
    const marker = failure ? encodeMarker(failure) : ''
    const lifetime = failure ? Math.max(1, Math.ceil(failure.until - remote.clock.now())) : 1
    if (typeof held === 'string') {
      await remote.attempt((client) => settleRefresh.run(client, [sideKey('lease', ref.key)], [held, marker, lifetime]))
    } else {
      await this.#writes.run(ref, this.#writes.scripts.settle, [held, marker, lifetime])
    }
  }

  /** Epochs of the key's tags, as `TagRegistry.resolve`. Throws `RedisAwayError`. */
  async tagEpochs(ref: AnyRef, options?: { readonly afresh: boolean }): Promise<readonly number[]> {
    return ref.tags.length === 0 ? none : this.#context.tags.resolve(this.#tagsOf(ref), options)
  }

  #tagsOf(ref: AnyRef): readonly TagRef[] {
    return ref.tags.map((name) => this.#context.tags.ref(name))
  }

  /** Epochs of the tags of many keys, each tag asked for once. */
  async #tagEpochsOf(
    refs: readonly AnyRef[],
    options?: { readonly afresh: boolean },
  ): Promise<readonly (readonly number[])[]> {
    if (refs.every((ref) => ref.tags.length === 0)) return []
    const distinct = [...new Set(refs.flatMap((ref) => this.#tagsOf(ref)))]
    const epochs = await this.#context.tags.resolve(distinct, options)
    const known = new Map(distinct.map((tag, i) => [tag, epochs[i] ?? 0]))
    return refs.map((ref) => this.#tagsOf(ref).map((tag) => known.get(tag) ?? 0))
  }

  async #look(ref: AnyRef, lease: Buffer | undefined): Promise<Found<Value>> {
    const { spec, remote, marks, local, coherence, counters } = this.#context
    const trust = coherence.trust
    const mark = marks.begin()
    const asked = remote.clock.monotonic()
    try {
      // before the value: a flush forgets epochs, and takes what was stored under them as well
      const tagEpochs = ref.tags.length === 0 ? none : await this.tagEpochs(ref)
      const held = local.peek(ref.key)
      const known = held && sameEpochs(held.meta.tagEpochs, tagEpochs) ? held : undefined
      const reply = await this.#ask(ref, known, lease)
      observe(counters.redisLatency, remote.clock.monotonic() - asked)
      if (Array.isArray(reply)) {
        // it is the value that we have: only its times may have changed
        const [fixed] = reply
        if (known && Buffer.isBuffer(fixed))
          return { kind: 'value', entry: this.#keep(mark, this.#decoder.again(known, fixed, trust)) }
        local.delete(ref.key)
        return await this.#look(ref, lease)
      }
      const bytes = Buffer.isBuffer(reply) ? reply : null
      if (bytes === null) return lease && !known ? { kind: 'ours', lease } : await this.#nothing(ref, known, lease)
      const marker = isMarker(bytes) ? decodeMarker(bytes) : undefined
      if (marker?.kind === 'failure') return { kind: 'failed', failure: marker }
      // the end of the lease overtook this answer: there is nothing left to wait for
      if (marker) return marks.changed(ref.key, mark) ? await this.#look(ref, lease) : { kind: 'leased' }
      // whoever claims does it for all who wait
      const shared = spec.local || lease !== undefined
      const entry = this.#decoder.decode(ref, bytes, { trust, shared })
      const outdated = entry && !sameEpochs(entry.meta.tagEpochs, tagEpochs)
      // the value may also be newer than what we knew of its tags, or than their flush
      if (outdated && !sameEpochs(tagEpochs, await this.tagEpochs(ref, { afresh: true })))
        return await this.#look(ref, lease)
      if (entry && !outdated && !this.#isOlder(entry)) return { kind: 'value', entry: this.#keep(mark, entry) }
      return entry || this.#decoder.replaceable(bytes) ? await this.#discard(ref, bytes, lease) : { kind: 'absent' }
    } finally {
      marks.end()
    }
  }

  #ask(ref: AnyRef, known: Entry<Value> | undefined, lease: Buffer | undefined): Promise<unknown> {
    const { remote } = this.#context
    if (known) {
      const version = versionAsBytes(known.meta.version)
      return remote.attempt((client) => readIfChanged.run(client, [ref.key], [version]))
    }
    return lease ? this.#claim(ref, ref.key, lease) : remote.attempt((client) => getBytes(client, ref.key))
  }

  /** Nothing is there although the process had something: asks again, now in order to claim. */
  async #nothing(ref: AnyRef, known: Entry<Value> | undefined, lease: Buffer | undefined): Promise<Found<Value>> {
    if (known) this.#context.local.delete(ref.key)
    return lease ? this.#look(ref, lease) : { kind: 'absent' }
  }

  /** Keeps an entry in the process unless its key changed since. */
  #keep(mark: Mark, entry: Entry<Value>): Entry<Value> {
    const { local, spec, marks } = this.#context
    if (spec.local && !marks.changed(entry.key, mark)) {
      const present = local.peek(entry.key)
      if (present === undefined || present.meta.version <= entry.meta.version) local.set(entry)
    }
    return entry
  }

  /** Puts our lease in the place of what may not be served, or removes it; whoever came before us wins. */
  async #discard(ref: AnyRef, bytes: Buffer, lease: Buffer | undefined): Promise<Found<Value>> {
    const { spec } = this.#context
    this.#context.local.delete(ref.key)
    const last = Buffer.from(bytes.subarray(-versionBytes))
    if (!lease) {
      await this.#writes.run(ref, this.#writes.scripts.removeIf, [bytes.length, last])
      return { kind: 'absent' }
    }
    const { reply } = await this.#writes.run(ref, this.#writes.scripts.seize, [last, lease, spec.lease])
    return reply === 1 ? { kind: 'ours', lease } : this.#look(ref, lease)
  }
}

const none: readonly number[] = []
