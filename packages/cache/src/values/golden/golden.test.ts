import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { type Column, tableFromIPC } from '@uwdata/flechette'
import { describe, expect, test } from 'vitest'
import type { Nullable } from '../frames.ts'
import { unpack } from '../index.ts'
import { frameValue, goldenFile, goldenValues, schemaVersion } from './golden-values.ts'

const compressions = ['none', 'zstd'] as const

/** As another program would open a value: by the documented layout alone. */
const payloadOf = (stored: Buffer): Buffer => {
  const payload = stored.subarray(8, 8 + stored.readUInt32LE(4))
  return (stored.readUInt8(1) & 15) === 1 ? zstdDecompressSync(payload) : payload
}

const cumulated = (column: Column<unknown>, wrap: (sum: bigint) => bigint): (bigint | null)[] => {
  let sum = 0n
  return Array.from({ length: column.length }, (_, row) => {
    const delta = column.at(row)
    if (delta === null) return null
    sum = wrap(sum + BigInt(Number(delta)))
    return sum
  })
}

/** The documented recipe: the cumulative sum in the column's own type, divided by 10^scale. */
const restored = (column: Column<unknown>, metadata: ReadonlyMap<string, string> | null): unknown[] => {
  if (metadata?.get('fyntrix.encoding') !== 'delta')
    return Array.from({ length: column.length }, (_, row) => column.at(row))
  const scale = metadata.get('fyntrix.scale')
  const sums = cumulated(column, (sum) => BigInt.asIntN(scale === undefined ? 64 : 32, sum))
  return sums.map((sum) => (sum === null ? null : Number(sum) / 10 ** Number(scale ?? 0)))
}

const flags = new Set(['provisional', 'halted'])

const isNullable = (values: object): values is Nullable<ArrayLike<unknown>> => 'valid' in values

/** What a column of ours says, as an Arrow reader says it. */
const expected = (values: ArrayLike<unknown> | Nullable<ArrayLike<unknown>>, isBool: boolean): unknown[] => {
  const { values: array, valid } = isNullable(values) ? values : { values, valid: undefined }
  return Array.from(array, (value, row) => {
    if (valid?.[row] === 0) return null
    return isBool ? value === 1 : value
  })
}

describe.each(compressions)('golden files, compression %s', (compression) => {
  test.each(goldenValues.map(({ codec, value }) => [codec.name, codec, value] as const))(
    'a value written in format version 1 is read as it was meant: %s',
    (name, codec, value) => {
      const stored = readFileSync(goldenFile(name, compression))
      const read = unpack(codec, stored, { schemaVersion, limit: 100_000 })
      expect(read.value).toEqual(name === 'bytes' ? Buffer.from(value as Uint8Array) : value)
      expect(stored.length - read.payloadEnd).toBe(5)
    },
  )

  test('a frame is read by another Arrow library', () => {
    const table = tableFromIPC(payloadOf(readFileSync(goldenFile('frame', compression))), { useBigInt: true })
    const columns = Object.entries<ArrayLike<unknown> | Nullable<ArrayLike<unknown>>>(frameValue.columns)
    expect(table.schema.fields.map(({ name }) => name)).toEqual(columns.map(([name]) => name))
    expect(table.schema.metadata).toEqual(new Map(Object.entries(frameValue.metadata)))
    const read = table.schema.fields.map(({ name, metadata }) => [name, restored(table.getChild(name), metadata)])
    expect(read).toEqual(columns.map(([name, values]) => [name, expected(values, flags.has(name))]))
  })

  test('an array is read by another Arrow library', () => {
    const table = tableFromIPC(payloadOf(readFileSync(goldenFile('ndarray', compression))))
    expect(table.schema.metadata?.get('fyntrix.shape')).toBe('[2,4,5]')
    expect({ shape: [2, 4, 5], data: table.getChild('values').toArray() }).toEqual(goldenValues[3]?.value)
  })
})
