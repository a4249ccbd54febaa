import type { JobDefinition, MissedPolicy, OverlapPolicy } from '@fyntrix/domain/jobs'
import { overlapPolicies } from '@fyntrix/domain/jobs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ActiveOccurrence, triage } from './triage.ts'

const now = Date.parse('2026-01-09T05:00:00Z')
const minute = 60_000

const waiting = (minutesAgo: number, more: Partial<ActiveOccurrence> = {}): ActiveOccurrence => ({
  nominalAt: now - minutesAgo * minute,
  trigger: 'schedule',
  state: 'planned',
  dueAt: now - minutesAgo * minute,
  attempts: 0,
  leaseUntil: null,
  cancelRequested: false,
  caughtUp: false,
  ...more,
})
const running = (minutesAgo: number, leaseUntil = now + 1_000): ActiveOccurrence =>
  waiting(minutesAgo, { state: 'running', attempts: 1, leaseUntil })

const policies = (
  overlap: OverlapPolicy,
  missed: MissedPolicy = { policy: 'all', cap: 100 },
): Pick<JobDefinition, 'windowMs' | 'missed' | 'overlap'> => ({ windowMs: 60 * minute, missed, overlap })

/** what becomes of each, by minutes ago */
const became = (rules: ReturnType<typeof policies>, active: readonly ActiveOccurrence[], paused = false) =>
  Object.fromEntries(
    triage(rules, active, now, paused).map((one) => [
      (now - one.nominalAt) / minute,
      one.become === 'skipped' ? one.reason : one.become,
    ]),
  )

describe('while one runs', () => {
  const two = [running(2), waiting(1), waiting(0)]
  test.each([
    ['skip', { 1: 'overlap', 0: 'overlap' }],
    ['buffer-one', { 0: 'overlap' }],
    ['buffer-all', {}],
    ['cancel-other', { 2: 'cancelling', 1: 'superseded' }],
    ['terminate-other', { 2: 'superseded', 1: 'superseded', 0: 'running' }],
    ['allow-all', { 1: 'running', 0: 'running' }],
  ] as const)('%s', (overlap, expected) => {
    expect(became(policies(overlap), two)).toEqual(expected)
  })

  test('a back-fill lets what is due now go first, and what comes while one of it runs waits instead of being skipped', () => {
    const backfill = { trigger: 'backfill' } as const
    const past = [waiting(300, backfill), waiting(200, backfill)]
    expect(became(policies('skip'), [...past, waiting(0)])).toEqual({ 0: 'running' })
    expect(became(policies('skip'), past)).toEqual({ 300: 'running' })
    expect(became(policies('skip'), [{ ...running(300), ...backfill }, waiting(200, backfill), waiting(0)])).toEqual({})
  })

  test.each(['cancel-other', 'terminate-other'] as const)(
    '%s leaves a back-fill alone, which waits its turn',
    (overlap) => {
      const backfill = { trigger: 'backfill' as const, dueAt: now }
      expect(became(policies(overlap), [waiting(500, backfill), waiting(400, backfill), waiting(0)])).toEqual({
        0: 'running',
      })
      expect(became(policies(overlap), [{ ...running(500), ...backfill }, waiting(0)])).toEqual({})
      expect(became(policies(overlap), [waiting(500, backfill), waiting(400, backfill)])).toEqual({ 500: 'running' })
    },
  )

  test('one that was asked to stop is not asked again, and its successor waits for it', () => {
    expect(became(policies('cancel-other'), [{ ...running(2), cancelRequested: true }, waiting(0)])).toEqual({})
  })
})

describe('what nobody could begin in time', () => {
  const late = [waiting(50), waiting(30), waiting(10)]
  test.each([
    [{ policy: 'skip' }, { 50: 'window', 30: 'window', 10: 'window' }],
    [{ policy: 'latest' }, { 50: 'superseded', 30: 'superseded', 10: 'running' }],
    [
      { policy: 'all', cap: 2 },
      { 50: 'superseded', 30: 'running' },
    ],
  ] as const)('%j', (missed, expected) => {
    expect(became(policies('buffer-all', missed), late)).toEqual(expected)
  })

  test('of the latest only the newest counts, be it late or not', () => {
    expect(became(policies('skip', { policy: 'latest' }), [waiting(10), waiting(0)])).toEqual({
      10: 'superseded',
      0: 'running',
    })
  })

  test('beyond its window none of them runs', () => {
    expect(became(policies('skip', { policy: 'latest' }), [waiting(90), waiting(70)])).toEqual({
      90: 'window',
      70: 'window',
    })
  })

  test('its jitter is waited for, and it is the only one then', () => {
    const [old, newest] = [waiting(10, { dueAt: now + 5_000 }), waiting(5, { dueAt: now + 9_000 })]
    expect(became(policies('skip', { policy: 'latest' }), [old, newest])).toEqual({ 10: 'superseded' })
  })

  test('who asks by hand wants it however late it is', () => {
    expect(became(policies('skip', { policy: 'skip' }), [waiting(500, { trigger: 'manual' })])).toEqual({
      500: 'running',
    })
  })
})

test('a lease that ended is taken over, five times at most, and not when somebody cancelled it', () => {
  expect(became(policies('skip'), [running(5, now)])).toEqual({ 5: 'running' })
  expect(became(policies('skip'), [{ ...running(5, now - 1), attempts: 5 }])).toEqual({ 5: 'failed' })
  expect(became(policies('skip'), [{ ...running(5, now - 1), cancelRequested: true }, waiting(0)])).toEqual({
    5: 'failed',
    0: 'running',
  })
})

test('what began in time is not caught up, however late it is taken over or tried again', () => {
  const caughtUp = (one: ActiveOccurrence) =>
    triage(policies('skip'), [one], now, false).map((decision) => decision.become === 'running' && decision.caughtUp)
  expect(caughtUp(running(5, now))).toEqual([false])
  expect(caughtUp(waiting(5, { attempts: 1 }))).toEqual([false])
  expect(caughtUp(waiting(5))).toEqual([true])
  expect(caughtUp({ ...running(5, now), caughtUp: true })).toEqual([true])
})

test('a pause skips what the schedule wants, and nothing that a person asks for', () => {
  const active = [waiting(1), waiting(0, { trigger: 'manual' })]
  expect(became(policies('skip'), active, true)).toEqual({ 1: 'paused', 0: 'running' })
})

test('whatever meets, each is decided at most once, at most one runs unless all may, and repeating it ends', () => {
  const occurrence = fc.record({
    ago: fc.integer({ min: 0, max: 90 }),
    trigger: fc.constantFrom('schedule', 'manual', 'backfill'),
    state: fc.constantFrom('planned', 'running'),
    due: fc.integer({ min: -90, max: 5 }),
    attempts: fc.integer({ min: 0, max: 6 }),
    lease: fc.integer({ min: -10, max: 10 }),
    cancelRequested: fc.boolean(),
  })
  const missed = fc.oneof(
    fc.constantFrom<MissedPolicy>({ policy: 'skip' }, { policy: 'latest' }),
    fc.integer({ min: 1, max: 5 }).map((cap): MissedPolicy => ({ policy: 'all', cap })),
  )
  fc.assert(
    fc.property(
      fc.uniqueArray(occurrence, { selector: ({ ago }) => ago, maxLength: 12 }),
      fc.constantFrom(...overlapPolicies),
      missed,
      fc.boolean(),
      (drawn, overlap, rule, paused) => {
        const rules = policies(overlap, rule)
        let drawnRunning = 0
        const active = drawn
          .toSorted((a, b) => b.ago - a.ago)
          .map(({ ago, due, lease, ...one }): ActiveOccurrence => {
            // a ledger never has two that run, unless all may
            const state =
              one.state === 'running' && (overlap === 'allow-all' || drawnRunning++ === 0) ? 'running' : 'planned'
            return {
              ...one,
              state,
              cancelRequested: state === 'running' && one.cancelRequested,
              caughtUp: false,
              nominalAt: now - ago * minute,
              dueAt: now + due * minute,
              leaseUntil: state === 'running' ? now + lease * 1_000 : null,
            }
          })
        const decisions = triage(rules, active, now, paused)
        const seen = decisions.map(({ nominalAt }) => nominalAt)
        expect(new Set(seen).size).toBe(seen.length)
        const after = active.flatMap((one): ActiveOccurrence[] => {
          const decision = decisions.find(({ nominalAt }) => nominalAt === one.nominalAt)
          if (decision === undefined) return [one]
          if (decision.become === 'cancelling') return [{ ...one, cancelRequested: true }]
          return decision.become === 'running'
            ? [{ ...one, state: 'running', attempts: one.attempts + 1, leaseUntil: now + 10_000 }]
            : []
        })
        const runs = after.filter(({ state }) => state === 'running').length
        expect(overlap === 'allow-all' || runs <= 1).toBe(true)
        const again = triage(rules, after, now, paused)
        expect(again.filter(({ become }) => become === 'running')).toEqual([])
      },
    ),
    { numRuns: 2_000 },
  )
})
