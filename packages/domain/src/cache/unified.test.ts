import { expect, test } from 'vitest'
import { placeOf, UnifiedIdentity, type UnifiedIdentityInput } from './index.ts'

const place = (identity: UnifiedIdentityInput) => Object.values(placeOf(UnifiedIdentity.parse(identity))).join(':')

test('an identity has one place, whatever the order of its parts and whether defaults are written', () => {
  expect(place({ type: 'stock_data', symbol: 'M&M', period: 365 })).toBe('M&M:NSE:day:365')
  expect(place({ period: 365, interval: 'day', exchange: 'NSE', symbol: 'M&M', type: 'stock_data' })).toBe(
    'M&M:NSE:day:365',
  )
  expect(place({ type: 'historical_data', symbol: 'NIFTY 50', from: '2024-08-28', to: '2025-08-28' })).toBe(
    'NIFTY 50:NSE:day:2024-08-28..2025-08-28',
  )
})

test('a dash stands where a type lacks a part', () => {
  expect(place({ type: 'instruments' })).toBe('-:NSE:-:-')
  expect(place({ type: 'live_data', symbol: 'TCS' })).toBe('TCS:NSE:-:-')
  expect(place({ type: 'sector_data', sector: 'NIFTY IT', period: 30 })).toBe('NIFTY IT:-:-:30')
  expect(place({ type: 'api_responses', endpoint: '/quote', query: 's=TCS' })).toBe('-:-:-:/quote?s=TCS')
})

test('what would name several values, or none, is refused', () => {
  for (const wrong of [
    { type: 'historical_data', symbol: 'TCS', from: '2024-08-28T09:15:00Z', to: '2025-08-28' },
    { type: 'stock_data', symbol: 'TCS' },
    { type: 'stock_data', symbol: 'tcs*', period: 1 },
    { type: 'live_data', symbol: 'TCS', interval: 'day' },
    { type: 'chart_image', symbol: 'TCS' },
  ])
    expect(UnifiedIdentity.safeParse(wrong).success).toBe(false)
})
