import type { FollowedPick } from '@fyntrix/domain/positions'
import { describe, expect, test } from 'vitest'
import { standingAmong } from './stand.ts'

const hour = 3_600_000
const start = Date.parse('2026-05-13T03:45:00.000Z')
const at = (hours: number): string => new Date(start + hours * hour).toISOString()

type Signalled = Pick<FollowedPick, 'universe' | 'mode' | 'symbol' | 'direction' | 'signalAt'>
const pick = (hours: number, other: Partial<Signalled> = {}): Signalled => ({
  universe: 'nifty50',
  mode: 'intraday',
  symbol: 'INFY',
  direction: 'LONG',
  signalAt: at(hours),
  ...other,
})

/** follows picks for two hours each, and notes which were */
const stand = (picks: readonly Signalled[], lasts = 2) =>
  standingAmong(picks, (one) => ({ one, endsAt: Date.parse(one.signalAt) + lasts * hour })).map(({ one }) => one)

describe('of the picks of one symbol and direction', () => {
  test('the earliest stands, and those before its end are no other positions', () => {
    const picks = [pick(0), pick(1), pick(1.9)]
    expect(stand(picks)).toEqual([picks[0]])
  })

  test('one at or after its end is another position, which stands in turn', () => {
    const picks = [pick(0), pick(1), pick(2), pick(3), pick(4.5)]
    expect(stand(picks)).toEqual([picks[0], picks[2], picks[4]])
  })

  test('one whose end nobody knows stands for ever', () => {
    const picks = [pick(0), pick(1_000)]
    expect(stand(picks, Number.POSITIVE_INFINITY)).toEqual([picks[0]])
  })

  test('a pick that is no position keeps nobody out: it is not even followed', () => {
    const followed: string[] = []
    standingAmong([pick(0), pick(1), pick(2.5)], ({ signalAt }) => {
      followed.push(signalAt)
      return { endsAt: Date.parse(signalAt) + 2 * hour }
    })
    expect(followed).toEqual([at(0), at(2.5)])
  })
})

test.each([
  ['symbol', { symbol: 'TCS' }],
  ['direction', { direction: 'SHORT' }],
  ['universe', { universe: 'banknifty' }],
  ['mode', { mode: 'swing' }],
] as const)('another %s is another position', (_, other) => {
  const picks = [pick(0), pick(1, other)]
  expect(stand(picks)).toEqual(picks)
})
