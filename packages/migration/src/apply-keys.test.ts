import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFollower } from './cutover/index.ts'
import { verify } from './index.ts'
import { apply } from './testing/apply.ts'
import { openHome } from './testing/home.ts'
import { makeInstallation } from './testing/installation.ts'

const runsPath = 'cache/top_picks_runs.db'
const contextPath = 'cache/context.db'

/** Statements that make a table of runs whose numbers begin at 1, with as many of them. */
const runsOf = (name: string, many: number): readonly string[] => [
  'create table top_picks_runs (id integer primary key autoincrement, run_id text, mode text)',
  `with recursive n(i) as (values(1) union all select i + 1 from n where i < ${many})
   insert into top_picks_runs (run_id, mode) select '${name} ' || i, 'Swing' from n`,
]
const createContext = 'create table context_memory (context_type text, key text, value text)'

test('numbers that are used again by a new database overwrite nothing: the old rows stay and are told', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const counted = () =>
    home.rows(
      `select split_part(run_id, ' ', 1) as name, count(*)::int as n from imported.top_picks_runs group by 1 order by 1`,
    )
  legacy.execute(runsPath, ...runsOf('old', 40))
  await apply(home.target, legacy.root)
  rmSync(join(legacy.root, runsPath))
  legacy.execute(runsPath, ...runsOf('new', 40))

  const { tables, problems } = await apply(home.target, legacy.root)
  const both = [
    { name: 'new', n: 40 },
    { name: 'old', n: 40 },
  ]
  expect(await counted()).toEqual(both)
  expect(tables).toMatchObject([{ added: 0, replaced: 40, deleted: 40, quarantined: [] }])
  expect(problems).toEqual([
    { place: `${runsPath}#top_picks_runs`, reason: '40 rows that were imported are no longer there: they stay' },
  ])
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ added: 0, replaced: 0, deleted: 40 }])
  expect((await verify(home.target, legacy.root)).tables).toMatchObject([{ proved: 40, deleted: 40, aggregates: [] }])

  // a key that comes back is the row of before
  legacy.execute(runsPath, `insert into top_picks_runs (run_id, mode) values ('old 7', 'Intraday')`)
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ added: 1, deleted: 39, quarantined: [] }])
  expect(await counted()).toEqual(both)
  expect(await home.rows(`select mode, source_row::int from imported.top_picks_runs where run_id = 'old 7'`)).toEqual([
    { mode: 'intraday', source_row: 41 },
  ])
})

test('a row whose number was given to one that cannot be imported stays too', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(contextPath, createContext, `insert into context_memory values ('session', 'a', '1')`)
  await apply(home.target, legacy.root)
  legacy.execute(contextPath, `update context_memory set key = cast(x'41ff42' as text)`)
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 1, deleted: 1 }])
  expect(await home.rows('select key from imported.context_memory')).toEqual([{ key: 'a' }])
})

test('rows that a vacuum numbered anew are kept once, under their new numbers, and none is quarantined', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const many = 3_000
  legacy.execute(
    contextPath,
    createContext,
    `with recursive n(i) as (values(1) union all select i + 1 from n where i < ${many})
     insert into context_memory select 'session', 'key ' || i, i from n`,
  )
  await apply(home.target, legacy.root)
  // the first two are deleted; all others have another number, and every other one comes before its neighbour
  legacy.execute(
    contextPath,
    `create table others as select context_type, key, value from context_memory where rowid > 2
       order by (rowid / 1500) desc, rowid % 2, rowid`,
    'drop table context_memory',
    'alter table others rename to context_memory',
  )
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ deleted: 2, quarantined: [] }])
  expect((await verify(home.target, legacy.root)).tables).toMatchObject([
    { proved: many - 2, deleted: 2, aggregates: [] },
  ])
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 0, deleted: 2, quarantined: [] }])
  expect(await home.rows('select count(*)::int as n from imported.context_memory')).toEqual([{ n: many }])
})

test('a row that shared a key leaves quarantine when the key of the other is mended', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(
    contextPath,
    createContext,
    `insert into context_memory values ('session', 'a', '1'), ('session', 'a', '1'), ('session', 'a', '3')`,
  )
  expect((await apply(home.target, legacy.root)).tables[0]?.quarantined).toMatchObject([
    { reason: 'key-taken' },
    { reason: 'repeated' },
  ])
  expect((await verify(home.target, legacy.root)).proved).toBe(true)
  legacy.execute(contextPath, `update context_memory set key = 'b' where rowid = 1`)
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([
    { deleted: 0, quarantined: [{ reason: 'key-taken', row: 3n }] },
  ])
  expect(await home.rows('select source_row::int as row, key from imported.context_memory order by 1')).toEqual([
    { row: 1, key: 'b' },
    { row: 2, key: 'a' },
  ])
  expect((await verify(home.target, legacy.root)).proved).toBe(true)
})

test('a row in quarantine whose key nobody has here is no proof, and is written anew', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(
    contextPath,
    createContext,
    `insert into context_memory values ('session', 'a', '1'), ('session', 'a', '2')`,
  )
  await apply(home.target, legacy.root)
  // as a run that was killed may leave it
  await home.rows(`update imported.context_memory set source_row = -1`)
  legacy.execute(contextPath, `update context_memory set key = 'b' where rowid = 1`)
  expect((await verify(home.target, legacy.root)).tables[0]?.differences).toMatchObject([
    { row: 1n, kind: 'missing' },
    { row: 2n, kind: 'quarantine' },
    { row: -1n, kind: 'deleted' },
  ])
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 2, deleted: 0, quarantined: [] }])
  expect((await verify(home.target, legacy.root)).proved).toBe(true)
})

test('numbers that are used again while an installation is followed overwrite nothing either', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(runsPath, ...runsOf('old', 3))
  const follower = createFollower(home.target, legacy.root)
  await follower.round({ whole: true })
  legacy.execute(runsPath, 'drop table top_picks_runs', ...runsOf('new', 3))
  await follower.round({ whole: false })
  await follower.round({ whole: true })
  expect(follower.deleted()).toMatchObject([{ table: 'top_picks_runs', rows: expect.any(Array) }])
  expect(await home.rows('select run_id from imported.top_picks_runs order by source_row')).toEqual(
    ['old 1', 'old 2', 'old 3', 'new 1', 'new 2', 'new 3'].map((run_id) => ({ run_id })),
  )
})
