import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { hashItems, type ImportedDocument, type ImportedReject } from './index.ts'

const { database, url } = await testDatabase()
const { importedDocuments } = database

const text = fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0'))
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const items = fc.array(
  fc.record({
    aside: fc.boolean(),
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
        if (aside) rejects.push({ row: BigInt(item), reason: rest.kind, detail: '', cells: body })
        else documents.push({ item, body: Buffer.from(body), ...rest })
      await importedDocuments.write(beginning(path), beginning(path), { documents, rejects, forget: [] })
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
    importedDocuments.write(beginning(path), next, { documents: [document(item)], rejects: [], forget: [] })
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

test('items of a kind and symbol are found by an index', async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set enable_seqscan = off')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select * from imported.documents where kind = 'event' and symbol = 'TCS' order by at`,
    )
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('documents_kind_symbol_at_index')
  } finally {
    await client.end()
  }
})
