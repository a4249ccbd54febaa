import { Cluster } from 'ioredis'
import type { KeyRef } from '../definition/key-book.ts'
import { RedisAwayError } from '../errors.ts'
import { sideKey } from '../key.ts'
import {
  boundedScripts,
  plainScripts,
  readIfChanged,
  renew,
  settleRefresh,
  type ValueScripts,
} from '../remote/scripts.ts'
import type { RedisClient, Script } from '../script.ts'
import { observe } from '../statistics.ts'
import { decodeMarker, encodeMarker, type Failure, isMarker } from '../stored/marker.ts'
import {
  type Meta,
  timesOf,
  trailerBytes,
  versionAsBytes,
  versionBytes,
  versionOf,
  writeTrailer,
} from '../stored/trailer.ts'
import type { TagRef } from '../tags.ts'
import { headerBytes, pack, unpack } from '../values/index.ts'
import type { FamilyContext } from './context.ts'
import { type Asked, Decoder } from './decoder.ts'
import { type Entry, entryOf } from './entry.ts'
import type { Mark } from './marks.ts'
import { lifetimeOf, type NewValue, timesFrom } from './times.ts'

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

/** The values of one family in Redis, and what of them lies in the process. */
export class Vault<Value> {
  readonly #context: FamilyContext<Value>
  readonly #scripts: ValueScripts
  readonly #index: readonly string[]
  readonly #decoder: Decoder<Value>

  constructor(context: FamilyContext<Value>) {
    this.#context = context
    const { spec } = context
    this.#scripts = spec.bound ? boundedScripts : plainScripts
    this.#index = spec.bound ? ['lru', 'exp', 'bytes'].map((kind) => sideKey(kind, spec.head)) : []
    this.#decoder = new Decoder(context)
  }

  /** What the index of a bounded family says; undefined without a bound. Throws `RedisAwayError`. */
  async kept(): Promise<Kept | undefined> {
    const [lru, , sizes] = this.#index
    if (lru === undefined || sizes === undefined) return undefined
    const [entries, [bytes, evicted]] = await this.#context.remote.attempt((client) =>
      Promise.all([client.zcard(lru), client.hmget(sizes, '', 'evicted')]),
    )
    return { entries, bytes: Number(bytes ?? 0), evicted: Number(evicted ?? 0) }
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
      const keys = refs.map((ref) => ref.key)
      const [replies, epochs] = await Promise.all([
        remote.attempt((client) => getAll(client, keys)),
        this.#tagEpochsOf(refs),
      ])
      observe(counters.redisLatency, remote.clock.monotonic() - began)
      return refs.map((ref, i) => {
        const entry = this.#accept(ref, replies[i] ?? null, { trust, tagEpochs: epochs[i] ?? none, shared: spec.local })
        if (entry) this.#found(mark, entry)
        return entry
      })
    } finally {
      marks.end()
    }
  }

  #accept(ref: AnyRef, bytes: Buffer | null, asked: Asked): Entry<Value> | undefined {
    if (bytes === null || isMarker(bytes)) return undefined
    const entry = this.#decoder.decode(ref, bytes, asked)
    // nobody waits for its removal, which the next reader would see to otherwise
    if (!entry && this.#decoder.replaceable(bytes))
      this.#context.background(this.#discard(ref, bytes, undefined).catch(() => undefined))
    return entry
  }

  /** Takes the lease to replace a value that is there: our token, the failure that keeps everybody from it, or undefined when somebody has it. Throws `RedisAwayError`. */
  async claimRefresh(ref: AnyRef): Promise<{ readonly token: string } | Failure | undefined> {
    const { remote, spec, token } = this.#context
    const mine = token()
    const key = sideKey('lease', ref.key)
    const there = await remote.attempt((client) => client.setBuffer(key, mine, 'PX', spec.lease, 'NX', 'GET'))
    if (there === null) return { token: mine }
    const marker = decodeMarker(there)
    return marker?.kind === 'failure' ? marker : undefined
  }

  /** Stores what was loaded under a lease in the value's key. Undefined when it was invalidated meanwhile: then nothing is stored. */
  fill(ref: AnyRef, lease: Buffer, value: NewValue<Value>): Promise<Entry<Value> | undefined> {
    return this.#store(ref, value, (body, lifetime) => [this.#scripts.fill, [lease, body, lifetime]])
  }

  /** Stores what was loaded under a refresh lease. Undefined when the value was replaced or removed meanwhile. */
  refill(
    ref: AnyRef,
    token: string,
    previous: Entry<Value>,
    value: NewValue<Value>,
  ): Promise<Entry<Value> | undefined> {
    const before = versionAsBytes(previous.meta.version)
    return this.#store(ref, value, (body, lifetime) => [this.#scripts.refill, [token, before, body, lifetime]])
  }

  /** Stores a value whatever was there. Throws `RedisAwayError`: it may have been stored all the same. */
  async set(ref: AnyRef, value: NewValue<Value>): Promise<Entry<Value>> {
    const entry = await this.#store(ref, value, (body, lifetime) => [this.#scripts.set, [body, lifetime]])
    if (!entry) throw new RedisAwayError(`${ref.key}: the server did not say which version it stored`)
    return entry
  }

  /** Lets a value live on whose source has not changed. Undefined when it was replaced or removed meanwhile. */
  async extend(
    ref: AnyRef,
    token: string,
    previous: Entry<Value>,
    freshFor: number | undefined,
  ): Promise<Entry<Value> | undefined> {
    const { value } = previous
    const times = timesFrom(this.#context, ref.texts, { value, freshFor, cost: previous.meta.cost })
    const meta = { ...previous.meta, ...times }
    const values = [token, versionAsBytes(meta.version), timesOf(meta), lifetimeOf(meta)]
    const lives = await this.#write(ref, this.#scripts.extend, values)
    if (lives.reply !== 1) return undefined
    const { clock } = this.#context.remote
    const { bytes, tags } = previous
    const entry = entryOf(ref.key, value, meta, {
      bytes,
      tags,
      trust: lives.trust,
      toMonotonic: (at) => clock.toMonotonic(at),
    })
    return this.#keep(entry, lives)
  }

  /** Removes a value; true when there was one. Throws `RedisAwayError`: it may have been removed all the same. */
  async remove(ref: AnyRef): Promise<boolean> {
    const { reply } = await this.#write(ref, this.#scripts.remove, [])
    return reply === 1
  }

  /** Removes many values, each in a step of its own at the server; answers how many there were. Throws the client's error: some may be gone. */
  async removeAll(keys: readonly string[]): Promise<number> {
    const { client } = this.#context.remote
    const replies = await Promise.all(
      keys.map((key) => this.#scripts.remove.run(client, this.#keysOf(key), this.#facts())),
    )
    return replies.filter((reply) => reply === 1).length
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
      await this.#write(ref, this.#scripts.settle, [held, marker, lifetime])
    }
  }

  /** Epochs of the key's tags. Throws `RedisAwayError`. */
  async tagEpochs(ref: AnyRef): Promise<readonly number[]> {
    return ref.tags.length === 0 ? none : this.#context.tags.resolve(this.#tagsOf(ref))
  }

  #tagsOf(ref: AnyRef): readonly TagRef[] {
    return ref.tags.map((name) => this.#context.tags.ref(name))
  }

  /** Epochs of the tags of many keys, each tag asked for once. */
  async #tagEpochsOf(refs: readonly AnyRef[]): Promise<readonly (readonly number[])[]> {
    if (refs.every((ref) => ref.tags.length === 0)) return []
    const distinct = [...new Set(refs.flatMap((ref) => this.#tagsOf(ref)))]
    const epochs = await this.#context.tags.resolve(distinct)
    const known = new Map(distinct.map((tag, i) => [tag, epochs[i] ?? 0]))
    return refs.map((ref) => this.#tagsOf(ref).map((tag) => known.get(tag) ?? 0))
  }

  async #look(ref: AnyRef, lease: Buffer | undefined): Promise<Found<Value>> {
    const { spec, remote, marks, local, coherence, counters } = this.#context
    const trust = coherence.trust
    const mark = marks.begin()
    const known = local.peek(ref.key)
    const asked = remote.clock.monotonic()
    try {
      const answer = remote.attempt((client) => this.#ask(client, ref, known, lease))
      const [reply, tagEpochs] =
        ref.tags.length === 0 ? [await answer, none] : await Promise.all([answer, this.tagEpochs(ref)])
      observe(counters.redisLatency, remote.clock.monotonic() - asked)
      if (Array.isArray(reply)) {
        // it is the value that we have: only its times may have changed
        const [fixed] = reply
        const entry =
          known && Buffer.isBuffer(fixed) ? this.#decoder.again(known, fixed, { trust, tagEpochs }) : undefined
        if (entry) return this.#found(mark, entry)
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
      const entry = this.#decoder.decode(ref, bytes, { trust, tagEpochs, shared })
      // after a fail-over that lost a write, what is there may be older than what was seen: it is not served again
      const older = entry && known && !known.dead && entry.meta.version < known.meta.version
      if (entry && !older) return this.#found(mark, entry)
      return older || this.#decoder.replaceable(bytes) ? await this.#discard(ref, bytes, lease) : { kind: 'absent' }
    } finally {
      marks.end()
    }
  }

  #ask(client: RedisClient, ref: AnyRef, known: Entry<Value> | undefined, lease: Buffer | undefined): Promise<unknown> {
    if (known) return readIfChanged.run(client, [ref.key], [versionAsBytes(known.meta.version)])
    if (lease) return client.setBuffer(ref.key, lease, 'PX', this.#context.spec.lease, 'NX', 'GET')
    return client.getBuffer(ref.key)
  }

  /** Nothing is there although the process had something: asks again, now in order to claim. */
  async #nothing(ref: AnyRef, known: Entry<Value> | undefined, lease: Buffer | undefined): Promise<Found<Value>> {
    if (known) this.#context.local.delete(ref.key)
    return lease ? this.#look(ref, lease) : { kind: 'absent' }
  }

  #found(mark: Mark, entry: Entry<Value>): Found<Value> {
    const { local, spec, marks } = this.#context
    if (spec.local && !marks.changed(entry.key, mark)) {
      const present = local.peek(entry.key)
      if (present === undefined || present.meta.version <= entry.meta.version) local.set(entry)
    }
    return { kind: 'value', entry }
  }

  /** Puts our lease in the place of what may not be served, or removes it; whoever came before us wins. */
  async #discard(ref: AnyRef, bytes: Buffer, lease: Buffer | undefined): Promise<Found<Value>> {
    const { spec } = this.#context
    this.#context.local.delete(ref.key)
    const last = Buffer.from(bytes.subarray(-versionBytes))
    if (!lease) {
      await this.#write(ref, this.#scripts.removeIf, [bytes.length, last])
      return { kind: 'absent' }
    }
    const { reply } = await this.#write(ref, this.#scripts.seize, [last, lease, spec.lease])
    return reply === 1 ? { kind: 'ours', lease } : this.#look(ref, lease)
  }

  async #store(
    ref: AnyRef,
    value: NewValue<Value>,
    command: (body: Buffer, lifetime: number) => readonly [Script, readonly (string | number | Buffer)[]],
  ): Promise<Entry<Value> | undefined> {
    const { spec, instance, counters } = this.#context
    const labels = { tagEpochs: value.tagEpochs, etag: value.etag, writer: instance }
    const { bytes, rawBytes, storedBytes } = pack(spec.codec, value.value, {
      schemaVersion: spec.schemaVersion,
      limit: spec.limit,
      threshold: spec.compressFrom,
      trailer: trailerBytes(labels),
    })
    const meta: Meta = { ...labels, ...timesFrom(this.#context, ref.texts, value), version: 0 }
    writeTrailer(bytes, meta)
    const [script, values] = command(bytes.subarray(0, -versionBytes), lifetimeOf(meta))
    const written = await this.#write(ref, script, values)
    if (!Buffer.isBuffer(written.reply)) return undefined
    counters.bytesWritten += bytes.length
    counters.bytesSaved += headerBytes + rawBytes - storedBytes
    // what was stored is read back from its own bytes, so that a writer holds what every reader will hold
    const stored = unpack(spec.codec, bytes, spec).value
    spec.codec.freeze?.(stored)
    const version = versionOf(written.reply).readDoubleLE()
    return this.#keep(this.#decoder.entry(ref, stored, { ...meta, version }, rawBytes, written.trust), written)
  }

  /** Keeps what we wrote, unless the process has something newer. */
  #keep(entry: Entry<Value>, written: Written): Entry<Value> {
    const { local, spec } = this.#context
    const present = local.peek(entry.key)
    const newest = present === undefined || present.meta.version <= entry.meta.version
    if (!spec.local || !newest) return entry
    local.set(entry)
    if (written.dirty) this.confirm(entry)
    else entry.own = true
    return entry
  }

  /**
   * Asks whether a value is still the one that we wrote. The server tells a process of its own scripts' writes too, and that word may stand for
   * somebody else's write as well.
   */
  confirm(entry: Entry<Value>): void {
    const { remote, marks, coherence, background } = this.#context
    entry.own = false
    entry.dead = true
    const trust = coherence.trust
    const mark = marks.begin()
    const version = versionAsBytes(entry.meta.version)
    const asked = remote.attempt((client) => readIfChanged.run(client, [entry.key], [version]))
    const answered = asked.then(
      (reply) => {
        if (!Array.isArray(reply) || marks.changed(entry.key, mark)) return
        entry.trust = trust
        entry.dead = false
      },
      // unconfirmed, it is looked at by the next reader
      () => undefined,
    )
    background(answered.finally(() => marks.end()))
  }

  async #write(ref: AnyRef, script: Script, values: readonly (string | number | Buffer)[]): Promise<Written> {
    const { remote, marks, coherence } = this.#context
    const { trust } = coherence
    const mark = marks.begin()
    try {
      const reply = await remote.attempt((client) =>
        script.run(client, this.#keysOf(ref.key), [...this.#facts(), ...values]),
      )
      return { reply, trust, dirty: marks.changed(ref.key, mark) }
    } finally {
      marks.end()
    }
  }

  #keysOf(key: string): readonly string[] {
    return [key, sideKey('lease', key), ...this.#index]
  }

  /** What every script is told first. */
  #facts(): readonly (string | number)[] {
    const { coherence, instance, spec } = this.#context
    const { entries = 0, bytes = 0 } = spec.bound ?? {}
    return [coherence.channel, instance, entries, bytes]
  }
}

/** What Redis keeps of a bounded family. */
export interface Kept {
  readonly entries: number
  readonly bytes: number
  /** How many values had to leave since the index was begun. */
  readonly evicted: number
}

interface Written {
  readonly reply: unknown
  readonly trust: number
  readonly dirty: boolean
}

const getAll = (client: RedisClient, keys: readonly string[]): Promise<readonly (Buffer | null)[]> =>
  client instanceof Cluster ? Promise.all(keys.map((key) => client.getBuffer(key))) : client.mgetBuffer([...keys])

const none: readonly number[] = []
