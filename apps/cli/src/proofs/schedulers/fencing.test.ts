import { expect, test } from 'vitest'
import { readEnvironment } from '../../env.ts'
import { proveFencing } from './fencing.proof.ts'

const context = { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date() }

test('a holder that was stopped past its lease writes nothing once another has taken over, directly and through a pooler', async () => {
  const report = await proveFencing(context, { n: 3, seed: 5, lease: 300, pairs: 1 })
  expect(report.broken).toEqual([])
  for (const tally of Object.values(report.ways)) {
    expect(tally).toMatchObject({ trials: 3, staleWrites: 0 })
    expect(tally.refused + tally.lost).toBeGreaterThan(0)
  }
  expect(Object.keys({ ...report.ways, ...report.skipped })).toEqual(['directly', 'through pgbouncer'])
}, 600_000)

test('without the fence the same proof finds stale writes', async () => {
  const options = { n: 3, seed: 5, lease: 300, pairs: 1, fenced: false, only: 'directly' } as const
  const report = await proveFencing(context, options)
  expect(report.ways.directly?.staleWrites).toBeGreaterThan(0)
  expect(report.broken.join('\n')).toContain('stale writes')
}, 600_000)
