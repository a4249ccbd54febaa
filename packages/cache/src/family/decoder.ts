import type { KeyRef } from '../definition/key-book.ts'
import { CorruptValueError } from '../standard-schema.ts'
import { type Meta, readFixed, readTrailer } from '../stored/trailer.ts'
import type { TagRef } from '../tags.ts'
import { SchemaVersionError, UnmigratedValueError, unpack } from '../values/index.ts'
import type { FamilyContext } from './context.ts'
import { type Entry, entryOf } from './entry.ts'

/** What was true when a value was asked for. */
export interface Asked {
  readonly trust: number
  /** Whether others may get the same value: then it is made immutable. */
  readonly shared: boolean
}

const noTags: readonly TagRef[] = []

// what an entry takes beside its value: the object, its times, its place in the map
const overhead = 400

/** Makes entries of what Redis holds for one family. */
export class Decoder<Value> {
  readonly #context: FamilyContext<Value>

  constructor(context: FamilyContext<Value>) {
    this.#context = context
  }

  /** The value in these bytes; undefined when there is none that may be served. What is damaged is counted and reported. */
  decode(ref: KeyRef<unknown>, bytes: Buffer, { trust, shared }: Asked): Entry<Value> | undefined {
    const { spec, counters, report } = this.#context
    counters.bytesRead += bytes.length
    try {
      const { value, payloadEnd, rawBytes } = unpack(spec.codec, bytes, spec)
      const meta = readTrailer(bytes, payloadEnd)
      if (shared) spec.codec.freeze?.(value)
      return this.entry(ref, value, meta, rawBytes, trust)
    } catch (error) {
      if (error instanceof SchemaVersionError) return undefined
      if (!(error instanceof CorruptValueError)) throw error
      counters.corrupt += 1
      report({ type: 'corrupt', family: spec.name, key: ref.key, error })
      return undefined
    }
  }

  /** False for what a newer version of this program wrote: somebody else can read it. */
  replaceable(bytes: Buffer): boolean {
    const { spec } = this.#context
    try {
      unpack(spec.codec, bytes, spec)
      return true
    } catch (error) {
      return !(error instanceof SchemaVersionError) || error instanceof UnmigratedValueError
    }
  }

  /** The entry that the process has, with the times that Redis has now. */
  again(known: Entry<Value>, fixed: Buffer, trust: number): Entry<Value> {
    const meta = { ...known.meta, ...readFixed(fixed) }
    const { clock } = this.#context.remote
    return entryOf(known.key, known.value, meta, { bytes: known.bytes, trust, tags: known.tags, clock })
  }

  /** An entry of a value whose codec made `rawBytes` of it. */
  entry(ref: KeyRef<unknown>, value: Value, meta: Meta, rawBytes: number, trust: number): Entry<Value> {
    const { remote, tags } = this.#context
    return entryOf(ref.key, value, meta, {
      bytes: rawBytes + overhead,
      trust,
      tags: ref.tags.length === 0 ? noTags : ref.tags.map((name) => tags.ref(name)),
      clock: remote.clock,
    })
  }
}
