import { createNseCalendar, nse } from '@fyntrix/calendar'
import { afterClose, afterOpen, dailyAt, onSessionsAt, type Schedule, sessionMonitor } from '@fyntrix/domain/jobs'
import { outcomesJob } from '@fyntrix/domain/pick-events'
import { topPicksJobs } from '@fyntrix/domain/top-picks'
import { describe, expect, test } from 'vitest'
import { jobCatalogue } from './catalogue.ts'
import { createNominalTimes } from './nominal-times.ts'

const times = createNominalTimes(nse)
const ist = (text: string) => Date.parse(`${text}:00+05:30`)
const inIst = (at: number) => new Date(at + 330 * 60_000).toISOString().slice(11, 16)

/** what a schedule says of a day, as exchange times; `-` before what is skipped */
const on = (schedule: Schedule, date: string) =>
  times
    .between(schedule, ist(`${date}T00:00`) - 1, ist(`${date}T23:59`))
    .map(({ at, skip }) => `${skip === null ? '' : '-'}${inIst(at)}`)

const picks = (id: string): Schedule => {
  const found = topPicksJobs.find((job) => job.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found.schedule
}

describe('the times of the original, on the exchange calendar', () => {
  test('before the open each mode has its minute', () => {
    expect(
      ['scalping', 'intraday', 'swing', 'options', 'futures'].flatMap((mode) =>
        on(picks(`top-picks.pre-open.nifty50.${mode}`), '2026-01-09'),
      ),
    ).toEqual(['08:00', '08:03', '08:06', '08:09', '08:12'])
  })

  test('hourly runs end with the last quarter of an hour, those for swing with the session', () => {
    const hourly = (mode: string) => on(picks(`top-picks.hourly.nifty50.${mode}`), '2026-01-09')
    expect(hourly('intraday')).toEqual(['09:33', '10:33', '11:33', '12:33', '13:33', '14:33'])
    expect(hourly('swing')).toEqual(['09:36', '10:36', '11:36', '12:36', '13:36', '14:36'])
    const cycle = on(picks('top-picks.scalping-cycle.nifty50.scalping'), '2026-01-09')
    expect([cycle[0], cycle.at(-1), cycle.length]).toEqual(['09:20', '15:10', 36])
  })

  test('monitors look from the open until a quarter of an hour after the close', () => {
    const looks = on(sessionMonitor.schedule, '2026-01-09')
    expect([looks[0], looks.at(-1), looks.length]).toEqual(['09:15', '15:45', 79])
  })
})

test('a holiday on a weekday has the times of an ordinary session, all skipped for that reason', () => {
  const ofSessions = jobCatalogue.filter(({ schedule }) => schedule.kind !== 'cron' || schedule.days === 'sessions')
  expect(jobCatalogue.length - ofSessions.length).toBe(2)
  for (const { id, schedule } of ofSessions) {
    const found = times.between(schedule, ist('2026-01-26T00:00') - 1, ist('2026-01-26T23:59'))
    expect([id, ...new Set(found.map(({ skip }) => skip?.reason))]).toEqual([id, 'holiday'])
  }
  expect(on(sessionMonitor.schedule, '2026-01-26')).toEqual(
    on(sessionMonitor.schedule, '2026-01-09').map((at) => `-${at}`),
  )
})

test('a weekend has none, unless the exchange trades', () => {
  expect(on(onSessionsAt('08:06'), '2026-01-10')).toEqual([])
  expect(on(picks('top-picks.hourly.nifty50.intraday'), '2026-02-01')).toHaveLength(6)
  expect(on(dailyAt('06:10'), '2026-01-10')).toEqual(['06:10'])
})

test('a Muhurat session brings its own hours', () => {
  // 13:45 to 14:45
  const cycle = on(picks('top-picks.scalping-cycle.nifty50.scalping'), '2025-10-21')
  expect(cycle).toEqual(['13:50', '14:00', '14:10', '14:20'])
  expect(on(picks('top-picks.hourly.nifty50.swing'), '2025-10-21')).toEqual(['14:36'])
  expect(on(sessionMonitor.schedule, '2025-10-21').at(-1)).toBe('15:00')
  // 18:15 to 19:15 in 2023: outcomes wait for the close of the evening
  const [outcomes] = on(outcomesJob.schedule, '2023-11-12')
  expect(outcomes && outcomes > '19:15').toBe(true)
})

test('between two stretches of trading runs are skipped, and monitors look on', () => {
  const split = nse.sessionsBetween(nse.range.first, nse.range.last).find(({ intervals }) => intervals.length > 1)
  if (split === undefined) throw new Error('there was a session of two stretches in 2024')
  const cycle = on(picks('top-picks.scalping-cycle.nifty50.scalping'), split.date)
  expect(cycle.filter((at) => at.startsWith('-')).length).toBeGreaterThan(0)
  expect(cycle.filter((at) => !at.startsWith('-')).length).toBeGreaterThan(0)
  expect(on(sessionMonitor.schedule, split.date).filter((at) => at.startsWith('-'))).toEqual([])
})

test('stretches that follow each other hold every time once, however they are cut, and each is the next of the one before', () => {
  const [from, to] = [ist('2025-10-17T00:00'), ist('2025-10-27T00:00')]
  for (const { schedule } of jobCatalogue) {
    const whole = times.between(schedule, from, to)
    const cuts = [from, ...whole.filter((_, i) => i % 3 === 0).map(({ at }) => at), to]
    const pieces = cuts.slice(1).flatMap((cut, i) => times.between(schedule, cuts[i] ?? 0, cut))
    expect(pieces).toEqual(whole)
    whole.reduce((before, time) => {
      expect(times.next(schedule, before)).toEqual(time)
      return time.at
    }, from)
  }
})

test('beyond the calendar nothing is known of sessions, and every day goes on', () => {
  const end = Date.parse(`${nse.range.last}T23:59:59.999+05:30`)
  const sessions: Schedule = { kind: 'during', pattern: '*/5 * * * *', from: afterOpen(0), to: afterClose(0) }
  expect(times.knownThrough(sessions, end + 86_400_000)).toBe(end)
  expect(times.next(sessions, end)).toBeNull()
  expect(times.knownThrough(dailyAt('06:10'), end + 86_400_000)).toBe(end + 86_400_000)
  expect(times.next(dailyAt('06:10'), end)?.at).toBe(end + 1 + 370 * 60_000)
  expect(() => createNominalTimes(createNseCalendar()).between(sessions, end, end + 86_400_000)).toThrow('calendar')
})
