import type { LedgerEntry } from '@fyntrix/domain/portfolio'
import { expect, test } from 'vitest'
import { replayLedger } from './replay-ledger.ts'
import { actionOf, fillOf, reversalOf } from './testing/entries.ts'

const one = (...entries: LedgerEntry[]) => {
  const [position] = replayLedger(entries)
  if (!position) throw new Error('there is no position')
  return position
}

test('a long position at average cost: what is sold takes its share of the cost along', () => {
  const bought = [fillOf(1, [1, 'BUY', 10, '100']), fillOf(2, [2, 'BUY', 20, '130'])]
  expect(one(...bought)).toMatchObject({ quantity: 30, cost: '3600.0000', averagePrice: '120.0000' })
  expect(one(...bought, fillOf(3, [3, 'SELL', 12, '150.50']))).toMatchObject({
    quantity: 18,
    cost: '2160.0000',
    averagePrice: '120.0000',
    // 12 × (150.50 − 120)
    realised: '366.0000',
    openedAt: '2026-01-02T12:00:00.000Z',
  })
})

test('a short position costs what was received for it, and earns when it is bought back for less', () => {
  const sold = [fillOf(1, [1, 'SELL', 10, '200']), fillOf(2, [1, 'SELL', 30, '180'])]
  expect(one(...sold)).toMatchObject({ quantity: -40, cost: '-7400.0000', averagePrice: '185.0000' })
  expect(one(...sold, fillOf(3, [2, 'BUY', 40, '190']))).toMatchObject({
    quantity: 0,
    cost: '0.0000',
    averagePrice: null,
    realised: '-200.0000',
    openedAt: null,
  })
})

test('a fill beyond zero closes the one side and opens the other at its price', () => {
  const flipped = one(fillOf(1, [1, 'BUY', 10, '100']), fillOf(2, [2, 'SELL', 25, '110']))
  expect(flipped).toMatchObject({
    quantity: -15,
    cost: '-1650.0000',
    averagePrice: '110.0000',
    realised: '100.0000',
    openedAt: '2026-01-03T12:00:00.000Z',
  })
})

test('what does not divide stays with the shares that are left, so that nothing is lost', () => {
  const held = [fillOf(1, [1, 'BUY', 2, '100']), fillOf(2, [1, 'BUY', 1, '100.0001'])]
  const sold = one(...held, fillOf(3, [2, 'SELL', 1, '100']))
  // 300.0001 ÷ 3 = 100.00003…
  expect(sold).toMatchObject({ quantity: 2, cost: '200.0001', realised: '0.0000' })
  expect(one(...held, fillOf(3, [2, 'SELL', 1, '100']), fillOf(4, [3, 'SELL', 2, '100']))).toMatchObject({
    realised: '-0.0001',
    cost: '0.0000',
  })
})

test('fees are kept apart from cost and profit', () => {
  const fees = { fees: '20.15' }
  expect(one(fillOf(1, [1, 'BUY', 10, '100'], fees), fillOf(2, [2, 'SELL', 10, '101'], fees))).toMatchObject({
    realised: '10.0000',
    fees: '40.3000',
  })
})

test('a split changes the shares and not what they cost; a part of a share is stated', () => {
  const held = fillOf(1, [1, 'BUY', 7, '1000'])
  expect(one(held, actionOf(2, 'split', 5, [10, 1]))).toMatchObject({
    quantity: 70,
    cost: '7000.0000',
    averagePrice: '100.0000',
    adjustedAt: '2026-01-06T00:00:00.000Z',
    rests: [],
  })
  expect(one(held, actionOf(2, 'split', 5, [2, 4]))).toMatchObject({
    quantity: 3,
    cost: '7000.0000',
    averagePrice: '2333.3333',
    rests: [{ exDate: '2026-01-06', numerator: 1, denominator: 2 }],
  })
})

test('a bonus adds shares, to short positions likewise', () => {
  expect(one(fillOf(1, [1, 'BUY', 10, '300']), actionOf(2, 'bonus', 5, [1, 3]))).toMatchObject({
    quantity: 13,
    cost: '3000.0000',
    rests: [{ numerator: 1, denominator: 3 }],
  })
  expect(one(fillOf(1, [1, 'SELL', 10, '300']), actionOf(2, 'bonus', 5, [1, 1]))).toMatchObject({
    quantity: -20,
    averagePrice: '150.0000',
  })
})

test('shares that a split leaves nothing of have cost what they cost', () => {
  expect(one(fillOf(1, [1, 'BUY', 3, '10']), actionOf(2, 'split', 5, [1, 10]))).toMatchObject({
    quantity: 0,
    cost: '0.0000',
    realised: '-30.0000',
    openedAt: null,
    rests: [{ numerator: 3, denominator: 10 }],
  })
})

test('a corporate action counts before the fills of its ex-date, in whatever order it was entered, and for every product', () => {
  const entries = [
    fillOf(1, [4, 'BUY', 5, '1000']),
    fillOf(2, [5, 'BUY', 10, '100']),
    fillOf(3, [4, 'BUY', 1, '1000'], { product: 'MIS' }),
    actionOf(4, 'split', 5, [10, 1]),
  ]
  const positions = replayLedger(entries)
  expect(positions.map(({ product, quantity }) => [product, quantity])).toEqual([
    ['CNC', 60],
    ['MIS', 10],
  ])
  expect(replayLedger(entries.toReversed())).toEqual(positions)
})

test('a fill at the very instant of an ex-date has the shares of after it', () => {
  const entries = [fillOf(1, [4.5, 'BUY', 5, '100']), actionOf(2, 'split', 5, [10, 1])]
  expect(entries[0]?.at).toBe(entries[1]?.at)
  expect(one(...entries)).toMatchObject({ quantity: 5, adjustedAt: null })
})

test('a reversal takes its entry back as if it had never been', () => {
  const kept = fillOf(1, [1, 'BUY', 10, '100'])
  const wrong = fillOf(2, [2, 'SELL', 100, '1'])
  expect(one(kept, wrong, reversalOf(3, 9, 2))).toEqual(one(kept))
})

test('a position that grows beyond all bounds is refused', () => {
  const big = fillOf(1, [1, 'BUY', 100_000_000, '1'])
  expect(() => replayLedger([big, fillOf(2, [1, 'BUY', 1, '1'])])).toThrow(/at most 100000000 shares/)
})
