import { describe, expect, test } from 'vitest'
import { healthOf } from './health.ts'

const swing = { direction: 'LONG', entry: 100, stop: 90, target: 120 } as const
const day = { direction: 'SHORT', entry: 100, stop: 100.8, target: 98.4 } as const

describe('the health of an open position', () => {
  test.each([
    ['far from both', 102, 'LOW', 100],
    ['two thirds of the way to the stop', 93.3, 'LOW', 100],
    ['in the last quarter of the way to the stop, within 3 % of it', 92.4, 'CRITICAL', 60],
    ['beyond the stop, as after a gap', 88, 'CRITICAL', 60],
    ['in the last quarter of the way to the target, within 5 % of it', 115.5, 'MEDIUM', 100],
  ] as const)('%s', (_, price, urgency, health) => {
    expect(healthOf({ ...swing, price })).toMatchObject({ urgency, health })
  })

  test('of a plan that lies within those percents altogether goes by the way that is left', () => {
    expect(healthOf({ ...day, price: 100 })).toEqual({ health: 100, urgency: 'LOW', alerts: [] })
    expect(healthOf({ ...day, price: 100.61 })).toMatchObject({ urgency: 'CRITICAL' })
    expect(healthOf({ ...day, price: 98.7 }).alerts).toEqual(['0.30 % from the target at 98.40'])
  })
})
