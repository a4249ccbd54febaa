import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import {
  createRowEncoder,
  createRowHash,
  type ImportedRow,
  type ImportedValue,
  importedTable,
  provedRow,
} from './index.ts'

const { database, url } = await testDatabase()
const { imported } = database

const table = importedTable('pick_events')
const text = fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0'))
const ofType: Readonly<Record<string, fc.Arbitrary<ImportedValue>>> = {
  text,
  float8: fc.double(),
  int8: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  bool: fc.boolean(),
  instant: fc.integer({ min: -4_000_000_000_000_000, max: 8_000_000_000_000_000 }),
  date: fc
    .date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
}
const orNull = (value: fc.Arbitrary<ImportedValue>) => fc.option(value, { nil: null })
const values = fc.tuple(...Object.values(table.columns).map((type) => orNull(ofType[type] ?? fc.constant(null))))
const rows = fc.array(
  fc.record({ values, suspect: fc.option(text, { nil: null }), original: fc.option(text, { nil: null }) }),
  {
    maxLength: 20,
  },
)

const stretch = (source: number, of: readonly ImportedRow[]) => {
  const encoder = createRowEncoder(table, source)
  for (const row of of) encoder.add(row)
  return {
    rows: of.length,
    encoded: encoder.end(),
    rejects: [],
    counts: { read: of.length },
    cellsOf: (numbers: readonly bigint[]) => Promise.resolve(numbers.map((row) => `{"row":"${row}"}`)),
  }
}
const hashOf = (of: readonly ImportedRow[]) => {
  const hash = createRowHash(table)
  for (const row of of) hash.add(row)
  return hash.digest()
}
const all = { after: null, upTo: null }
const row = (n: bigint, externalId: string, symbol = 'INFY'): ImportedRow => ({
  row: n,
  externalId,
  suspect: null,
  original: null,
  values: Object.keys(table.columns).map((column) => (column === 'symbol' ? symbol : null)),
})

test('both stores write every value in the same canonical form, and hash rows alike', async () => {
  let n = 0
  await fc.assert(
    fc.asyncProperty(rows, async (drawn) => {
      n += 1
      const source = await imported.source(`property ${n}`, table.name)
      const written = drawn.map((one, i): ImportedRow => ({ ...one, row: BigInt(i + 1), externalId: `${n}|${i}` }))
      await imported.append(table, source, BigInt(drawn.length), stretch(source.id, written))
      const proved = provedRow(table)
      expect((await imported.kept(table, source.id, all)).map(({ columns }) => columns)).toEqual(written.map(proved))
      expect(await imported.hash(table, source.id, all)).toEqual({ hash: hashOf(written), quarantined: 0 })
    }),
    { numRuns: 60 },
  )
})

test('of rows that share a key the first is kept, and the others are quarantined whole', async () => {
  const source = await imported.source('clashes', table.name)
  const first = await imported.append(table, source, 2n, stretch(source.id, [row(1n, 'a'), row(2n, 'b')]))
  const second = stretch(source.id, [row(3n, 'a'), row(4n, 'b', 'TCS'), row(5n, 'c'), row(6n, 'c', 'SBIN')])
  const { counts } = await imported.append(table, first, 6n, second)
  expect(counts).toMatchObject({ read: 6, stored: 3, quarantined: 3 })
  expect((await imported.kept(table, source.id, all)).map((kept) => kept.row)).toEqual([1n, 2n, 5n])
  expect(await imported.rejects(source.id, all)).toEqual([
    { row: 3n, reason: 'repeated', detail: expect.stringContaining('row 1'), cells: '{"row":"3"}' },
    { row: 4n, reason: 'key-taken', detail: expect.stringContaining('row 2'), cells: '{"row":"4"}' },
    { row: 6n, reason: 'key-taken', detail: expect.stringContaining('row 5'), cells: '{"row":"6"}' },
  ])
})

test('who goes on from where somebody else has been is refused, and writes nothing', async () => {
  const source = await imported.source('two at once', table.name)
  await imported.append(table, source, 1n, stretch(source.id, [row(1n, 'x')]))
  await expect(imported.append(table, source, 1n, stretch(source.id, [row(1n, 'x')]))).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await imported.find('two at once', table.name)).toMatchObject({ lastRow: 1n, counts: { stored: 1 } })
})

test('rows and how far they were read are written both or neither', async () => {
  const source = await imported.source('broken', table.name)
  const broken = { ...stretch(source.id, [row(1n, 'y')]), encoded: Buffer.from('no rows') }
  await expect(imported.append(table, source, 1n, broken)).rejects.toMatchObject({ code: 'internal' })
  expect(await imported.find('broken', table.name)).toEqual(source)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: found } = await client.query('select 1 from imported.pick_events where source_id = $1', [source.id])
  await client.end()
  expect(found).toEqual([])
})
