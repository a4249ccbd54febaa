import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { proveFaults } from './faults.proof.ts'

test('a mutation that meets a fault is done once or not at all, and a clear answer says so in time', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const only = ['portfolio.record', 'memory.set']
  const report = await proveFaults(context, { n: 1, seed: 3, only, pauseMs: 2_500 })
  expect(report.broken).toEqual([])
  expect(report.mutations).toBe(only.length)
  const calls = Object.entries(report.faults).map(([fault, one]) => [fault, one.calls, one.done + one.unavailable])
  expect(calls).toEqual([
    ['none', 2, 2],
    ['PostgreSQL restarted', 2, 2],
    ['Redis restarted', 2, 2],
    ['Redis away', 2, 2],
    ['cut before commit', 1, 1],
    ['cut during commit', 1, 1],
    ['cut after commit', 1, 1],
    ['PostgreSQL away', 2, 2],
    ['Redis paused', 2, 2],
  ])
}, 600_000)
