import { describe, expect, test } from 'vitest'
import { dayNumber, isWeekend } from '../ist.ts'
import { closures } from './closures.ts'
import { specialSessions } from './special-sessions.ts'
import { closingAuctionHours, derivativesClose, preOpenHours, regularHours } from './trading-hours.ts'
import { builtInRange, weekdaySources } from './weekday-sources.ts'

const builtInSource = /^(inferred from candles|package \S+@\S+|spec|unverified)$/

describe('built-in tables', () => {
  test.for([
    ['closures', closures.map(({ date }) => date)],
    ['special sessions', specialSessions.map(({ date }) => date)],
  ] as const)('%s are sorted, unique and inside the range', ([, dates]) => {
    expect(dates).toEqual([...new Set(dates)].sort())
    expect(dates.every((date) => builtInRange.first <= date && date <= builtInRange.last)).toBe(true)
  })

  test('every closure is an exception to the weekday rule, and no day is closed and in session', () => {
    expect(closures.filter(({ date }) => isWeekend(dayNumber(date)))).toEqual([])
    const sessions = new Set(specialSessions.map(({ date }) => date))
    expect(closures.filter(({ date }) => sessions.has(date))).toEqual([])
  })

  test('every row names one permitted source', () => {
    const rules = [regularHours, preOpenHours, closingAuctionHours, derivativesClose].flat()
    const sources = [...closures, ...specialSessions, ...weekdaySources, ...rules].map(({ source }) => source)
    const hoursSources = specialSessions.map(({ hoursSource }) => hoursSource)
    expect([...sources, ...hoursSources].filter((source) => !builtInSource.test(source))).toEqual([])
  })

  test('nothing after the last recorded candle claims to be inferred from candles', () => {
    const later = [...closures, ...specialSessions].filter(({ date }) => date > '2026-07-10')
    expect(later.map(({ source }) => source)).not.toContain('inferred from candles')
  })

  test('the intervals of special sessions follow each other', () => {
    const edges = specialSessions.map(({ date, intervals }) => [date, ...intervals.flat()])
    expect(edges).toEqual(edges.map(([date, ...times]) => [date, ...[...new Set(times)].sort()]))
  })

  test('every Diwali has its Muhurat session', () => {
    const years = specialSessions.filter(({ kind }) => kind === 'muhurat').map(({ date }) => date.slice(0, 4))
    expect(years).toEqual(Array.from({ length: 11 }, (_, year) => String(2016 + year)))
  })
})
