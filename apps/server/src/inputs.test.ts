import { expect, test } from 'vitest'
import { testServer } from './testing/index.ts'
import { bombard } from './testing/inputs/index.ts'

const server = await testServer({ callsPerMinute: 1_000_000_000 })

test('whatever an admin sends to whichever procedure, no answer is an error of the server', async () => {
  const report = await bombard({ url: server.url(), key: await server.key('admin'), n: 25, seed: 1 })
  expect(report.broken).toEqual([])
  // each by itself, whatever it was sent along with: but for those that no address can carry
  expect(report.calls).toBeGreaterThan(0.95 * 25 * Object.keys(report.answers).length)
  // inputs that no schema lets through would prove nothing
  const reached = Object.values(report.answers).filter(
    (answers) => 'ok' in answers || 'not-found' in answers || 'refused' in answers,
  )
  expect(reached.length).toBeGreaterThan(0.8 * Object.keys(report.answers).length)
})
