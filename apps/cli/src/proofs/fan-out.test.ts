import { expect, test } from 'vitest'
import { readEnvironment } from '../env.ts'
import { proveFanOut } from './fan-out.proof.ts'

test('runs over three worker processes are those of one process, also when a worker is killed amid them', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const report = await proveFanOut(context, { n: 3, seed: 7, lockMs: 2_000 })
  expect(report.broken).toEqual([])
  expect(report).toMatchObject({ n: 3, kills: 1 })
}, 600_000)
