import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { CopyReader, CopyWriter } from './copy-binary.ts'

interface Row {
  readonly flag: boolean
  readonly count: number
  readonly value: number | null
  readonly day: number
  readonly at: number
  readonly words: string
}

// what PostgreSQL's types hold, too: no U+0000 in text; instants whose microseconds a double holds: the years 1716 to 2255
const rows = fc.array(
  fc.record<Row>({
    flag: fc.boolean(),
    count: fc.integer(),
    value: fc.option(fc.double()),
    day: fc.integer({ min: -700_000, max: 2_000_000 }),
    at: fc.integer({ min: -8_000_000_000_000, max: 9_000_000_000_000 }),
    words: fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  }),
  { maxLength: 50 },
)

const write = (all: readonly Row[], chunkBytes?: number): Buffer => {
  const writer = new CopyWriter(chunkBytes)
  const chunks: Buffer[] = []
  for (const row of all) {
    writer.row(6)
    writer.bool(row.flag)
    writer.int4(row.count)
    if (row.value === null) writer.null()
    else writer.float8(row.value)
    writer.date(row.day)
    writer.timestamp(row.at)
    writer.text(row.words)
    if (writer.pending > 100) chunks.push(writer.take())
  }
  writer.end()
  return Buffer.concat([...chunks, writer.take()])
}

const read = (bytes: Buffer): Row[] => {
  const reader = new CopyReader(bytes)
  const all: Row[] = []
  while (reader.next(6)) {
    all.push({
      flag: reader.bool(),
      count: reader.int4(),
      value: reader.isNull() ? null : reader.float8(),
      day: reader.date(),
      at: reader.timestamp(),
      words: reader.text(),
    })
  }
  return all
}

test('what is written is read back exactly, −0, subnormals, infinities and nulls included', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 32, max: 300 }), (all, chunkBytes) => {
      expect(read(write(all, chunkBytes))).toEqual(all)
    }),
  )
})

const { url } = await testDatabase()
const client = new pg.Client({ connectionString: url })
await client.connect()
afterAll(() => client.end())
await client.query(
  'create temporary table echo (flag bool, count int4, value float8, day date, at timestamptz, words text)',
)

test('PostgreSQL takes what is written, and what it gives back is read as the same', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      await client.query('truncate echo')
      await pipeline(Readable.from([write(all)]), client.query(copyFrom('copy echo from stdin (format binary)')))
      const chunks: Buffer[] = []
      for await (const chunk of client.query(copyTo('copy echo to stdout (format binary)'))) chunks.push(chunk)
      expect(read(Buffer.concat(chunks))).toEqual(all)
    }),
    { numRuns: 25 },
  )
})

test('a date and an instant are the ones that PostgreSQL shows', async () => {
  const row = { flag: true, count: 1, value: 0.1, day: 20_462, at: Date.parse('2026-01-09T10:30:00.001Z'), words: 'é' }
  await client.query('truncate echo')
  await pipeline(Readable.from([write([row])]), client.query(copyFrom('copy echo from stdin (format binary)')))
  const { rows: shown } = await client.query(`select day::text, (at at time zone 'UTC')::text as at, value from echo`)
  expect(shown).toEqual([{ day: '2026-01-09', at: '2026-01-09 10:30:00.001', value: 0.1 }])
})

test('bytes that are no COPY output, and rows of another shape, are refused', () => {
  expect(() => new CopyReader(Buffer.from('something else entirely'))).toThrow('not binary COPY output')
  expect(() => new CopyReader(write([{ flag: true, count: 1, value: 1, day: 1, at: 1, words: '' }])).next(5)).toThrow(
    '6 fields',
  )
  expect(() => new CopyWriter().timestamp(0.5)).not.toThrow()
  expect(() => new CopyWriter().timestamp(Number.NaN)).toThrow('not an instant')
})
