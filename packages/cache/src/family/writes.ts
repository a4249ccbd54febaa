import type { KeyRef } from '../definition/key-book.ts'
import { sideKey } from '../key.ts'
import { boundedScripts, plainScripts, readIfChanged, type ValueScripts } from '../remote/scripts.ts'
import type { Script } from '../script.ts'
import {
  type Meta,
  timesOf,
  trailerBytes,
  versionAsBytes,
  versionBytes,
  versionOf,
  writeTrailer,
} from '../stored/trailer.ts'
import { headerBytes, pack, unpack } from '../values/index.ts'
import type { FamilyContext } from './context.ts'
import { Decoder } from './decoder.ts'
import { type Entry, entryOf } from './entry.ts'
import { lifetimeOf, type NewValue, timesFrom } from './times.ts'

type AnyRef = KeyRef<unknown>

/** What Redis keeps of a bounded family. */
export interface Kept {
  readonly entries: number
  readonly bytes: number
  /** How many values had to leave since the index was begun. */
  readonly evicted: number
}

/** How a value is stored. */
interface Command {
  readonly script: Script
  readonly values: readonly (string | number | Buffer)[]
  /** Keys besides the value's own. */
  readonly keys?: readonly string[]
}

interface Written {
  readonly reply: unknown
  /** The coherence's trust when it was asked for. */
  readonly trust: number
  /** Whether the key was heard to change meanwhile. */
  readonly dirty: boolean
}

/** Writes to the values of one family in Redis, and keeps in the process what was written. */
export class Writes<Value> {
  readonly scripts: ValueScripts
  readonly #context: FamilyContext<Value>
  readonly #index: readonly string[]
  readonly #decoder: Decoder<Value>

  constructor(context: FamilyContext<Value>) {
    const { spec } = context
    this.#context = context
    this.scripts = spec.bound ? boundedScripts : plainScripts
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

  /** Stores what was loaded under a lease in the value's key. Undefined when it was invalidated meanwhile: then nothing is stored. */
  fill(ref: AnyRef, lease: Buffer, value: NewValue<Value>): Promise<Entry<Value> | undefined> {
    return this.#store(ref, value, (body, lifetime) => ({ script: this.scripts.fill, values: [lease, body, lifetime] }))
  }

  /** Stores what was loaded under a refresh lease. Undefined when the value was replaced or removed meanwhile. */
  refill(
    ref: AnyRef,
    token: string,
    previous: Entry<Value>,
    value: NewValue<Value>,
  ): Promise<Entry<Value> | undefined> {
    const before = versionAsBytes(previous.meta.version)
    return this.#store(ref, value, (body, lifetime) => ({
      script: this.scripts.refill,
      values: [token, before, body, lifetime],
    }))
  }

  /**
   * Stores a value whatever was there. Undefined when one of its tags was invalidated since its epochs were asked for: then nothing is stored; in a
   * cluster, where tags lie anywhere, that is not noticed. Throws `RedisAwayError`: it may have been stored all the same.
   */
  set(ref: AnyRef, value: NewValue<Value>): Promise<Entry<Value> | undefined> {
    const { spec, tags } = this.#context
    const checked = spec.cluster ? [] : ref.tags
    return this.#store(ref, value, (body, lifetime) => ({
      script: this.scripts.set,
      values: [body, lifetime, ...value.tagEpochs.slice(0, checked.length)],
      keys: checked.map((name) => tags.ref(name).key),
    }))
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
    const lives = await this.run(ref, this.scripts.extend, values)
    if (lives.reply !== 1) return undefined
    const { clock } = this.#context.remote
    const { bytes, tags } = previous
    const entry = entryOf(ref.key, value, meta, {
      bytes,
      tags,
      trust: lives.trust,
      clock,
    })
    return this.#keep(entry, lives)
  }

  /** Removes a value; true when there was one. Throws `RedisAwayError`: it may have been removed all the same. */
  async remove(ref: AnyRef): Promise<boolean> {
    const { reply } = await this.run(ref, this.scripts.remove, [])
    return reply === 1
  }

  /** Removes many values, each in a step of its own at the server; answers how many there were. Throws the client's error: some may be gone. */
  async removeAll(keys: readonly string[]): Promise<number> {
    const { client } = this.#context.remote
    const replies = await Promise.all(
      keys.map((key) => this.scripts.remove.run(client, this.#keysOf(key), this.#facts())),
    )
    return replies.filter((reply) => reply === 1).length
  }

  async #store(
    ref: AnyRef,
    value: NewValue<Value>,
    command: (body: Buffer, lifetime: number) => Command,
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
    const { script, values, keys } = command(bytes.subarray(0, -versionBytes), lifetimeOf(meta))
    const written = await this.run(ref, script, values, keys)
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

  /** Runs one of the family's scripts on a key, and on `further` ones. Throws `RedisAwayError`: it may have run all the same. */
  async run(ref: AnyRef, script: Script, values: Command['values'], further: readonly string[] = []): Promise<Written> {
    const { remote, marks, coherence } = this.#context
    const { trust } = coherence
    const mark = marks.begin()
    try {
      const reply = await remote.attempt((client) =>
        script.run(client, [...this.#keysOf(ref.key), ...further], [...this.#facts(), ...values]),
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
