import { expect, test } from 'vitest'
import { placeOfKey } from './places.ts'

const hash = '9e4154812321a81e3ee7d69d855fc7b7'

// the keys of legacy-fyntrix-data.md section 3 and legacy-unified-cache.md section 1
test.each([
  ['top_picks:nifty50:swing', 'left'],
  ['top_picks:monitor:positions:last', 'left'],
  ['lock:top_picks:nifty50:swing', 'left'],
  ['dashboard:overview:intraday', 'left'],
  ['dashboard:overview:performance:7d', 'left'],
  ['scalping:monitor:last', 'left'],
  ['portfolio:monitor:positions:last', 'left'],
  ['portfolio:monitor:watchlist:last', 'left'],
  ['lru:historical_data', 'left'],
  [`cache:historical_metadata:${hash}`, 'left'],
  [`cache:enhanced_metadata:${hash}`, 'left'],
  [`cache:stock_data:${hash}`, 'hashed'],
  [`cache:chart_image:${hash}`, 'hashed'],
  ['fyntrix:general:ohlcv:M&M:1d:30', 'general'],
  ['fyntrix:historical:x', 'unknown'],
  ['chart:TCS:day:candles:1756368000', 'unknown'],
  ['cache:stock_data:short', 'unknown'],
  ['', 'unknown'],
])('%s is %s', (key, kind) => {
  expect(placeOfKey(key).kind).toBe(kind)
})

test('names and symbols keep their colons, spaces and dots', () => {
  expect(placeOfKey('fyntrix:general:a:b:persist')).toEqual({ kind: 'general', name: 'a:b', as: 'copy' })
  expect(placeOfKey('sr:levels:NIFTY 50:W')).toEqual({ kind: 'levels', symbol: 'NIFTY 50', scope: 'W' })
  expect(placeOfKey('sr:levels:../../x:D')).toEqual({ kind: 'levels', symbol: '../../x', scope: 'D' })
})
