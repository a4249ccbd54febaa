import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { proveOutage } from './outage.proof.ts'

test('after twelve hours of outage each job catches up its latest time, spread, two at a time', async () => {
  const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }
  const report = await proveOutage(context, { jobs: 40, hours: 12 })
  expect(report).toMatchObject({ broken: [], ran: 40, mostAtOnce: 2 })
}, 600_000)
