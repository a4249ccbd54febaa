import { describe, expect, test } from 'vitest'
import { type PythonValue, readPickle } from './index.ts'
import { complete, datetime, type Expression, ist, tierA, tierB } from './testing/expectations.ts'
import { gzipped, pickles } from './testing/pickles.ts'
import { bytesOf, list, numpy } from './testing/values.ts'

const protocols = [2, 3, 4, 5] as const
const read = (expression: Expression, protocol: (typeof protocols)[number]) =>
  readPickle(Buffer.from(pickles[expression][protocol], 'base64'))

/** `Kind` is the tier of a value, or what the refusal of an older protocol names. */
const expected = (value: PythonValue, kind: 'A' | 'B' | RegExp) =>
  typeof kind === 'string'
    ? { kind: 'value', tier: kind, value }
    : { kind: 'refused', tier: 'E', reason: expect.stringMatching(kind), at: expect.any(Number) }

describe.each(protocols)('protocol %i', (protocol) => {
  test.each(tierA.map(complete))('%s is what Python pickled', (expression, value, from) => {
    const kind = protocol >= from ? 'A' : /names (_codecs\.encode|__builtin__\.set|builtins\.set), .* protocol 4/
    expect(read(expression, protocol)).toStrictEqual(expected(value, kind))
  })

  test.each(tierB.map(complete))('%s is what Python pickled', (expression, value, from) => {
    const kind = protocol >= from ? 'B' : /names _codecs\.encode, .* protocol 4/
    expect(read(expression, protocol)).toStrictEqual(expected(value, kind))
  })

  test.each([
    [
      'numpy.arange(3.0)',
      'C',
      /^the pickle names numpy\._core\.(multiarray\._reconstruct|numeric\._frombuffer), a raw numpy array: export/,
    ],
    ['frame', 'D', /^the pickle names pandas\.core\.frame\.DataFrame, a raw pandas object, .* export it with Python/],
    ["frame['close']", 'D', /^the pickle names pandas\.core\.series\.Series, a raw pandas object/],
    ['pandas.Timedelta(1)', 'E', /names pandas\._libs\.tslibs\.timedeltas\._timedelta_unpickle/],
    ["numpy.datetime64('2025-08-28', 'ns')", 'E', /the numpy type M8 is not imported/],
    ['frozenset({1})', 'E', /frozenset/i],
    ["bytearray(b'a')", 'E', /bytearray/i],
    ['pytz.utc', 'E', /names pytz\._UTC/],
  ] as const)('%s is refused as tier %s, with what it is', (expression, tier, reason) => {
    expect(read(expression, protocol)).toMatchObject({ kind: 'refused', tier, reason: expect.stringMatching(reason) })
  })
})

test('the fold of a datetime is read where it was written: from protocol 4 on', () => {
  const fields = {
    ...datetime,
    year: 2024,
    month: 2,
    day: 29,
    hour: 9,
    minute: 15,
    second: 0,
    microsecond: 0,
    zone: ist,
  }
  const expression = 'datetime.datetime(2024, 2, 29, 9, 15, fold=1, tzinfo=ist)'
  expect(read(expression, 3)).toStrictEqual(expected({ ...fields, fold: 0 }, 'B'))
  expect(read(expression, 4)).toStrictEqual(expected({ ...fields, fold: 1 }, 'B'))
  expect(read(expression, 5)).toStrictEqual(expected({ ...fields, fold: 1 }, 'B'))
})

test('what a pickle refers to twice is one value', () => {
  const result = read("[[1], [1]] + [['shared']] * 2", 4)
  const items =
    result.kind === 'value' && typeof result.value === 'object' && result.value?.kind === 'list'
      ? result.value.items
      : []
  expect(items).toHaveLength(4)
  expect(items[2]).toBe(items[3])
  expect(items[0]).not.toBe(items[1])
})

test('a key named __proto__ is a key, and changes no object', () => {
  expect(
    read("{'__proto__': {'polluted': True}, 'constructor': 1, 1: 'number', '1': 'text', None: 0, (1, 'NSE'): 2.5}", 4)
      .kind,
  ).toBe('value')
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
})

test('a gzipped pickle is unpacked', () => {
  expect(readPickle(Buffer.from(gzipped, 'base64'))).toEqual({ kind: 'value', tier: 'A', value: 'x'.repeat(2000) })
})

test('scalars of numpy 1.x have another module', () => {
  // pickle.dumps([numpy.float64(1500.05), numpy.int64(-7)], 4) of numpy 1.26.4
  const old =
    'gASVogAAAAAAAABdlCiMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMBnNjYWxhcpSTlIwFbnVtcHmUjAVkdHlwZZSTlIwCZjiUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYkMIMzMzMzNwl0CUhpRSlGgDaAaMAmk4lImIh5RSlChLA2gKTk5OSv////9K/////0sAdJRiQwj5/////////5SGlFKUZS4='
  expect(readPickle(Buffer.from(old, 'base64'))).toEqual({
    kind: 'value',
    tier: 'B',
    value: list(numpy('float64', 1500.05), numpy('int64', -7)),
  })
})

test('the bytes of a value are a copy', () => {
  const payload = Buffer.from(pickles["b'\\x00\\xff' * 200"][4], 'base64')
  const result = readPickle(payload)
  payload.fill(7)
  expect(result).toMatchObject({ value: bytesOf(Buffer.from('00ff'.repeat(200), 'hex')) })
})
