import { describe, expect, test } from 'vitest'
import { contextOf } from './index.ts'

const buckets = { regime: 'Bull', vol: 'LowVol', risk: 'Moderate', session: 'PowerHour', value: 'High' }
const unknown = { regime: null, vol: null, risk: null, session: null, value: null }

describe('the context of a pick', () => {
  test('names mode, regime, volatility and risk, for intraday also segment and value', () => {
    expect(contextOf('swing', buckets)).toBe('swing|Bull|LowVol|Moderate')
    expect(contextOf('scalping', buckets)).toBe('scalping|Bull|LowVol|Moderate')
    expect(contextOf('intraday', buckets)).toBe('intraday|Bull|LowVol|Moderate|PowerHour|High')
  })

  test('has - for what is not known', () => {
    expect(contextOf('swing', unknown)).toBe('swing|-|-|-')
    expect(contextOf('intraday', { ...unknown, session: 'PowerHour' })).toBe('intraday|-|-|-|PowerHour|-')
  })

  test.each(['a|b', '', '-'])('refuses a bucket %j, which would make two keys one', (regime) => {
    expect(() => contextOf('swing', { ...buckets, regime })).toThrow(RangeError)
  })
})
