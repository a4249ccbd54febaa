import { describe, expect, test } from 'vitest'
import { datetimeText, type LegacyDatetime, legacyHash } from './legacy-key.ts'

const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0, microsecond = 0) =>
  ({ kind: 'datetime', year, month, day, hour, minute, second, microsecond, zone: null }) satisfies LegacyDatetime

describe('the hash of a legacy key', () => {
  // measured on the original, legacy-unified-cache.md section 1
  test('is that of the five vectors of the original', () => {
    expect(legacyHash({ type: 'stock_data', positional: ['RELIANCE', 'NSE', 'day', 365] })).toBe(
      '9e4154812321a81e3ee7d69d855fc7b7',
    )
    const named = { symbol: 'RELIANCE', exchange: 'NSE', interval: 'day', period: 365 }
    expect(legacyHash({ type: 'stock_data', named })).toBe('4f0ee5bf19f064c85308c8c9b1927ce9')
    expect(legacyHash({ type: 'instruments' })).toBe('7176ba5612f089d8c6b02578362ee463')
    expect(legacyHash({ type: 'live_data', positional: ['M&M', 'NSE'] })).toBe('dcb7adf0b6fe78a8c2fc4b45d0d78106')
    const window = [at(2024, 8, 28), at(2025, 8, 28, 13, 55, 48, 469_186)]
    expect(legacyHash({ type: 'historical_data', positional: ['NIFTY 50', 'NSE', 'day', ...window] })).toBe(
      '713f1e855876da6ab7ec2b7c2a946627',
    )
  })

  // CPython 3.11: hashlib.md5(json.dumps({'args': a, 'kwargs': sorted(k.items()), 'type': t}, sort_keys=True, default=str).encode())
  test.each([
    ['text', ['é😀\u007f"\\\n'], 'd4805af3d4edcf26a7a72d98ac4ae355'],
    ['floats', [0.1, 1e-7, 0.00012, 0.00001, 1.5e300, -2.5, 123456.789], 'e0d4a0335d65305f7d082cdbeb0f37dd'],
    ['other values', [true, null, 2n ** 70n, -5, ['a', 1]], '0dbb87170583313d044851e5e0013e18'],
  ] as const)('is CPython’s of %s', (_, positional, expected) => {
    expect(legacyHash({ type: 'x', positional })).toBe(expected)
  })

  test('does not depend on the order of named arguments', () => {
    expect(legacyHash({ type: 'x', named: { b: 1, a: 2 } })).toBe(legacyHash({ type: 'x', named: { a: 2, b: 1 } }))
  })

  test('takes a date as its text', () => {
    expect(
      datetimeText({ ...at(2025, 8, 28, 9, 15), zone: { kind: 'timezone', name: null, offsetSeconds: 19_800 } }),
    ).toBe('2025-08-28 09:15:00+05:30')
  })
})
