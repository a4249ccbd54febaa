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
