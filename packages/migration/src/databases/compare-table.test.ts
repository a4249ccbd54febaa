import { join } from 'node:path'
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
