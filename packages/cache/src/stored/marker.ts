import { codecOf, headerBytes, peekHeader, writeHeader } from '../values/index.ts'
import { versionBytes } from './trailer.ts'

/*
 * A marker stands in the key of a value that is not there: somebody is loading it, or loading failed lately. Layout: the header of a value with
 * codec 0 and the kind of the marker as its schema version; JSON; the version (float64) of the value before it, 0 if there was none.
 */
const kinds = { lease: 1, failure: 2 } as const

/** Who is loading. */
export interface Lease {
  readonly kind: 'lease'
  readonly token: string
  readonly holder: string
}

/** That loading failed. */
export interface Failure {
  readonly kind: 'failure'
  readonly message: string
  /** Failures in a row. */
  readonly count: number
  /** Epoch milliseconds of the server until which nobody tries again. */
  readonly until: number
}

export type Marker = Lease | Failure

/** Writes a marker; `before` is the version of the value that it replaces. */
export const encodeMarker = (marker: Marker, before = 0): Buffer => {
  const body = Buffer.from(JSON.stringify(marker))
  const bytes = Buffer.alloc(headerBytes + body.length + versionBytes)
  writeHeader(bytes, {
    codec: 'marker',
    compression: 'none',
    schemaVersion: kinds[marker.kind],
    payloadBytes: body.length,
  })
  body.copy(bytes, headerBytes)
  bytes.writeDoubleLE(before, bytes.length - versionBytes)
  return bytes
}

/** Whether these bytes are a marker. */
export const isMarker = (bytes: Buffer): boolean => codecOf(bytes) === 'marker'

/** Reads a marker; undefined when it is damaged. */
export const decodeMarker = (bytes: Buffer): Marker | undefined => {
  const header = peekHeader(bytes)
  if (header?.codec !== 'marker' || header.payloadBytes !== bytes.length - headerBytes - versionBytes) return undefined
  try {
    return asMarker(JSON.parse(bytes.toString('utf8', headerBytes, bytes.length - versionBytes)))
  } catch {
    // not JSON: damaged, which the answer says
    return undefined
  }
}

const asMarker = (json: unknown): Marker | undefined => {
  if (typeof json !== 'object' || json === null || !('kind' in json)) return undefined
  if (json.kind === 'lease' && 'token' in json && 'holder' in json) {
    const { token, holder } = json
    return typeof token === 'string' && typeof holder === 'string' ? { kind: 'lease', token, holder } : undefined
  }
  if (json.kind === 'failure' && 'message' in json && 'count' in json && 'until' in json) {
    const { message, count, until } = json
    return typeof message === 'string' && typeof count === 'number' && typeof until === 'number'
      ? { kind: 'failure', message, count, until }
      : undefined
  }
  return undefined
}
