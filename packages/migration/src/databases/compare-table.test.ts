import { join } from 'node:path'
import { importedTable } from '@fyntrix/db/imported'
import { expect, test, vi } from 'vitest'
import { openHome } from '../testing/home.ts'
import { makeInstallation, recommendationsPath } from '../testing/installation.ts'
import { makeRecommendations } from '../testing/legacy-recommendations.ts'
import { type ComparedStretch, compareTable } from './compare-table.ts'
import { importTable } from './import-table.ts'

test('rows that the legacy system deleted are looked at few at a time, however many they are', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const { imported } = home.target
  const planned = { path: recommendationsPath, table: 'ai_recommendations' } as const
  legacy.execute(recommendationsPath)
  makeRecommendations(join(legacy.root, recommendationsPath), 7_000)
  const source = await importTable(imported, legacy.root, planned)
  // the first 5,000 rows and the last 100
  legacy.execute(
    recommendationsPath,
    'delete from ai_recommendations where id <= 5000 or id > 6900',
    `update ai_recommendations set symbol = 'WIPRO' where id = 5001`,
  )
  const kept = vi.spyOn(imported, 'kept')
  const stretches: ComparedStretch[] = []
  for await (const stretch of compareTable(imported, legacy.root, planned, source)) stretches.push(stretch)
  const looked = await Promise.all(kept.mock.results.map(async ({ value }) => (await value).length))
  expect(Math.max(...looked)).toBe(2_000)

  const differences = stretches.flatMap((stretch) => stretch.differences)
  const deleted = differences.filter(({ kind }) => kind === 'deleted').map(({ row }) => Number(row))
  expect(deleted.length).toBe(5_100)
  expect(new Set(deleted)).toEqual(
    new Set(Array.from({ length: 7_000 }, (_, i) => i + 1).filter((row) => row <= 5_000 || row > 6_900)),
  )
  expect(differences.filter(({ kind }) => kind !== 'deleted')).toMatchObject([
    { row: 5_001n, kind: 'changed', cells: [{ column: 'external_id' }, { column: 'symbol' }] },
  ])
  expect(stretches.reduce((sum, { proved }) => sum + proved, 0)).toBe(1_899)
})

test('so are rows that stood in quarantine, and rows of megabytes, and it may be ended between two looks', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const { imported } = home.target
  const planned = { path: recommendationsPath, table: 'ai_recommendations' } as const
  legacy.recommend({ symbol: '../../x', run_id: '1' })
  legacy.execute(
    recommendationsPath,
    `with recursive n(i) as (values(2) union all select i + 1 from n where i < 2500)
     insert into ai_recommendations (symbol, mode, universe, source, recommendation, direction, generated_at_utc, run_id)
     select '../../x', 'Swing', 'NIFTY50', 's', 'Buy', 'LONG', '2026-01-09T10:00:00Z', i from n`,
    `with recursive n(i) as (values(1) union all select i + 1 from n where i < 9)
     insert into ai_recommendations (symbol, mode, universe, source, recommendation, direction, generated_at_utc, run_id, confidence)
     select 'INFY', 'Swing', 'NIFTY50', 's', 'Buy', 'LONG', '2026-01-09T10:00:00Z', 'large ' || i, hex(zeroblob(1000000)) from n`,
  )
  const source = await importTable(imported, legacy.root, planned)
  legacy.execute(recommendationsPath, 'delete from ai_recommendations')
  const rejects = vi.spyOn(imported, 'rejects')
  const kept = vi.spyOn(imported, 'kept')
  const looked = async (of: typeof rejects | typeof kept) =>
    Promise.all(of.mock.results.map(async ({ value }) => (await value).length))
  let deleted = 0
  for await (const { differences } of compareTable(imported, legacy.root, planned, source))
    deleted += differences.length
  expect(deleted).toBe(2_509)
  expect(await looked(rejects)).toEqual([2_000, 500, 0])
  // of 2 MB each: 8 MiB and one
  expect(await looked(kept)).toEqual([0, 5, 4])

  const stopping = new AbortController()
  const stopped = async () => {
    for await (const _ of compareTable(imported, legacy.root, planned, source, { signal: stopping.signal }))
      stopping.abort(new Error('enough'))
  }
  await expect(stopped()).rejects.toThrow('enough')
})

test('the SHA-256 of more rows than a stretch can have is that of the first ones, so that none is read for nothing', async () => {
  using legacy = makeInstallation()
  await using home = await openHome()
  const { imported } = home.target
  legacy.execute(recommendationsPath)
  makeRecommendations(join(legacy.root, recommendationsPath), 3_000)
  const planned = { path: recommendationsPath, table: 'ai_recommendations' } as const
  const { id } = await importTable(imported, legacy.root, planned)
  const of = (upTo: bigint) => imported.hash(importedTable(planned.table), id, { after: null, upTo })
  expect(await of(3_000n)).toEqual(await of(2_001n))
  expect(await of(2_000n)).not.toEqual(await of(2_001n))
})
