import { expect, test } from 'vitest'
import { readEnvironment } from '../env.ts'
import { proveKillRuns } from './kill-runs.proof.ts'

test('a run killed at a random point is wholly there or not at all, and Redis is never ahead', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const report = await proveKillRuns(context, { n: 2, seed: 7 })
  expect(report.broken).toEqual([])
  expect(report.runs).toBeGreaterThanOrEqual(4)
  expect(report.published).toBe(report.runs)
}, 600_000)
