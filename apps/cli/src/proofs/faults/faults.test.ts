import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { proveFaults } from './faults.proof.ts'

test('a mutation that meets a fault is done once or not at all, says so, and needs no hand', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const only = ['preferences.update', 'memory.set']
  const { broken, mutations, faults } = await proveFaults(context, { n: 1, seed: 1, only, pauseMs: 1_000 })
  expect(broken).toEqual([])
  expect(mutations).toBe(only.length)
  expect(Object.keys(faults)).toContain('PostgreSQL restarted')
  // what lives in Redis goes on without PostgreSQL, what is a fact does not
  expect(faults['PostgreSQL away']).toMatchObject({ calls: 2, done: 1, unavailable: 1, doneAllTheSame: 0 })
}, 600_000)
