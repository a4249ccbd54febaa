import type { Redis } from 'ioredis'
import type { Content } from './convert.ts'
import { decode } from './decode.ts'
import { hintsOf } from './hints.ts'
import { type Candidates, identify, identitiesOf, type LegacyIdentity } from './identity.ts'
import { type Judged, judgeKey, judgeLevels, type Knowledge } from './judge.ts'
import { judgeFile } from './judge-file.ts'
import { hashesInFolder, legacyFiles } from './legacy-files.ts'
import { type LegacyRedis, openLegacyRedis } from './legacy-redis.ts'
import type { LevelsFacts, LevelsRow } from './levels.ts'
import { placeOfKey } from './places.ts'
import type { RawValue } from './raw-value.ts'
import { readStrictJson } from './strict-json.ts'

/** Where legacy values lie. All of it is only read. */
export interface ValueSources {
  /** A connection to the legacy Redis: to another server than this installation's, or another database. */
  readonly redis?: Redis
  /** The folder of the legacy installation. */
  readonly folder?: string
  /** Rows of `support_resistance_levels`. */
  readonly levels?: Iterable<LevelsRow>
}

/** How legacy values are read. */
export interface ReadingOptions extends Omit<LevelsFacts, 'now'> {
  readonly candidates: Candidates
  /** Wall clock. */
  readonly wall: () => Date
  readonly signal?: AbortSignal | undefined
  /** Told each place as it is looked at. */
  readonly onProgress?: ((place: string, read: number) => void) | undefined
}

const keyOf = (name: string): string => Buffer.from(name, 'latin1').toString()

/** Values that only say what lies beside them, decoded, by the hash of their key. */
const metadataOf = async (redis: LegacyRedis, names: readonly string[], signal?: AbortSignal) => {
  const contents = new Map<string, Content>()
  const hints: LegacyIdentity[] = []
  for (const name of names) {
    const [, type, hash] = /^cache:([a-z]+_metadata):([0-9a-f]{32})$/.exec(name) ?? []
    if (type === undefined || hash === undefined) continue
    signal?.throwIfAborted()
    const raw = await redis.read(name)
    if (raw?.bytes == null || raw.refused !== undefined) continue
    const { content } = { content: undefined, ...decode(raw.bytes) }
    if (content?.kind !== 'plain') continue
    contents.set(hash, content)
    hints.push(...hintsOf(type, content.value))
  }
  return { contents, hints }
}

const cell = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

const rowOf = (row: LevelsRow): RawValue => {
  const bytes = Buffer.from(JSON.stringify(row, cell))
  const place = `support_resistance_levels#${String(row['symbol'])}/${String(row['timeframe_scope'])}`
  return { place, key: undefined, origin: 'row', form: 'json', bytes, size: bytes.length, until: null }
}

const gone = { kind: 'expired', reason: 'it ended, or was removed, while the others were read' } as const

/**
 * Every value of the sources with what becomes of it, one after the other. Reads only, and in steps: keys that are written meanwhile may be met or not. Throws
 * `unavailable` when the legacy Redis fails, `invalid-input` for a folder that is none, and the signal's reason.
 */
export async function* judgeAll(sources: ValueSources, options: ReadingOptions): AsyncIterable<Judged> {
  const { candidates, wall, signal, onProgress, ...facts } = options
  const redis = sources.redis === undefined ? undefined : openLegacyRedis(sources.redis)
  const names = (await redis?.names(signal)) ?? []
  const wanted = new Set(sources.folder === undefined ? [] : hashesInFolder(sources.folder))
  // a file does not say of which type it is
  const types = wanted.size > 0 ? undefined : new Set<string>()
  for (const name of names) {
    const place = placeOfKey(keyOf(name))
    if (place.kind !== 'hashed') continue
    wanted.add(place.hash)
    types?.add(place.type)
  }
  const told = redis === undefined ? undefined : await metadataOf(redis, names, signal)
  const guesses = function* () {
    yield* told?.hints ?? []
    yield* identitiesOf(candidates, types)
  }
  const known = {
    identities: await identify(wanted, guesses(), signal),
    metadata: told?.contents ?? new Map<string, Content>(),
    beside: async (key: string) => {
      const raw = await redis?.read(Buffer.from(key).toString('latin1'))
      return raw?.bytes == null || raw.refused !== undefined ? undefined : readStrictJson(raw.bytes)
    },
  }
  /** Each value is judged at the time when it is read. */
  const now = (): Knowledge => ({ ...known, levels: { ...facts, now: wall().getTime() } })
  let read = 0
  const next = (place: string) => {
    signal?.throwIfAborted()
    onProgress?.(place, (read += 1))
  }
  for (const name of names) {
    next(keyOf(name))
    const raw = await redis?.read(name)
    if (raw !== undefined) yield await judgeKey(raw, now())
    else yield { raw: absent(keyOf(name)), decision: gone, notes: [] }
  }
  for (const raw of sources.folder === undefined ? [] : legacyFiles(sources.folder)) {
    next(raw.place)
    yield judgeFile(raw, now())
  }
  for (const row of sources.levels ?? []) {
    const raw = rowOf(row)
    next(raw.place)
    yield { raw, ...judgeLevels(row, null, now()) }
  }
}

const absent = (key: string): RawValue => ({
  place: key,
  key,
  origin: 'redis',
  form: 'value',
  bytes: null,
  size: 0,
  until: null,
})
