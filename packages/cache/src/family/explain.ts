import type { KeyRef } from '../definition/key-book.ts'
import { sideKey } from '../key.ts'
import { decodeMarker, isMarker } from '../stored/marker.ts'
import { type Meta, readTrailer } from '../stored/trailer.ts'
import { peekHeader, unpack } from '../values/index.ts'
import type { FamilyContext } from './context.ts'
import { ageOf } from './entry.ts'

/** What a value's bytes in Redis say of it. Instants are epoch milliseconds of the Redis server's clock. */
export interface StoredFacts extends Omit<Meta, 'tagEpochs'> {
  readonly bytes: number
  readonly rawBytes: number
  readonly codec: string
  readonly compression: string
  readonly schemaVersion: number
  readonly ageMs: number
  /** Milliseconds until Redis drops it. */
  readonly expiresIn: number
  /** Its tags, with the epoch that it was loaded under and the one of now: they differ when the tag was invalidated since. */
  readonly tags: readonly { readonly name: string; readonly loadedUnder: number | null; readonly now: number }[]
}

/** Why a reader would get what it gets. */
export interface Explanation {
  readonly family: string
  readonly key: string
  /** The server's time. */
  readonly now: number
  readonly process:
    | {
        readonly age: 'fresh' | 'stale' | 'held' | 'over'
        readonly version: number
        readonly believed: boolean
        readonly why: string
      }
    | undefined
  readonly redis: 'absent' | 'loading' | 'failed' | 'unreadable' | 'value'
  readonly stored: StoredFacts | undefined
  /** Who is loading it, or which failure keeps it from being loaded. */
  readonly lease: string | undefined
}

const doubt = (trust: number, current: number, dead: boolean): string => {
  if (dead) return 'it was changed since'
  if (trust === 0) return 'it was read while invalidations could be missed'
  return trust === current ? 'nothing speaks against it' : 'invalidations may have been missed since'
}

/** Looks at a key in the process and in Redis. Throws `RedisAwayError`. */
export const explain = async <Value>(context: FamilyContext<Value>, ref: KeyRef<unknown>): Promise<Explanation> => {
  const { spec, remote, local, coherence, tags } = context
  const entry = local.peek(ref.key)
  const [bytes, lease, expiresIn] = await remote.attempt((client) =>
    Promise.all([client.getBuffer(ref.key), client.getBuffer(sideKey('lease', ref.key)), client.pttl(ref.key)]),
  )
  const now = remote.clock.now()
  const marker = bytes && isMarker(bytes) ? decodeMarker(bytes) : undefined
  const refreshing = lease && (decodeMarker(lease) ?? ({ kind: 'lease', holder: lease.toString() } as const))
  const standing = marker ?? refreshing ?? undefined
  const epochs = await tags.resolve(ref.tags.map((name) => tags.ref(name)))

  const read = (value: Buffer): StoredFacts | undefined => {
    const header = peekHeader(value)
    if (!header) return undefined
    try {
      const { payloadEnd, rawBytes } = unpack(spec.codec, value, spec)
      const { tagEpochs, ...meta } = readTrailer(value, payloadEnd)
      const named = ref.tags.map((name, i) => ({ name, loadedUnder: tagEpochs[i] ?? null, now: epochs[i] ?? 0 }))
      const { codec, compression, schemaVersion } = header
      return {
        ...meta,
        bytes: value.length,
        rawBytes,
        codec,
        compression,
        schemaVersion,
        ageMs: now - meta.loadedAt,
        expiresIn,
        tags: named,
      }
    } catch {
      // unreadable, which the answer says
      return undefined
    }
  }

  const stored = bytes && !marker ? read(bytes) : undefined
  const state = () => {
    if (bytes === null) return 'absent'
    if (marker) return marker.kind === 'lease' ? 'loading' : 'failed'
    return stored ? 'value' : 'unreadable'
  }
  return {
    family: spec.name,
    key: ref.key,
    now,
    process: entry && {
      age: ageOf(entry, remote.clock.monotonic()),
      version: entry.meta.version,
      believed: !entry.dead && entry.trust !== 0 && entry.trust === coherence.trust,
      why: doubt(entry.trust, coherence.trust, entry.dead),
    },
    redis: state(),
    stored,
    lease:
      standing &&
      (standing.kind === 'lease'
        ? `being loaded by ${standing.holder}`
        : `failed ${standing.count} times: ${standing.message}`),
  }
}
