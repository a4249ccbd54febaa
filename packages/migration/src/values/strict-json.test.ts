import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStrictJson } from './strict-json.ts'

const read = (text: string) => readStrictJson(Buffer.from(text))

describe('JSON of the legacy system', () => {
  test('is read as JSON.parse reads it, wherever nothing is lost', () => {
    const kept = fc.jsonValue({ noUnicodeString: false, maxDepth: 10 }).filter((value) => {
      const text = JSON.stringify(value)
      return text.isWellFormed() && !/\\ud[89a-f]|\d{16}/.test(text)
    })
    fc.assert(
      fc.property(kept, (value) => {
        const text = JSON.stringify(value, undefined, 1)
        expect(read(text)).toEqual({ value: JSON.parse(text), notes: [] })
      }),
    )
  })

  test.each([
    ['{"a": [1, NaN]}', '$.a[1] is NaN'],
    ['{"a": -Infinity}', '$.a is -Infinity'],
    ['[9007199254740993]', '$[0] is the integer 9007199254740993, beyond 2^53'],
    ['[1e999]', '$[0] is 1e999, beyond what a double holds'],
    ['{"M&M": {"p": 1, "p": 1}}', '$["M&M"] has the key "p" twice'],
    ['["\\ud800"]', '$[0] is a text with half a character'],
    ['[1] x', 'text after the end'],
    ['[1', 'a list without an end'],
    ['{1: 2}', 'has no key'],
    ['', '$ is no JSON'],
    ['[01]', 'a list without an end'],
    ['["\u0001"]', '$[0] is no JSON'],
    ['["\\x41"]', '$[0] is no JSON'],
    ['["a', '$[0] is a text without an end'],
    ['['.repeat(100_000), 'lies deeper than 64 levels'],
  ])('%j is refused with its place', (text, reason) => {
    expect(read(text).reason).toContain(reason)
  })

  test('with bytes that are no UTF-8 is refused, not repaired', () => {
    expect(readStrictJson(Buffer.from('["\xe9"]', 'latin1'))).toEqual({ reason: 'the text is no UTF-8' })
  })

  test('keeps a time with two zones, and tells of it', () => {
    expect(read('{"at": "2026-01-09T14:26:00+00:00Z"}')).toEqual({
      value: { at: '2026-01-09T14:26:00+00:00Z' },
      notes: ['$.at is a time with two zones: 2026-01-09T14:26:00+00:00Z'],
    })
  })

  test.each(['a', '\n', '"', ' '])('of 10 MB of %j is read without running out of stack', (character) => {
    const value = [character.repeat(10 * 1024 * 1024)]
    expect(readStrictJson(Buffer.from(JSON.stringify(value)))).toEqual({ value, notes: [] })
  })

  test('writes a negative zero as zero, and tells of it', () => {
    expect(read('[-0.0]')).toEqual({ value: [0], notes: ['$[0] is -0.0, which is written 0 here'] })
  })

  test('keeps a key __proto__ as a key', () => {
    const { value } = { value: undefined, ...read('{"__proto__": {"polluted": 1}}') }
    expect(Object.keys(value ?? {})).toEqual(['__proto__'])
    expect(Object.hasOwn({}, 'polluted')).toBe(false)
  })
})
