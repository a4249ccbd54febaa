import { GateVerdict } from '@fyntrix/domain/policies'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../statistics/index.ts'
import { type GateOptions, gateOf, type PairedReturn } from './index.ts'

const options: GateOptions = { against: 'active-policy', span: 1, seed: 11 }
const pair = (difference: number): PairedReturn => ({ candidateReturnPct: 2 + difference, activeReturnPct: 2 })
/** `count` sessions of five pairs whose differences take turns. */
const sessions = (count: number, ...differences: readonly number[]): PairedReturn[][] =>
  Array.from({ length: count }, (_, i) =>
    Array.from({ length: 5 }, (_, j) => pair(differences[(5 * i + j) % differences.length] ?? 0)),
  )

describe('the gate', () => {
  test('opens for a candidate that is better on average: differences 1 and −0.5, mean 0.25', () => {
    const verdict = gateOf(sessions(20, 1, -0.5), options)
    expect(verdict).toMatchObject({ passed: true, against: 'active-policy', n: 100, sessions: 20, reasons: [] })
    expect(verdict.meanDifferencePct).toBeCloseTo(0.25, 12)
    expect(verdict.interval?.low).toBeGreaterThan(0)
    expect(GateVerdict.parse(verdict)).toEqual(verdict)
  })

  test('stays shut for a candidate that is no other, and for one that is worse', () => {
    const same = gateOf(sessions(40, 0), { ...options, against: 'plan' })
    expect(same).toMatchObject({ passed: false, against: 'plan', interval: { low: 0, high: 0 } })
    expect(same.reasons).toEqual(['not certainly better: the interval begins at 0.000 %'])
    expect(gateOf(sessions(40, -0.1), options).passed).toBe(false)
  })

  test('stays shut for a gain that chance explains: one session of +20 among forty of −0.1', () => {
    const lucky = [...sessions(40, -0.1), ...sessions(1, 20)]
    const verdict = gateOf(lucky, options)
    expect(verdict.meanDifferencePct).toBeGreaterThan(0)
    expect(verdict.passed).toBe(false)
  })

  test.each([
    {
      reason: '99 pairs, 100 are needed',
      data: [...sessions(19, 1), ...sessions(1, 1).map((one) => one.slice(1))],
      minimum: { minimumPairs: 99 },
    },
    {
      reason: '19 sessions, 20 are needed',
      data: sessions(19, 1).map((one) => [...one, pair(1)]),
      minimum: { minimumSessions: 19 },
    },
  ])('says that it has $reason', ({ reason, data, minimum }) => {
    expect(gateOf(data, options)).toMatchObject({ passed: false, reasons: [reason] })
    expect(gateOf(data, { ...options, ...minimum })).toMatchObject({ passed: true, reasons: [] })
  })

  test('does not count sessions without a pair', () => {
    expect(gateOf([...sessions(19, 1), []], options)).toMatchObject({ sessions: 19, passed: false })
  })

  test('says all that is missing of nothing', () => {
    expect(gateOf([], options)).toEqual({
      passed: false,
      against: 'active-policy',
      n: 0,
      sessions: 0,
      meanDifferencePct: null,
      interval: null,
      reasons: [
        '0 pairs, 100 are needed',
        '0 sessions, 20 are needed',
        '0 sessions in blocks of 1 are too few for an interval',
      ],
    })
    const one = gateOf([[pair(1)]], options)
    expect(one).toMatchObject({ n: 1, sessions: 1, meanDifferencePct: 1, interval: null, passed: false })
  })

  test('is less certain where outcomes of neighbouring sessions overlap', () => {
    const random = seededRandom(5)
    const days = Array.from({ length: 84 }, () => random() - 0.4)
    const overlapping = Array.from({ length: 80 }, (_, i) =>
      sessions(
        1,
        days.slice(i, i + 5).reduce((a, b) => a + b, 0),
      ).flat(),
    )
    const width = (span: number): number => {
      const { interval } = gateOf(overlapping, { ...options, span })
      return interval ? interval.high - interval.low : Number.NaN
    }
    expect(width(5)).toBeGreaterThan(1.3 * width(1))
  })

  test('gives the same verdict for the same seed, and refuses returns that are none', () => {
    const noisy = sessions(30, 0.3, -1, 2, 0.1, -0.9, 0.4, 0.7)
    expect(gateOf(noisy, options)).toEqual(gateOf(noisy, options))
    expect(() => gateOf([[pair(Number.NaN)]], options)).toThrow(RangeError)
  })
})
