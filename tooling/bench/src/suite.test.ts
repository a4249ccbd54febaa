import { expect, test } from 'vitest'
import { runSuite } from './suite.ts'

test('cases take turns, warm up once, and are compared with the floor of their group', async () => {
  const turns: string[] = []
  const busy = (name: string, floor: boolean) => ({
    name,
    floor,
    group: 'g',
    unit: 'calls',
    prepare: async () => void turns.push(`prepare ${name}`),
    run: async () => {
      turns.push(name)
      return 10
    },
  })
  const rows = await runSuite([busy('ours', false), busy('bare', true)], { rounds: 2 })
  const round = ['prepare ours', 'ours', 'prepare bare', 'bare']
  expect(turns).toEqual([...round, ...round, ...round])
  expect(rows.map((row) => row.rounds)).toEqual([2, 2])
  expect(rows[1]?.timesFloor).toBe(1)
  expect(rows[0]?.unitsPerSecond).toBeGreaterThan(0)
})

test('a case that times each unit itself is given with quantiles, and by its own time', async () => {
  const [row] = await runSuite(
    [{ name: 'a', group: 'g', unit: 'calls', run: async () => ({ units: 3, samplesMs: [1, 2, 3], elapsedMs: 6 }) }],
    { rounds: 3 },
  )
  expect(row).toMatchObject({ medianMs: 6, msPerUnit: 2, p50Ms: 2, p99Ms: 2.98, unitsPerSecond: 500 })
})
