import { cpSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { legacyCache, nameOf } from './candles/testing/legacy-cache.ts'
import { inspect, makePlan, verify } from './index.ts'
import { apply } from './testing/apply.ts'
import { openHome } from './testing/home.ts'
import { makeInstallation } from './testing/installation.ts'
import { costsPath, makeStores } from './testing/stores.ts'
import { valueTarget } from './values/testing/target.ts'

const { target: values } = await valueTarget()
const options = { withoutValues: true }

test('nothing counts as proved while something of the installation is not read, and what that is is told', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.recommend()
  await apply(home.target, legacy.root)
  expect(await verify(home.target, legacy.root)).toMatchObject({ proved: true, unread: [], locked: [] })
  legacy.file('cache/none.db', 'hello')
  legacy.execute(
    costsPath,
    'create table notes (body text)',
    'create table llm_requests (id integer primary key, model text) without rowid',
  )
  symlinkSync('/nowhere', join(legacy.root, 'link'))
  legacy.execute('cache/locked.db', 'create table llm_requests (id integer primary key, model text)')
  using locking = new DatabaseSync(join(legacy.root, 'cache/locked.db'))
  locking.exec('begin exclusive')
  await apply(home.target, legacy.root)
  const { proved, unread, locked } = await verify(home.target, legacy.root)
  expect(unread.map(({ place }) => place).toSorted()).toEqual([
    `${costsPath}#llm_requests`,
    `${costsPath}#notes`,
    'cache/locked.db',
    'cache/none.db',
    'link',
  ])
  expect({ proved, locked }).toEqual({ proved: false, locked: ['cache/locked.db'] })
})

test('a virtual table is named, since what its database holds stands in it', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(
    'cache/notes.db',
    'create virtual table notes using fts5(body)',
    `insert into notes values ('something')`,
  )
  const unread = [{ place: 'cache/notes.db#notes', reason: 'a virtual table is not read' }]
  expect(makePlan(legacy.root)).toMatchObject({ tables: [], unread })
  expect((await inspect(legacy.root)).problems).toEqual(unread)
  expect((await apply(home.target, legacy.root)).problems).toEqual(unread)
  expect(await verify(home.target, legacy.root)).toMatchObject({ proved: false, unread })
})

test('the least integer that SQLite holds is summed up like any other', async () => {
  using legacy = makeStores(4)
  await using home = await openHome()
  legacy.execute(costsPath, 'update llm_requests set tokens_input = -9223372036854775808 where id = 2')
  const { root } = legacy
  await apply({ ...home.target, cache: () => cacheOf() }, root)
  const verified = await verify(home.target, root, options)
  expect(verified.tables.flatMap(({ aggregates }) => aggregates)).toEqual([])
  expect(verified.proved).toBe(true)
})

const cacheOf = () => Promise.resolve({ values, source: 'zerodha' as const, candlesChanged: () => Promise.resolve() })

test('rows of candles that were set aside are kept and take nothing from the proof; a file that was refused does', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const { root } = legacy
  const made = {
    symbol: 'M&M',
    interval: 'day',
    from: '2025-07-29',
    to: '2025-08-28',
    cachedAt: '15:00:00',
    bars: [],
  } as const
  const rows = [
    ',date,open,high,low,close,volume',
    '0,2025-08-26 00:00:00+05:30,10,20,5,11,100',
    '1,2025-08-28 00:00:00+05:30,10,20,30,11,100',
    '',
  ]
  await using cache = await legacyCache([made], { [nameOf(made)]: rows.join('\n') })
  cpSync(cache.path, join(root, 'zerodha'), { recursive: true })
  renameSync(join(root, 'zerodha/instruments.list'), join(root, 'instruments.csv'))
  const target = { ...home.target, now: () => new Date('2026-07-01T00:00:00Z'), cache: cacheOf }
  await apply(target, root)
  expect(await verify(target, root, options)).toMatchObject({
    proved: true,
    candles: [{ bars: 1, notStored: 1, refused: [] }],
  })
  const stray = `${'0'.repeat(32)}.csv`
  legacy.file(`zerodha/${stray}`, rows.join('\n'))
  await apply(target, root)
  expect(await verify(target, root, options)).toMatchObject({
    proved: false,
    candles: [{ refused: [stray] }],
    unread: [{ place: `zerodha/${stray}` }],
  })
})
