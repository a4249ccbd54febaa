import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atIst, dateOfDay, dayMs, dayNumber } from './ist.ts'
import { nse } from './nse.ts'

const sessions = nse.sessionsBetween(nse.range.first, nse.range.last)
const firstInstant = atIst(nse.range.first, '00:00')
const lastInstant = atIst(nse.range.last, '00:00') + dayMs - 1

const position = fc.integer({ min: 0, max: sessions.length - 1 })
const instant = fc.integer({ min: firstInstant, max: lastInstant })
const date = fc.integer({ min: dayNumber(nse.range.first), max: dayNumber(nse.range.last) }).map(dateOfDay)
const fno = fc.constantFrom(undefined, true, false)

/** The session at a position that the property has drawn. */
const session = (at: number) => sessions[at] ?? expect.fail(`no session ${at}`)

describe('properties of the NSE calendar', () => {
  test('next and previous undo each other on sessions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: sessions.length - 2 }), (at) => {
        const { date } = session(at)
        expect(nse.previousSession(nse.nextSession(date).date).date).toBe(date)
        expect(nse.nextSession(nse.previousSession(date).date).date).toBe(date)
      }),
    )
  })

  test('steps over sessions add up', () => {
    fc.assert(
      fc.property(position, position, position, (from, by, to) => {
        const direct = nse.addSessions(session(from).date, to - from)
        const byWay = nse.addSessions(nse.addSessions(session(from).date, by - from).date, to - by)
        expect(byWay).toBe(direct)
        expect(direct).toBe(session(to))
      }),
    )
  })

  test('the sessions between two dates are those whose date lies between them', () => {
    fc.assert(
      fc.property(date, date, (from, to) => {
        const expected = sessions.filter((each) => from <= each.date && each.date <= to)
        expect(nse.sessionsBetween(from, to)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('trading minutes add up and never run backwards', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const whole = nse.tradingMinutesBetween(a, c)
        expect(nse.tradingMinutesBetween(a, b) + nse.tradingMinutesBetween(b, c)).toBeCloseTo(whole, 6)
        expect(Math.sign(whole)).toBeOneOf([0, Math.sign(c - a)])
        expect(Math.abs(whole)).toBeLessThanOrEqual(Math.abs(c - a) / 60_000)
      }),
    )
  })

  test('the bars of a day tile its trading time', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 400 }), (day, minutes) => {
        const starts = nse.intervalStarts(day, minutes)
        const traded = starts.map((start) =>
          nse.tradingMinutesBetween(start, Math.min(start + minutes * 60_000, nse.nextClose(start))),
        )
        const total = nse.tradingMinutesBetween(atIst(day, '00:00'), atIst(day, '00:00') + dayMs - 1)
        expect(traded.reduce((sum, each) => sum + each, 0)).toBeCloseTo(total, 6)
        for (const start of starts) expect(nse.phaseAt(start, { fno: false })).toBe('open')
      }),
    )
  })

  test('phases partition each day and only move forward', () => {
    const day = /^closed( pre-open open( break open)*( closing-auction)?( close-pending)? closed)?$/
    fc.assert(
      fc.property(date, fno, (date, known) => {
        const start = atIst(date, '00:00')
        const phases = Array.from({ length: 1440 }, (_, minute) => nse.phaseAt(start + minute * 60_000, { fno: known }))
        const changes = phases.filter((phase, minute) => phase !== phases[minute - 1])
        expect(changes.join(' ')).toMatch(day)
        expect(changes.length > 1).toBe(nse.isSession(date))
      }),
      { numRuns: 60 },
    )
  })

  test('a name outside the auction trades in all of the trading minutes of a day', () => {
    fc.assert(
      fc.property(date, (date) => {
        const start = atIst(date, '00:00')
        const minutes = Array.from({ length: 1440 }, (_, minute) => start + minute * 60_000)
        const open = minutes.filter((minute) => nse.phaseAt(minute, { fno: false }) === 'open')
        expect(open.length).toBe(nse.tradingMinutesBetween(start, start + dayMs - 1))
      }),
      { numRuns: 60 },
    )
  })

  test('a close is final only after all trading, and an unknown name waits longest', () => {
    fc.assert(
      fc.property(position, (at) => {
        const { date, close } = session(at)
        const unknown = nse.closeIsFinalAt(date)
        expect(nse.closeIsFinalAt(date, { fno: true })).toBeGreaterThan(close)
        expect(unknown).toBe(Math.max(...[true, false].map((known) => nse.closeIsFinalAt(date, { fno: known }))))
        expect(nse.phaseAt(unknown - 1)).not.toBe('closed')
        expect(nse.phaseAt(unknown)).toBe('closed')
      }),
    )
  })

  test('what is in progress has started or is about to, and what is closed has started', () => {
    fc.assert(
      fc.property(fc.integer({ min: atIst('2016-07-11', '15:40'), max: lastInstant }), fno, (now, known) => {
        const last = nse.lastSessionAt(now)
        const closed = nse.lastClosedSessionAt(now, { fno: known })
        expect(last.open).toBeLessThanOrEqual(now)
        expect(closed.close).toBeLessThan(now)
        const at = sessions.indexOf(last)
        expect([last, sessions[at - 1]]).toContain(closed)
        expect([last, sessions[at + 1], null]).toContain(nse.sessionAt(now))
      }),
    )
  })
})
