import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { json, pack } from '../values/index.ts'
import { decodeMarker, encodeMarker, isMarker, type Marker } from './marker.ts'
import { versionAsBytes, versionOf } from './trailer.ts'

const lease: Marker = { kind: 'lease', token: 'a token', holder: 'server-1' }
const failure: Marker = { kind: 'failure', message: 'the source is dówn', count: 3, until: 1_790_000_000_000.5 }

describe('a marker', () => {
  test('is read as it was written, and ends with the version before it', () => {
    for (const marker of [lease, failure]) {
      expect(decodeMarker(encodeMarker(marker))).toEqual(marker)
      expect(versionOf(encodeMarker(marker, 7))).toEqual(versionAsBytes(7))
      expect(isMarker(encodeMarker(marker))).toBe(true)
    }
  })

  test('begins with two bytes by which scripts tell it from a value', () => {
    expect([...encodeMarker(lease).subarray(0, 2)]).toEqual([0xf1, 0x00])
  })

  test('is nothing when it is cut or lengthened', () => {
    const bytes = encodeMarker(failure, 7)
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeMarker(bytes.subarray(0, length))).toBeUndefined()
    expect(decodeMarker(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined()
  })

  test('is nothing where something else stands: a value, other JSON, no JSON', () => {
    const { bytes: value } = pack(json(z.number()), 1, { schemaVersion: 1, limit: 100, threshold: 100, trailer: 8 })
    expect(isMarker(value)).toBe(false)
    expect(decodeMarker(value)).toBeUndefined()
    for (const body of [
      '{"kind":"lease"}',
      '{"kind":"failure","message":1}',
      '{"kind":"other"}',
      'null',
      '"lease"',
      '{no',
    ]) {
      const own = encodeMarker(lease)
      const bytes = Buffer.concat([own.subarray(0, 8), Buffer.from(body), Buffer.alloc(8)])
      bytes.writeUInt32LE(Buffer.byteLength(body), 4)
      expect(isMarker(bytes)).toBe(true)
      expect(decodeMarker(bytes)).toBeUndefined()
    }
    expect(isMarker(Buffer.from('{"n":1}'))).toBe(false)
  })
})
