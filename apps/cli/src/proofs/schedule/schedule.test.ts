import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { killProcesses } from './kills.ts'
import { liveThrough } from './worlds.ts'

const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }

test('daemons that die, stall and lose answers account for every nominal time, and none has its effect twice or stale', async () => {
  await using own = await startOwnServices(context.env)
  // a holiday and a session
  const lived = await liveThrough(own, [{ seed: 3, date: '2026-01-26', days: 2 }])
  expect(lived).toMatchObject([{ broken: [] }])
  expect(lived[0]?.byState['ran']).toBeGreaterThan(0)
  expect(lived[0]?.byState['skipped (holiday)']).toBeGreaterThan(400)
  expect(lived[0]?.kills).toBeGreaterThan(0)

  // without fences a day soon shows writes of those who had lost their lease
  const stale: string[] = []
  for (let seed = 3; seed < 15 && stale.length === 0; seed++) {
    const [day] = await liveThrough(own, [{ seed, date: '2026-01-27', days: 1 }], { fenced: false, longOneIn: 2 })
    stale.push(...(day?.broken.filter((problem) => problem.includes('after somebody else')) ?? []))
  }
  expect(stale.length).toBeGreaterThan(0)

  expect(await killProcesses(context, own, { kills: 2, seed: 1 })).toMatchObject({ broken: [], kills: 2 })
}, 600_000)
