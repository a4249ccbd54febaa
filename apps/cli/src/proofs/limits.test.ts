import { expect, test } from 'vitest'
import { readEnvironment } from '../env.ts'
import { proveLimits } from './limits.proof.ts'

test('clients of one key on several server processes get exactly as many answers as the key has points', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const report = await proveLimits(context, { servers: 2, clients: 8, limit: 100 })
  expect(report).toMatchObject({ broken: [], answered: 100, limited: 8 * 20 - 100 })
}, 600_000)
