import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { type DocumentChanges, hashItems, type ImportedDocument, type ImportedReject } from './index.ts'

const { database, url } = await testDatabase()
const { importedDocuments } = database

const text = fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0'))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const items = fc.array(
  fc.record({
    aside: fc.boolean(),
    knownBy: orNull(text),
    kind: text,
    symbol: orNull(text),
    at: orNull(fc.integer({ min: -4_000_000_000_000_000, max: 8_000_000_000_000_000 })),
    suspect: orNull(text),
    body: text,
  }),
  { maxLength: 20 },
)
const beginning = (path: string) => ({ path, bytes: 0, items: 0, tail: '' })
const all = { after: -2, upTo: null }
const document = (item: number): ImportedDocument => ({
  item,
  knownBy: null,
  kind: 'event',
  symbol: null,
  at: null,
  suspect: null,
  body: Buffer.from('{}'),
})

test('items have the same SHA-256 in PostgreSQL as where they come from, all together and each', async () => {
  let n = 0
  await fc.assert(
    fc.asyncProperty(items, async (some) => {
      n += 1
      const path = `events/${n}`
      const documents: ImportedDocument[] = []
      const rejects: ImportedReject[] = []
      for (const [item, { aside, body, ...rest }] of some.entries())
        if (aside)
          rejects.push({ row: BigInt(item), knownBy: rest.knownBy, reason: rest.kind, detail: '', cells: body })
        else documents.push({ item, body: Buffer.from(body), ...rest })
      await importedDocuments.write(beginning(path), beginning(path), { documents, rejects })
      const { hash, each } = hashItems(documents, rejects)
      expect(await importedDocuments.hash(path, all)).toEqual({ hash, items: some.length })
      expect(await importedDocuments.kept(path, all)).toEqual(each().toSorted((a, b) => a.item - b.item))
      expect(await importedDocuments.quarantined(path)).toBe(rejects.length)
    }),
    { numRuns: 50 },
  )
})

test('what is written after somebody else got on with the file is refused whole', async () => {
  const path = 'events/two'
  const next = { path, bytes: 3, items: 1, tail: 'x' }
  const write = (item: number) =>
    importedDocuments.write(beginning(path), next, { documents: [document(item)], rejects: [] })
  await write(1)
  await expect(write(2)).rejects.toMatchObject({ code: 'conflict' })
  expect(await importedDocuments.kept(path, all)).toMatchObject([{ item: 1 }])
  expect((await importedDocuments.checkpoints()).filter((each) => each.path === path)).toEqual([next])
})

test('what cannot be written leaves the file where it was', async () => {
  const path = 'events/broken'
  const changes = { documents: [document(1), document(1)], rejects: [], forget: [] }
  await expect(
    importedDocuments.write(beginning(path), { ...beginning(path), items: 2 }, changes),
  ).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await importedDocuments.kept(path, all)).toEqual([])
  expect((await importedDocuments.checkpoints()).filter((each) => each.path === path)).toEqual([])
})

/** Asks the database of this file itself. */
const asked = async (...statements: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: readonly Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

test('more items than one value of PostgreSQL could hold are hashed at once', async () => {
  const path = 'events/large'
  await asked(
    `insert into imported.documents (path, item, kind, body) select '${path}', n, 'event', repeat('x', 1300000) from generate_series(1, 850) n`,
  )
  expect(await importedDocuments.hash(path, all)).toMatchObject({ items: 850 })
}, 60_000)

test('items that are dropped stay under numbers below all that are in use, in their order, in quarantine too', async () => {
  const path = 'events/dropped'
  const write = (changes: DocumentChanges) => importedDocuments.write(beginning(path), beginning(path), changes)
  const reject = { row: 3n, reason: 'no-json', detail: '', cells: '{}' }
  await write({ documents: [document(1), document(2), document(4)], rejects: [reject] })
  await write({ documents: [document(1), document(3)], rejects: [], drop: [1, 3, 9] })
  await write({ documents: [], rejects: [], dropBeyond: 2 })
  await write({ documents: [], rejects: [], dropBeyond: 2 })
  const numbers = (await importedDocuments.kept(path, { after: -99, upTo: null })).map(({ item, aside }) => [
    item,
    aside,
  ])
  expect(numbers).toEqual([
    [-6, false],
    [-5, false],
    [-4, false],
    [-2, true],
    [1, false],
    [2, false],
  ])
  expect(await importedDocuments.dropped(path)).toBe(4)
  expect(await importedDocuments.quarantined(path)).toBe(0)
})

test('many equal items that were dropped are forgotten, or kept, without being held against each other one by one', async () => {
  const [path, other] = ['events/equal', 'events/unequal']
  const lines = (of: string, sign: string, body: string) =>
    `insert into imported.documents (path, item, kind, body) select '${of}', ${sign}n, 'event', ${body} from generate_series(2, 60000) n`
  // statistics that know of neither file
  await asked(
    'analyze imported.documents',
    lines(path, '-', `'{}'`),
    lines(path, '', `'{}'`),
    lines(other, '-', `'{"n": ' || n || '}'`),
    lines(other, '', `'{}'`),
  )
  expect(await importedDocuments.forgetLive(beginning(path))).toBe(0)
  expect(await importedDocuments.forgetLive(beginning(other))).toBe(59_999)
}, 30_000)

test('items of a kind and symbol are found by an index', async () => {
  const rows = await asked(
    'set enable_seqscan = off',
    `explain select * from imported.documents where kind = 'event' and symbol = 'TCS' order by at`,
  )
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('documents_kind_symbol_at_index')
})
