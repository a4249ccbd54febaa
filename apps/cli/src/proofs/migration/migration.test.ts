import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { proveMigration } from './migration.proof.ts'

test('an import that is killed again and again, and small ones that are killed once, end as one that was not', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const report = await proveMigration(context, { n: 3, rows: 35_000, seed: 3 })
  expect(report.broken).toEqual([])
  expect(report.large.amid).toBeGreaterThan(0)
  expect(report.unbroken.content).toMatchObject({ rows: 34_999, quarantined: 1 })
}, 600_000)
