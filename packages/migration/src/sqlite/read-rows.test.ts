import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { makeInstallation } from '../testing/installation.ts'
import { openLegacyDatabase } from './legacy-database.ts'
import { readStretch } from './read-rows.ts'

const path = 'cache/a.db'

test('a stretch ends where its text is long, and does not keep the writer out', () => {
  using legacy = makeInstallation()
  legacy.execute(
    path,
    `create table notes (id integer primary key, body text)`,
    `insert into notes (body) select printf('%.*c', 700000, 'x') from (values (1), (2), (3), (4))`,
  )
  using database = openLegacyDatabase(`${legacy.root}/${path}`)
  const table = { name: 'notes', columns: ['id', 'body'], number: 'rowid' }
  const first = [...readStretch(database, table, { after: null, upTo: null })]
  expect(first.map(({ row }) => row)).toEqual([1n, 2n])
  using writer = new DatabaseSync(`${legacy.root}/${path}`, { timeout: 0 })
  writer.exec(`insert into notes (body) values ('y')`)
  expect([...readStretch(database, table, { after: 3n, upTo: null })].map(({ row }) => row)).toEqual([4n, 5n])
})
