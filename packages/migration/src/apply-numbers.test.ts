import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFollower } from './cutover/index.ts'
import { verify } from './index.ts'
import { apply } from './testing/apply.ts'
import { openHome } from './testing/home.ts'
import { makeInstallation } from './testing/installation.ts'

const path = 'cache/llm_costs.db'

/** Statements that make a table of as many requests to a model. */
const requestsOf = (model: string, many: number): readonly string[] => [
  'create table llm_requests (id integer primary key, model text, tokens_input integer, created_at text)',
  `with recursive n(i) as (values(1) union all select i + 1 from n where i < ${many})
   insert into llm_requests select i, '${model}', 100 + i, '2026-01-05T10:00:00Z' from n`,
]

test('rows without a key overwrite none that had their numbers: a database that was begun anew takes nothing away', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const models = () => home.rows('select model, count(*)::int as n from imported.llm_requests group by 1 order by 1')
  legacy.execute(path, ...requestsOf('old', 5))
  await apply(home.target, legacy.root)
  rmSync(join(legacy.root, path))
  legacy.execute(path, ...requestsOf('new', 5))

  const { tables, problems } = await apply(home.target, legacy.root)
  const both = [
    { model: 'new', n: 5 },
    { model: 'old', n: 5 },
  ]
  expect(await models()).toEqual(both)
  expect(tables).toMatchObject([{ added: 0, replaced: 5, deleted: 5, quarantined: [] }])
  expect(problems).toEqual([
    { place: `${path}#llm_requests`, reason: '5 rows that were imported are no longer there: they stay' },
  ])
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ added: 0, replaced: 0, deleted: 5 }])
  expect((await verify(home.target, legacy.root)).tables).toMatchObject([{ proved: 5, deleted: 5, aggregates: [] }])

  // what comes back is the row of before
  legacy.execute(path, 'drop table llm_requests', ...requestsOf('old', 5))
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 5, deleted: 5 }])
  expect(await models()).toEqual(both)
})

test('the number of the last row that was deleted goes to the next one while an installation is followed', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(path, ...requestsOf('old', 3))
  const follower = createFollower(home.target, legacy.root)
  await follower.round({ whole: true })
  legacy.execute(path, 'delete from llm_requests where id = 3', `insert into llm_requests (model) values ('next')`)
  await follower.round({ whole: true })
  expect(await home.rows('select source_row::int as row, model from imported.llm_requests order by 1')).toEqual([
    { row: -1, model: 'old' },
    { row: 1, model: 'old' },
    { row: 2, model: 'old' },
    { row: 3, model: 'next' },
  ])
})

test('a row without a key that the legacy system evaluates later is the one that it was', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(
    'cache/context.db',
    'create table agent_learnings (agent_type text, pattern_recognized text, accuracy real, created_at text)',
    `insert into agent_learnings values ('technical', 'hammer', 0.5, '2026-01-05T10:00:00Z')`,
  )
  await apply(home.target, legacy.root)
  legacy.execute('cache/context.db', 'update agent_learnings set accuracy = 0.75')
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 1, deleted: 0 }])
  expect(await home.rows('select accuracy from imported.agent_learnings')).toEqual([{ accuracy: 0.75 }])
})

test('rows that were imported when a number was all they had are the ones that have it', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  legacy.execute(path, ...requestsOf('old', 3))
  await apply(home.target, legacy.root)
  const ids = () => home.rows('select external_id from imported.llm_requests order by source_row')
  const marked = await ids()
  await home.rows(`update imported.llm_requests set external_id = 'llm_costs.db#llm_requests:' || source_row`)
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 3, deleted: 0 }])
  expect(await ids()).toEqual(marked)
})

test('what stands in quarantine is overwritten by no other row either, and leaves it when it is mended', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const held = () =>
    home.rows(
      `select source_row::int as row, cells::jsonb -> 'model' ->> 'text' as model from imported.quarantine order by 1`,
    )
  legacy.execute(path, ...requestsOf('old', 3), `update llm_requests set tokens_input = 'many'`)
  await apply(home.target, legacy.root)
  expect(await held()).toHaveLength(3)

  legacy.execute(path, `update llm_requests set model = 'new', tokens_input = 1 where id = 1`)
  legacy.execute(path, `update llm_requests set tokens_input = 2 where id = 2`)
  legacy.execute(path, `update llm_requests set model = 'new' where id = 3`)
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 3, deleted: 2 }])
  expect(await held()).toEqual([
    { row: -2, model: 'old' },
    { row: -1, model: 'old' },
    { row: 3, model: 'new' },
  ])
  expect((await verify(home.target, legacy.root)).tables).toMatchObject([{ proved: 3, deleted: 2 }])
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 0, deleted: 2 }])

  // one comes back
  legacy.execute(path, `update llm_requests set model = 'old' where id = 3`)
  expect((await apply(home.target, legacy.root)).tables).toMatchObject([{ replaced: 1, deleted: 2 }])
  expect(await held()).toEqual([
    { row: -3, model: 'new' },
    { row: -2, model: 'old' },
    { row: 3, model: 'old' },
  ])
})
