import type { LastPrice } from '@fyntrix/domain/candles'
import type { LedgerEntry, MonitoredPosition, PositionPlan } from '@fyntrix/domain/portfolio'
import { describe, expect, test } from 'vitest'
import { priceEntry } from './price-entry.ts'
import { type PricedBy, pricePosition } from './price-position.ts'
import { replayLedger } from './replay-ledger.ts'
import { summarisePositions } from './summarise.ts'
import { actionOf, fillOf } from './testing/entries.ts'

const at = (price: number, staleReason: string | null = null, instant = '2026-02-01T10:00:00.000Z'): PricedBy => {
  const known: LastPrice = {
    symbol: 'INFY',
    price,
    at: instant,
    interval: '5minute',
    source: 'zerodha',
    simulated: false,
    provisional: false,
    ageSeconds: 60,
  }
  return { price: known, staleReason }
}
const unknown: PricedBy = { price: undefined, staleReason: null }
const planned = (stopLoss: number | null, target: number | null, setAt = '2026-01-20T00:00:00.000Z'): PositionPlan => ({
  symbol: 'INFY',
  exchange: 'NSE',
  product: 'CNC',
  stopLoss,
  target,
  setAt,
})
const held = (...entries: LedgerEntry[]) => {
  const [position] = replayLedger(entries)
  if (!position) throw new Error('there is no position')
  return position
}
const long = held(fillOf(1, [1, 'BUY', 10, '100'], { fees: '5' }))
const short = held(fillOf(1, [1, 'SELL', 10, '100']))
const codes = ({ alerts }: Pick<MonitoredPosition, 'alerts'>) => alerts.map(({ code }) => code)

describe('a position at a price', () => {
  test('is worth its shares, and has earned that less their cost', () => {
    expect(pricePosition(long, planned(90, 130), at(112.5))).toMatchObject({
      direction: 'LONG',
      value: '1125.0000',
      cost: '1000.0000',
      unrealised: '125.0000',
      fees: '5.0000',
      returnPct: 12.5,
      distanceToStopPct: 20,
    })
    expect(pricePosition(short, planned(120, 80), at(96))).toMatchObject({
      direction: 'SHORT',
      value: '-960.0000',
      cost: '-1000.0000',
      unrealised: '40.0000',
      returnPct: 4,
      distanceToStopPct: 25,
    })
  })

  test.each([
    ['at ease', long, 90, 130, 110, 100, 'LOW', []],
    ['within 3 % of the stop', long, 98, 130, 100, 60, 'CRITICAL', ['stop-near']],
    ['just outside of that', long, 96.9, 130, 100, 100, 'LOW', []],
    ['beyond the stop', long, 98, 130, 97.9, 0, 'CRITICAL', ['stop-hit']],
    ['within 5 % of the target', long, 80, 104.9, 100, 100, 'MEDIUM', ['target-near']],
    ['at the target', long, 80, 104.9, 104.9, 100, 'HIGH', ['target-hit']],
    ['short, within 3 % of the stop', short, 102, 70, 100, 60, 'CRITICAL', ['stop-near']],
    ['short, beyond the stop', short, 102, 70, 102, 0, 'CRITICAL', ['stop-hit']],
    ['short, within 5 % of the target', short, 130, 96, 100, 100, 'MEDIUM', ['target-near']],
  ] as const)('%s', (_, position, stop, target, price, healthScore, urgency, alerts) => {
    const priced = pricePosition(position, planned(stop, target), at(price))
    expect(priced).toMatchObject({ healthScore, healthReason: null, urgency })
    expect(codes(priced)).toEqual(alerts)
  })

  test('without a stop has no health, and says so, whatever its target', () => {
    const bare = pricePosition(long, undefined, at(100))
    expect(bare).toMatchObject({ healthScore: null, urgency: null, value: '1000.0000', distanceToStopPct: null })
    expect(bare.healthReason).toMatch(/no stop is set/)
    expect(bare.urgencyReason).toMatch(/no stop is set/)
    expect(pricePosition(long, planned(null, 101), at(100))).toMatchObject({ healthScore: null, urgency: 'MEDIUM' })
  })

  test('without a price is worth nobody knows what, and says so', () => {
    const missing = pricePosition(long, planned(90, 110), unknown)
    expect(missing).toMatchObject({
      currentPrice: null,
      value: null,
      unrealised: null,
      returnPct: null,
      healthScore: null,
      urgency: null,
    })
    expect(codes(missing)).toEqual(['price-missing'])
    expect(missing.priceReason).toMatch(/no candle/)
  })

  test('at a price that is out of date says so', () => {
    const stale = pricePosition(long, planned(80, 130), at(100, 'the price is old'))
    expect(stale).toMatchObject({ urgency: 'MEDIUM', healthScore: 100 })
    expect(codes(stale)).toEqual(['price-stale'])
  })

  test('after a split takes neither a price nor a plan of before it', () => {
    const split = held(fillOf(1, [1, 'BUY', 10, '100']), actionOf(2, 'split', 31, [10, 1]))
    const before = pricePosition(split, planned(90, 130), at(101, null, '2026-01-31T10:00:00.000Z'))
    expect(before).toMatchObject({ value: null, stopLoss: null })
    expect(before.priceReason).toMatch(/before the split or bonus/)
    const after = pricePosition(split, planned(90, 130), at(10.2))
    expect(after).toMatchObject({ value: '1020.0000', unrealised: '20.0000', stopLoss: null, healthScore: null })
    expect(codes(after)).toEqual(['plan-outdated', 'plan-missing'])
    expect(pricePosition(split, planned(9, 13, '2026-02-01T05:00:00.000Z'), at(10.2))).toMatchObject({ stopLoss: 9 })
  })

  test('has no plan of a position that was held before it', () => {
    const again = held(
      fillOf(1, [1, 'BUY', 10, '100']),
      fillOf(2, [2, 'SELL', 10, '100']),
      fillOf(3, [28, 'BUY', 10, '100']),
    )
    expect(pricePosition(again, planned(90, 130), at(100))).toMatchObject({ stopLoss: null, healthScore: null })
  })
})

describe('the sums of an account', () => {
  test('are what they are called, and null where a price is missing', () => {
    const priced = [pricePosition(long, planned(90, 130), at(110)), pricePosition(short, planned(120, 80), at(110))]
    expect(summarisePositions(priced, [long, short])).toMatchObject({
      positions: 2,
      unpriced: 0,
      totalValue: '0.0000',
      totalCost: '0.0000',
      unrealised: '0.0000',
      netExposure: '0.0000',
      grossExposure: '2200.0000',
      returnPct: 0,
      fees: '5.0000',
      low: 2,
      avgHealthScore: 100,
      healthJudged: 2,
    })
    const partly = [...priced, pricePosition(long, undefined, unknown)]
    expect(summarisePositions(partly, [long, short, long])).toMatchObject({
      positions: 3,
      unpriced: 1,
      totalValue: null,
      totalCost: '1000.0000',
      unrealised: null,
      netExposure: null,
      returnPct: null,
      priced: { positions: 2, value: '0.0000', cost: '0.0000', unrealised: '0.0000', gross: '2200.0000' },
      unjudged: 1,
      avgHealthScore: 100,
      healthJudged: 2,
    })
    expect(summarisePositions([], [])).toMatchObject({ totalValue: '0.0000', avgHealthScore: null, returnPct: null })
  })
})

describe('an entry of a watchlist', () => {
  const watch = (desiredEntry: number | null, stopLoss: number | null, target: number | null) => ({
    symbol: 'INFY',
    desiredEntry,
    stopLoss,
    target,
  })

  test('says how far its levels are, and when the price is there', () => {
    expect(priceEntry(watch(95, 90, 130), at(100))).toMatchObject({
      direction: 'LONG',
      distanceToEntryPct: -5,
      distanceToStopPct: 10,
      distanceToTargetPct: 30,
      urgency: 'LOW',
    })
    expect(codes(priceEntry(watch(99.5, 90, 130), at(100)))).toEqual(['entry-near'])
    expect(codes(priceEntry(watch(100, 90, 130), at(99)))).toEqual(['entry-reached'])
    expect(priceEntry(watch(100, 110, 80), at(101))).toMatchObject({ direction: 'SHORT', urgency: 'HIGH' })
  })

  test('that says no more than where to get in is a long without a stop', () => {
    const bare = priceEntry(watch(95, null, null), at(100))
    expect(bare).toMatchObject({ direction: 'LONG', distanceToEntryPct: -5, healthScore: null, urgency: null })
    expect(codes(bare)).toEqual(['plan-missing'])
    expect(codes(priceEntry(watch(95, null, null), at(94)))).toEqual(['entry-reached', 'plan-missing'])
  })

  test('whose levels contradict each other is not judged, and says so', () => {
    const contradictory = priceEntry(watch(100, 110, 120), at(100))
    expect(contradictory).toMatchObject({ direction: null, healthScore: null })
    expect(contradictory.healthReason).toMatch(/side/)
  })
})
