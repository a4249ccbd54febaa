import { expect, test } from 'vitest'
import { readEnvironment } from '../env.ts'
import { proveAckedWrites } from './acked-writes.proof.ts'

test('a write that was acknowledged outlives the server that is killed, once and whole; one without an answer is whole or absent', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const report = await proveAckedWrites(context, { n: 2, seed: 3 })
  expect(report.broken).toEqual([])
  expect(report.acknowledged).toBeGreaterThan(0)
  expect(report.kinds).toBeGreaterThan(1)
}, 600_000)
