import { nse } from '@fyntrix/calendar'
import { openTestDatabase } from '@fyntrix/db/testing'
import { defineJob, onSessionsAt, sessionMonitor } from '@fyntrix/domain/jobs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { standingClock } from '../shared/index.ts'
import { createNominalTimes } from './nominal-times.ts'
import { replayDay } from './replay-day.ts'

const payload = z.object({})
const monitor = defineJob({ id: 'a.monitor', ...sessionMonitor, payload, input: {} })
const early = defineJob({ id: 'before.open', schedule: onSessionsAt('08:00'), payload, input: {} })

const replayed = async (date: string) => {
  await using ledger = await openTestDatabase()
  const clock = standingClock(new Date('2020-01-01T00:00:00.000Z'))
  const seen: string[] = []
  const report = await replayDay(
    {
      db: ledger.database,
      bindings: [monitor, early].map((definition) => ({
        definition,
        handle: ({ nominal }) => {
          seen.push(
            `${definition.id} ${nominal.toISOString().slice(11, 16)} ${clock.now().toISOString().slice(11, 16)}`,
          )
          return Promise.resolve({ status: 'ran', result: null })
        },
      })),
      times: createNominalTimes(nse),
      calendar: nse,
      clock,
    },
    date,
  )
  return { report, seen }
}

test('a session: every job at its time, by the clock of the market, and every time has its entry', async () => {
  const { report, seen } = await replayed('2026-01-09')
  expect(report.session).toMatchObject({ kind: 'regular' })
  expect(report.nominal).toBe(80)
  expect(report.occurrences.map(({ state }) => state)).toEqual(Array(80).fill('ran'))
  expect(seen.slice(0, 2)).toEqual(['before.open 02:30 02:30', 'a.monitor 03:45 03:45'])
})

test('a holiday: nothing runs, and every time says so', async () => {
  const { report, seen } = await replayed('2026-01-26')
  expect(report.session).toBeNull()
  expect(seen).toEqual([])
  expect(new Set(report.occurrences.map(({ reason }) => reason))).toEqual(new Set(['holiday']))
  expect(report.occurrences).toHaveLength(80)
})

test('an evening or midday of Muhurat: the session is followed in its hours', async () => {
  const { report } = await replayed('2025-10-21')
  expect(report.session).toMatchObject({ kind: 'muhurat' })
  expect(report.occurrences.map(({ nominalAt }) => nominalAt.slice(11, 16)).slice(0, 2)).toEqual(['02:30', '08:15'])
})
