import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { proveSchedule } from './schedule.proof.ts'
import { liveThrough } from './worlds.ts'

const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }

test('daemons that die, stall and lose answers account for every nominal time, and none has its effect twice', async () => {
  const report = await proveSchedule(context, { n: 1, years: 0, kills: 3, seed: 3 })
  expect(report.broken).toEqual([])
  expect(report.simulated.nominal).toBeGreaterThan(1_000)
  expect(report.processes.kills).toBe(3)
}, 600_000)

test('without fences the same would show writes of those who had lost their lease', async () => {
  await using own = await startOwnServices(context.env)
  const lived = await liveThrough(own, [{ seed: 5, date: '2026-06-11', days: 1 }], { fenced: false })
  expect(lived.flatMap(({ broken }) => broken).join()).toContain('after somebody else')
}, 600_000)
