import { DomainError } from '@fyntrix/domain/shared'
import { expect, test } from 'vitest'
import { runLockLifetime } from '../top-picks/run-lock.ts'
import { settlementOf, settlementOfError } from './settlement.ts'

const claim = (attempts: number) => ({
  jobId: 'a.job',
  nominalAt: Date.parse('2026-06-12T04:00:00.000Z'),
  epoch: 1,
  attempts,
  caughtUp: false,
  trigger: 'schedule' as const,
})

/** milliseconds from the first attempt to the last, and how it ends */
const course = (outcomeOf: (attempts: number) => ReturnType<typeof settlementOf>) => {
  let waited = 0
  for (let attempts = 1; attempts < 100; attempts++) {
    const { state, reason, pauseMs } = outcomeOf(attempts)
    if (state !== 'planned') return { waited, attempts, state, reason }
    waited += pauseMs ?? 0
  }
  throw new Error('it never ends')
}

test('what somebody else is at is tried for longer than a lock stands whose holder was killed', () => {
  const busy = course((attempts) =>
    settlementOf(claim(attempts), { status: 'skipped', why: 'busy', reason: 'a run is in progress' }),
  )
  expect(busy).toMatchObject({ state: 'skipped', reason: 'overlap' })
  expect(busy.waited).toBeGreaterThan(runLockLifetime)
})

test('what is away is tried five times within a minute; a defect and what is missing are final at once', () => {
  const away = course((attempts) => settlementOfError(claim(attempts), new DomainError('unavailable', 'Redis is away')))
  expect(away).toMatchObject({ attempts: 5, state: 'skipped', reason: 'dependency' })
  expect(away.waited).toBeLessThan(60_000)
  expect(settlementOfError(claim(1), new Error('a defect'))).toEqual({ state: 'failed', error: 'a defect' })
  expect(settlementOf(claim(1), { status: 'skipped', why: 'refused', reason: 'no list' })).toMatchObject({
    state: 'skipped',
    reason: 'dependency',
  })
})
