import type { SymbolLevels } from '@fyntrix/domain/levels'
import type { JsonValue } from '@fyntrix/domain/shared'
import { generalLimit } from '@fyntrix/services/cache'
import { type Content, convert } from './convert.ts'
import { decode } from './decode.ts'
import { hintsOf } from './hints.ts'
import { callsOf, companionHash, type LegacyIdentity } from './identity.ts'
import { legacyHash } from './legacy-key.ts'
import { type LevelsFacts, type LevelsRow, readLevels } from './levels.ts'
import { placeOfKey } from './places.ts'
import type { RawValue } from './raw-value.ts'
import { sha256Of } from './report.ts'
import { readStrictJson, type StrictJson } from './strict-json.ts'
import type { UnifiedPut } from './unified-put.ts'

/** What becomes of a value. `until` is when it is over, in `performance.now()`. */
export type Decision =
  | { readonly kind: 'unified'; readonly put: UnifiedPut; readonly etag: string; readonly until: number }
  | {
      readonly kind: 'general'
      readonly name: string
      readonly as: 'value' | 'copy'
      readonly value: JsonValue
      /** What the legacy system has in the other of the two places. */
      readonly beside: JsonValue | undefined
      readonly until: number
    }
  | { readonly kind: 'levels'; readonly levels: SymbolLevels; readonly until: number }
  | { readonly kind: 'left' | 'quarantined' | 'expired'; readonly reason: string }

/** A value with what becomes of it, and what is odd about it all the same. */
export interface Judged {
  readonly raw: RawValue
  readonly decision: Decision
  readonly notes: readonly string[]
}

/** Before the hash of a value's bytes, in the etag of what came from the legacy system. */
export const legacyEtag = 'legacy:'

/** What is known besides a value's own bytes. */
export interface Knowledge {
  readonly identities: ReadonlyMap<string, LegacyIdentity>
  /** Decoded `…_metadata`, by the hash in their keys. */
  readonly metadata: ReadonlyMap<string, Content>
  readonly levels: LevelsFacts
  /** The other one of a value of the general cache and its copy. */
  readonly beside: (key: string) => Promise<StrictJson | undefined>
}

const aside = (reason: string): Decision => ({ kind: 'quarantined', reason })

/** Nothing may live longer than it did, and without a time nobody knows how old it is. */
const endless = aside(
  'it has no lifetime in the legacy Redis: nothing says until when it is good, so let it be computed again',
)

const unidentified =
  'the hash does not tell what it is of, and no candidate has this hash: name more symbols, windows or dates, or let it be computed again'

/** The identity of a hash: among those that were guessed, or by what the value tells of itself. */
const identityOf = (type: string, hash: string, content: Content, known: Knowledge): LegacyIdentity | undefined => {
  const hints = content.kind === 'plain' ? hintsOf(type, content.value) : []
  return known.identities.get(hash) ?? hints.find((hint) => callsOf(hint).some((call) => legacyHash(call) === hash))
}

/** A pickle of the unified manager under the hash of what it is of. `until` may depend on its type. */
export const judgePickle = (
  raw: RawValue,
  { type, hash }: { readonly type: string; readonly hash: string | undefined },
  known: Knowledge,
  until: (type: string) => Decision | number,
): Decision => {
  const bytes = raw.bytes ?? new Uint8Array()
  const decoded = decode(bytes)
  if (decoded.reason !== undefined) return aside(decoded.reason)
  const identity = hash === undefined ? undefined : identityOf(type, hash, decoded.content, known)
  const end = until(identity?.type ?? type)
  if (typeof end !== 'number') return end
  if (identity === undefined || hash === undefined) return aside(unidentified)
  const beside = known.metadata.get(companionHash(identity, hash))
  const converted = convert(identity, { content: decoded.content, origin: raw.place, beside })
  if (converted.reason !== undefined) return aside(converted.reason)
  return { kind: 'unified', put: converted.put, etag: `${legacyEtag}${sha256Of(bytes)}`, until: end }
}

/** As the general cache has it. */
const longestName = 512
const noName = 'the general cache has no such name: it is too long, or ends in :persist twice'

const judgeGeneral = async (
  { key = '', bytes, until }: RawValue,
  { name, as }: { readonly name: string; readonly as: 'value' | 'copy' },
  known: Knowledge,
): Promise<Pick<Judged, 'decision' | 'notes'>> => {
  if (name.endsWith(':persist') || name.length > longestName) return { decision: aside(noName), notes: [] }
  const read = readStrictJson(bytes ?? new Uint8Array())
  if (read.reason !== undefined) return { decision: aside(read.reason), notes: [] }
  const { value, notes } = read
  const size = Buffer.byteLength(JSON.stringify(value))
  if (size > generalLimit)
    return { decision: aside(`it has ${size} bytes as JSON; the general cache keeps ${generalLimit}`), notes }
  if (until === null) return { decision: endless, notes }
  const other = await known.beside(as === 'value' ? `${key}:persist` : key.replace(/:persist$/, ''))
  const beside = other?.reason === undefined ? other?.value : undefined
  return { decision: { kind: 'general', name, as, value, beside, until }, notes }
}

/** A row of levels; `until` is the end of the value that it was in, null where it was in a table. */
export const judgeLevels = (
  row: LevelsRow,
  until: number | null,
  known: Knowledge,
): Pick<Judged, 'decision' | 'notes'> => {
  const read = readLevels(row, known.levels)
  if (read.reason !== undefined) return { decision: aside(read.reason), notes: [] }
  const notes = read.note === null ? [] : [read.note]
  if (read.lifetimeMs <= 0) {
    const reason = `levels are kept for 30 days, and it was computed ${read.levels.asOf}`
    return { decision: { kind: 'expired', reason }, notes: [] }
  }
  const own = performance.now() + read.lifetimeMs
  return {
    decision: { kind: 'levels', levels: read.levels, until: until === null ? own : Math.min(own, until) },
    notes,
  }
}

const judgeLevelsValue = (
  raw: RawValue,
  place: { readonly symbol: string; readonly scope: string },
  known: Knowledge,
): Pick<Judged, 'decision' | 'notes'> => {
  const read = readStrictJson(raw.bytes ?? new Uint8Array())
  if (read.reason !== undefined) return { decision: aside(read.reason), notes: [] }
  const { value } = read
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { decision: aside('it is no object'), notes: [] }
  const row: LevelsRow = { ...value }
  if (row['symbol'] !== place.symbol || row['timeframe_scope'] !== place.scope)
    return { decision: aside('it is of another symbol or scope than its key says'), notes: [] }
  return judgeLevels(row, raw.until, known)
}

/** What becomes of a value of a legacy Redis. */
export const judgeKey = async (raw: RawValue, known: Knowledge): Promise<Judged> => {
  const place = placeOfKey(raw.key ?? '')
  const plain = (decision: Decision): Judged => ({ raw, decision, notes: [] })
  if (place.kind === 'left') return plain({ kind: 'left', reason: place.reason })
  if (raw.refused !== undefined) return plain(aside(raw.refused))
  switch (place.kind) {
    case 'hashed':
      return plain(judgePickle(raw, place, known, () => raw.until ?? endless))
    case 'general':
      return { raw, ...(await judgeGeneral(raw, place, known)) }
    case 'levels':
      return { raw, ...judgeLevelsValue(raw, place, known) }
    case 'unknown':
    default:
      return plain(aside(place.reason))
  }
}
