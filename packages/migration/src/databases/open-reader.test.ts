import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeInstallation } from '../testing/installation.ts'
import { openReaderHere, openReaderOnThread } from './open-reader.ts'

const path = 'cache/llm_costs.db'
const all = { after: null, upTo: null }
const readers = [
  ['on a thread of its own', openReaderOnThread],
  ['on this one', openReaderHere],
] as const
const readingIn = (root: string) =>
  ({ file: join(root, path), path, table: 'llm_requests', sourceId: 1, purpose: 'write' }) as const

test.each(readers)('a cell of 40 MB is read like any other %s', async (_where, open) => {
  using legacy = makeInstallation()
  legacy.execute(
    path,
    'create table llm_requests (id integer primary key, model text)',
    `insert into llm_requests values (1, 'small'), (2, printf('%.*c', 40000000, 'x')), (3, 'small')`,
  )
  await using reader = open(readingIn(legacy.root))
  expect(await reader.stretch(all)).toMatchObject({ last: 2n, rows: 2 })
  expect(await reader.stretch({ after: 2n, upTo: null })).toMatchObject({ last: 3n, rows: 1 })
})

test.each(readers)(
  'a database that cannot be opened, or has no such table, is told to whoever asks %s',
  async (_where, open) => {
    using legacy = makeInstallation()
    {
      legacy.file(path, 'no database')
      await using reader = open(readingIn(legacy.root))
      await expect(reader.stretch(all)).rejects.toMatchObject({ code: 'invalid-input' })
    }
    using other = makeInstallation()
    other.execute(path, 'create table notes (id integer primary key)')
    await using reader = open(readingIn(other.root))
    await expect(reader.stretch(all)).rejects.toMatchObject({ code: 'not-found' })
  },
)
