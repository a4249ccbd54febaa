import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CorruptValueError, type StandardSchema } from '../standard-schema.ts'
import { deepFreeze, json } from './index.ts'

const anything = json(z.unknown())
const read = (text: string): unknown => anything.decode(Buffer.from(text))

describe('a JSON value', () => {
  test('is frozen all the way down once it is to be shared', () => {
    const codec = json(z.object({ legs: z.array(z.object({ strike: z.number() })) }))
    const value = codec.decode(Buffer.from('{"legs":[{"strike":25000}]}'))
    codec.freeze?.(value)
    expect(Object.isFrozen(value)).toBe(true)
    expect(Object.isFrozen(value.legs)).toBe(true)
    expect(() => Object.assign(value.legs[0] ?? {}, { strike: 1 })).toThrow(TypeError)
  })

  test('may be a domain value that is mapped to JSON and back', () => {
    const at = json(z.object({ at: z.iso.datetime() }), {
      encode: (value: { at: Date }) => ({ at: value.at.toISOString() }),
      decode: (stored) => ({ at: new Date(stored.at) }),
    })
    const value = { at: new Date('2026-01-09T10:30:00.000Z') }
    expect(at.decode(at.encode(value))).toEqual(value)
    expect(Buffer.from(at.encode(value)).toString()).toBe('{"at":"2026-01-09T10:30:00.000Z"}')
  })

  test('may be null, but not undefined', () => {
    expect(anything.decode(anything.encode(null))).toBeNull()
    expect(() => anything.encode(undefined)).toThrow(TypeError)
  })

  test('keeps every string, also half of a surrogate pair', () => {
    expect(anything.decode(anything.encode('\ud800 ₹ \u0000'))).toBe('\ud800 ₹ \u0000')
  })

  test.each([
    ['NaN', { rsi: [1, Number.NaN] }, '.rsi[1] is NaN'],
    ['an infinity', Number.NEGATIVE_INFINITY, '-Infinity'],
    ['a hole', [undefined], '[0] is undefined'],
    ['a date', { at: new Date(0) }, '.at is an object'],
    ['a map', new Map(), 'an object'],
    ['typed columns', new Float64Array(1), 'an object'],
    ['a function', { toJSON: () => 1 }, '.toJSON is function'],
    ['a symbol', Symbol('x'), 'symbol'],
    ['a key that changes a prototype', JSON.parse('{"a":{"__proto__":1}}'), '.a.__proto__'],
  ])('is refused, with its place, where JSON would lose it: %s', (_, value: unknown, place) => {
    expect(() => anything.encode(value)).toThrow(TypeError)
    expect(() => anything.encode(value)).toThrow(place)
  })

  test('is refused when it is cyclic or holds a bigint; an absent property is none', () => {
    const loop: Record<string, unknown> = {}
    loop['loop'] = loop
    expect(() => anything.encode(loop)).toThrow(TypeError)
    expect(() => anything.encode([1n])).toThrow(TypeError)
    expect(anything.decode(anything.encode({ a: 1, b: undefined }))).toEqual({ a: 1 })
  })
})

describe('JSON that was tampered with', () => {
  test.each([
    '{"__proto__":{"admin":true}}',
    '[{"a":{"__proto__" : 1}}]',
    '{"\\u005f_proto__":1}',
    '{"__\\u0070roto__":1}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"c\\u006fnstructor":{"pro\\u0074otype":1}}',
  ])('is corrupt when it could change a prototype: %s', (text) => {
    expect(() => read(text)).toThrow(CorruptValueError)
  })

  test.each([
    '"__proto__"',
    '{"note":"\\"__proto__\\": 1"}',
    '{"constructor":"Renault"}',
    '{"constructor":{"team":1}}',
  ])('is read when it only looks like it: %s', (text) => {
    expect(read(text)).toEqual(JSON.parse(text))
  })

  test.each(['', 'undefined', '{"a":1', '[1] []', '\ufeff1'])('is corrupt when it is not JSON: %j', (text) => {
    expect(() => read(text)).toThrow(CorruptValueError)
  })

  test('is corrupt when it is not UTF-8', () => {
    expect(() => anything.decode(Buffer.from([0x22, 0xff, 0x22]))).toThrow(CorruptValueError)
  })

  test('is corrupt when the schema refuses it, and says where but not what', () => {
    const quote = json(z.object({ quotes: z.array(z.object({ price: z.number() })) }))
    const read = () => quote.decode(Buffer.from('{"quotes":[{"price":"secret"}]}'))
    expect(read).toThrow(CorruptValueError)
    expect(read).toThrow(/quotes\.0\.price/)
    expect(read).not.toThrow(/secret/)
  })

  test('is corrupt when the schema or the mapping fails', () => {
    const fail = () => {
      throw new Error('no')
    }
    const failing: StandardSchema<never> = { '~standard': { version: 1, vendor: 'test', validate: fail } }
    expect(() => json(failing).decode(Buffer.from('1'))).toThrow(CorruptValueError)
    expect(() => json(z.unknown(), { encode: fail, decode: fail }).decode(Buffer.from('1'))).toThrow(CorruptValueError)
  })

  test('is read, and frozen, at any depth', () => {
    const deep = `${'['.repeat(100_000)}"\\u0061"${']'.repeat(100_000)}`
    let inner = read(deep)
    anything.freeze?.(inner)
    let depth = 0
    while (Array.isArray(inner)) {
      if (!Object.isFrozen(inner)) throw new Error(`not frozen at ${depth}`)
      depth += 1
      inner = inner[0]
    }
    expect(depth).toBe(100_000)
  })

  test('a schema that answers later is a mistake of ours, not a corrupt value', () => {
    const later = json(z.string().refine(() => Promise.resolve(false)))
    expect(() => later.decode(Buffer.from('"x"'))).toThrow(TypeError)
  })
})

test('freezing leaves dates and typed arrays, and ends on a cycle', () => {
  const value: Record<string, unknown> = { at: new Date(0), column: new Float64Array(2) }
  value['self'] = value
  expect(deepFreeze(value)).toBe(value)
  expect(Object.isFrozen(value)).toBe(true)
})
