import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineKey } from '../key.ts'
import { matchKeys } from './key-match.ts'

const pattern = 'cache:{type}:{symbol}:{rest}'
const family = defineKey(pattern, 'p:')
const part = fc.string({
  minLength: 1,
  unit: fc.constantFrom('a', 'b', ':', '*', '?', '[', ']', '^', '-', '\\', '%', '.', ' '),
})

describe('the keys of a pattern', () => {
  test('with parameters are exactly those that have them, whatever characters they hold', () => {
    fc.assert(
      fc.property(part, part, part, part, part, (type, symbol, rest, otherType, otherSymbol) => {
        const key = family.of({ type, symbol, rest })
        expect(matchKeys(pattern, { type }, 'p:').includes(key)).toBe(true)
        expect(matchKeys(pattern, { symbol }, 'p:').includes(key)).toBe(true)
        expect(matchKeys(pattern, { type, symbol, rest }, 'p:').includes(key)).toBe(true)
        expect(matchKeys(pattern, { type: otherType }, 'p:').includes(key)).toBe(otherType === type)
        expect(matchKeys(pattern, { symbol: otherSymbol }, 'p:').includes(key)).toBe(otherSymbol === symbol)
      }),
    )
  })

  test('do not take one parameter for another', () => {
    const ofSymbol = matchKeys(pattern, { symbol: 'TCS' })
    expect(ofSymbol.includes('cache:stock_data:TCS:1d')).toBe(true)
    expect(ofSymbol.includes('cache:stock_data:INFY:TCS')).toBe(false)
    expect(ofSymbol.includes('cache:stock_data:TCS')).toBe(false)
    expect(ofSymbol.includes('other:cache:stock_data:TCS:1d')).toBe(false)
  })

  test('may have a last parameter with colons', () => {
    expect(matchKeys('general:{key}', {}).includes('general:a:b')).toBe(true)
    expect(matchKeys('general:{key}:x', {}).includes('general:a:b:x')).toBe(false)
  })

  test('are found by a last parameter that keeps its colons', () => {
    const open = { openEnd: true }
    const key = defineKey('general:{key}', '', open)
    fc.assert(
      fc.property(part, part, (one, other) => {
        fc.pre(!one.endsWith(':persist') && !other.endsWith(':persist'))
        expect(matchKeys('general:{key}', { key: one }, '', open).includes(key.of({ key: other }))).toBe(one === other)
      }),
    )
  })

  test('take a number for its text', () => {
    expect(matchKeys('day:{n}', { n: 7 }).includes('day:7')).toBe(true)
  })

  test('are never all keys', () => {
    expect(() => matchKeys('{a}:b', {})).toThrow(/every key/)
    expect(() => matchKeys('a:{b}', { b: '' })).toThrow(/b is empty/)
    expect(matchKeys('{a}:b', {}, 'p:').includes('p:x:b')).toBe(true)
  })
})
