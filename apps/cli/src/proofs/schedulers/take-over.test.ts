import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { proveTakeOver } from './take-over.proof.ts'

test('what a daemon held that is killed or stopped is taken over, and each of fifty jobs runs at each of its times', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const options = { n: 1, seed: 3, rounds: 1, everySeconds: 3, leaseMs: 1_500, drainMs: 300 }
  const report = await proveTakeOver(context, options)
  expect(report.broken).toEqual([])
  const counts = [report.killedMs, report.drainedMs, report.gaveUpMs, report.takenMs, report.starts.errorMs]
  expect(counts.map(({ count }) => count)).toEqual([1, 1, 1, 1, 50])
  expect(report.killedMs.max).toBeGreaterThan(0)
}, 600_000)
