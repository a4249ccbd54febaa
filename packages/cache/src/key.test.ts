import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineKey, escapeParameter, versionKey } from './key.ts'

const picks = defineKey('top_picks:{universe}:{mode}')

describe('a key', () => {
  test('is the pattern with its parameters', () => {
    expect(picks.of({ universe: 'nifty50', mode: 'swing' })).toBe('top_picks:nifty50:swing')
  })

  test('keeps space and & readable', () => {
    expect(escapeParameter('NIFTY 50')).toBe('NIFTY 50')
    expect(escapeParameter('M&M')).toBe('M&M')
  })

  test('never holds a character that widens a pattern, splits a part or opens a hash tag', () => {
    fc.assert(fc.property(fc.string(), (value) => !/[:*?[\]\\{}\p{Cc}]/u.test(escapeParameter(value))))
  })

  test('differs whenever a parameter differs', () => {
    const part = fc.string({ minLength: 1, unit: fc.constantFrom('a', ':', '%', '3', 'A', '*', '{', '}') })
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        fc.pre(a !== c || b !== d)
        return picks.of({ universe: a, mode: b }) !== picks.of({ universe: c, mode: d })
      }),
    )
  })

  test('refuses an empty parameter and an end in :persist', () => {
    expect(() => picks.of({ universe: '', mode: 'swing' })).toThrow(/universe is empty/)
    expect(() => defineKey('general:{key}:persist').of({ key: 'a' })).toThrow(/:persist/)
  })

  test('may end in a parameter that keeps its colons, and still differs whenever a parameter differs', () => {
    const memory = defineKey('memory:{type}:{key}', 'p:', { openEnd: true })
    expect(memory.of({ type: 'a:b', key: 'a:b*' })).toBe('p:memory:a%3Ab:a:b%2A')
    expect(() => memory.of({ type: 'a', key: 'b:persist' })).toThrow(/:persist/)
    expect(defineKey('{type}:x', '', { openEnd: true }).of({ type: 'a:b' })).toBe('a%3Ab:x')
    const part = fc.string({ minLength: 1, unit: fc.constantFrom('a', ':', '%', '3', 'A', '*', '{', '}') })
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        fc.pre(a !== c || b !== d)
        return memory.of({ type: a, key: b }) !== memory.of({ type: c, key: d })
      }),
    )
  })

  test('shares its cluster slot with its version', () => {
    expect(versionKey('top_picks:nifty50:swing')).toBe('fx:v:{top_picks:nifty50:swing}')
  })
})
