import type { LastPrice } from '@fyntrix/domain/candles'
import type { PortfolioSnapshot, WatchEntry } from '@fyntrix/domain/portfolio'
import { Id } from '@fyntrix/domain/shared'
import { expect, test } from 'vitest'
import { begunAlerts } from './begun-alerts.ts'
import { priceEntry } from './price-entry.ts'
import { type PricedBy, pricePosition } from './price-position.ts'
import { replayLedger } from './replay-ledger.ts'
import { summarisePositions, summariseWatchlist } from './summarise.ts'
import { fillOf } from './testing/entries.ts'

const stamp = {
  lane: 'simulated',
  accountId: Id.parse('00000000-0000-7000-8000-000000000001'),
  asOf: '2026-02-01T10:00:00.000Z',
} as const

const at = (price: number): PricedBy => {
  const known: LastPrice = {
    symbol: 'INFY',
    price,
    at: '2026-02-01T10:00:00.000Z',
    interval: '5minute',
    source: 'zerodha',
    simulated: false,
    provisional: false,
    ageSeconds: 0,
  }
  return { price: known, staleReason: null }
}

/** Ten shares under a stop, at a price. */
const held = (price: number, stopLoss: number, side: 'BUY' | 'SELL' = 'BUY'): PortfolioSnapshot => {
  const replayed = replayLedger([fillOf(1, [1, side, 10, '100'])])
  const plan = {
    symbol: 'INFY',
    exchange: 'NSE',
    product: 'CNC',
    stopLoss,
    target: 150,
    setAt: '2026-01-20T00:00:00.000Z',
  } as const
  const positions = replayed.map((position) => pricePosition(position, plan, at(price)))
  return { kind: 'positions', ...stamp, positions, summary: summarisePositions(positions, replayed) }
}

const watched = (price: number, entry: Partial<WatchEntry> = {}): PortfolioSnapshot => {
  const all = { symbol: 'INFY', desiredEntry: 90, stopLoss: 80, target: 150, ...entry }
  const entries = [priceEntry(all, at(price))]
  return { kind: 'watchlist', ...stamp, entries, summary: summariseWatchlist(entries) }
}

const codes = (now: PortfolioSnapshot, before: PortfolioSnapshot | null) =>
  begunAlerts(now, before).map(({ code }) => code)

test('what was not there at the look before has begun, and says what it is about', () => {
  expect(begunAlerts(held(97, 95), null)).toEqual([
    {
      code: 'stop-near',
      urgency: 'CRITICAL',
      message: 'the stop is 2.06 % away',
      symbol: 'INFY',
      exchange: 'NSE',
      product: 'CNC',
      direction: 'LONG',
      level: 95,
      currentPrice: 97,
      priceAt: '2026-02-01T10:00:00.000Z',
    },
  ])
  expect(begunAlerts(watched(89), watched(120))).toMatchObject([
    { code: 'entry-reached', level: 90, exchange: null, product: null },
  ])
})

test('what stays has not begun, whatever the price is by now', () => {
  expect(codes(held(96, 95), held(97, 95))).toEqual([])
  expect(codes(held(90, 95), held(94, 95))).toEqual([])
  expect(codes(watched(85), watched(89))).toEqual([])
})

test('what grows worse, or comes back after it went away, has begun', () => {
  expect(codes(held(94, 95), held(97, 95))).toEqual(['stop-hit'])
  expect(codes(held(97, 95), held(110, 95))).toEqual(['stop-near'])
  expect(codes(held(97, 95), null)).toEqual(['stop-near'])
})

test('the same of another level or another side is another alert', () => {
  expect(codes(held(89, 90), held(94, 95))).toEqual(['stop-hit'])
  expect(codes(held(99, 95, 'SELL'), held(94, 95))).toEqual(['stop-hit', 'target-hit'])
  expect(codes(watched(85, { desiredEntry: 86 }), watched(85))).toEqual(['entry-reached'])
})
