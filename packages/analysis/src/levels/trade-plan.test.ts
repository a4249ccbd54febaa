import { TradePlan } from '@fyntrix/domain/top-picks'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engineConfig } from '../config/index.ts'
import { walk } from '../testing/series.ts'
import { planFrom, tradePlan } from './trade-plan.ts'

const rules = engineConfig.plan

describe('the stop', () => {
  test('lies 2 ATR from the entry where no level is near', () => {
    expect(planFrom('LONG', 100, 2, [], rules)).toMatchObject({ plan: { stop: 96, stopBasis: 'atr' } })
    expect(planFrom('SHORT', 100, 2, [], rules)).toMatchObject({ plan: { stop: 104, stopBasis: 'atr' } })
  })

  test('moves to the next level beyond 2 ATR if that is nearer than 3 ATR', () => {
    expect(planFrom('LONG', 100, 2, [98, 95, 94.5], rules)).toMatchObject({ plan: { stop: 95, stopBasis: 'level' } })
    expect(planFrom('SHORT', 100, 2, [102, 105, 105.5], rules)).toMatchObject({
      plan: { stop: 105, stopBasis: 'level' },
    })
  })

  test('ignores a level at 3 ATR or farther', () => {
    expect(planFrom('LONG', 100, 2, [94, 90], rules)).toMatchObject({ plan: { stop: 96, stopBasis: 'atr' } })
  })
})

describe('the target', () => {
  test('is the nearest level at 1.8 to 4 times the risk', () => {
    expect(planFrom('LONG', 100, 2, [103, 108.5, 112], rules)).toMatchObject({
      plan: { target: 108.5, targetBasis: 'level', riskReward: 2.125 },
    })
    expect(planFrom('SHORT', 100, 2, [97, 91.5, 88], rules)).toMatchObject({
      plan: { target: 91.5, targetBasis: 'level', riskReward: 2.125 },
    })
  })

  test('is twice the risk away without such a level', () => {
    expect(planFrom('LONG', 100, 2, [103, 120], rules)).toMatchObject({
      plan: { target: 108, targetBasis: 'multiple', riskReward: 2 },
    })
  })

  test('accepts both ends of the span', () => {
    expect(planFrom('LONG', 100, 2, [107.2], rules)).toMatchObject({ plan: { target: 107.2, riskReward: 1.8 } })
    expect(planFrom('LONG', 100, 2, [116], rules)).toMatchObject({ plan: { target: 116, riskReward: 4 } })
  })
})

describe('no plan is made', () => {
  test('without a range', () => {
    expect(planFrom('LONG', 100, 0, [], rules).plan).toBeNull()
    expect(planFrom('LONG', 100, Number.NaN, [], rules).plan).toBeNull()
  })

  test('where stop or target would not be a price', () => {
    expect(planFrom('LONG', 3, 2, [], rules).plan).toBeNull()
    expect(planFrom('SHORT', 7, 2, [], rules).plan).toBeNull()
  })

  test('across a price break', () => {
    const candles = walk(1, 60)
    candles.open[40] = (candles.close[39] ?? 0) * 1.3
    const planning = tradePlan('LONG', candles, candles, engineConfig)
    expect(planning).toMatchObject({ plan: null, reason: expect.stringContaining('opened +30.0 %') })
  })

  test('on fewer than 30 bars', () => {
    expect(tradePlan('LONG', walk(1, 29), walk(1, 29), engineConfig).plan).toBeNull()
  })
})

const price = fc.double({ min: 20, max: 100_000, noNaN: true })

test('every plan has its stop and target on the right sides, 2 to 3 ATR of risk and 1.8 to 4 times that to gain', () => {
  fc.assert(
    fc.property(
      price,
      fc.double({ min: 0.002, max: 0.1, noNaN: true }),
      fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true })),
      fc.boolean(),
      (entry, share, shares, long) => {
        const atr = share * entry
        const { plan } = planFrom(
          long ? 'LONG' : 'SHORT',
          entry,
          atr,
          shares.map((part) => part * entry),
          rules,
        )
        if (plan === null) return
        expect(TradePlan.parse(plan)).toEqual(plan)
        const sign = long ? 1 : -1
        const risk = sign * (plan.entry - plan.stop)
        expect(sign * (plan.target - plan.entry)).toBeGreaterThan(0)
        // within the rounding of two prices
        expect(risk).toBeGreaterThanOrEqual(2 * atr - 0.011)
        expect(risk).toBeLessThanOrEqual(3 * atr + 0.011)
        expect(plan.riskReward).toBeGreaterThanOrEqual(1.8)
        expect(plan.riskReward).toBeLessThanOrEqual(4)
        expect(plan.riskReward).toBeCloseTo((sign * (plan.target - plan.entry)) / risk, 3)
      },
    ),
    { numRuns: 300 },
  )
})

test('a short plan is the mirror image of the long plan', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 8_000, max: 12_000 })), (paise) => {
      const long = planFrom(
        'LONG',
        100,
        2,
        paise.map((p) => p / 100),
        rules,
      ).plan
      const short = planFrom(
        'SHORT',
        100,
        2,
        paise.map((p) => 200 - p / 100),
        rules,
      ).plan
      expect(short?.stop).toBeCloseTo(200 - (long?.stop ?? Number.NaN), 6)
      expect(short?.target).toBeCloseTo(200 - (long?.target ?? Number.NaN), 6)
    }),
    { numRuns: 200 },
  )
})
