import { type Log, silentLog } from '@fyntrix/services/shared'
import { topPicksJobDefinitions } from '@fyntrix/services/top-picks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Binding, startTimetable } from './timetable.ts'
import { topPicksBindings } from './top-picks/top-picks.binding.ts'

const wall = () => new Date()
const [definition] = topPicksJobDefinitions
if (!definition) throw new Error('there are no top-picks jobs')

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-01-09T07:59:30+05:30') }))
afterEach(() => vi.useRealTimers())

const everyMinute = (handle: Binding['handle']): Binding => ({
  definition: { ...definition, cron: '* * * * *' },
  handle,
})

describe('the timetable', () => {
  test('gives a handler the instant that the pattern names', async () => {
    const nominal: string[] = []
    const timetable = startTimetable(
      [
        everyMinute(async (at) => {
          nominal.push(at.toISOString())
          return { status: 'skipped', why: 'not-due', reason: 'test' }
        }),
      ],
      wall,
      silentLog,
    )
    await vi.advanceTimersByTimeAsync(120_000)
    await timetable.stop()
    expect(nominal).toEqual(['2026-01-09T02:30:00.000Z', '2026-01-09T02:31:00.000Z'])
  })

  test('goes on after a handler failed, and says which and why', async () => {
    const errors: unknown[] = []
    const log: Log = { ...silentLog, error: (facts) => void errors.push(facts) }
    const cause = new Error('no')
    const timetable = startTimetable([everyMinute(() => Promise.reject(cause))], wall, log)
    await vi.advanceTimersByTimeAsync(120_000)
    await timetable.stop()
    expect(errors).toHaveLength(2)
    expect(errors[0]).toMatchObject({ jobId: definition.id, err: cause })
  })

  test('reads patterns in exchange time: the first run of a day is at 08:00 in Asia/Kolkata', async () => {
    const bindings = topPicksBindings(() => Promise.resolve({ status: 'skipped', why: 'not-due', reason: 'test' }))
    const timetable = startTimetable(bindings, wall, silentLog)
    expect(timetable.next()?.toISOString()).toBe('2026-01-09T02:30:00.000Z')
    expect(timetable.size).toBe(topPicksJobDefinitions.length)
    await timetable.stop()
  })
})
