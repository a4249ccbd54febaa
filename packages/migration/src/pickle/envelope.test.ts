import { describe, expect, test } from 'vitest'
import { type PythonValue, readEnvelope, readPickle } from './index.ts'
import { pickles } from './testing/pickles.ts'
import { dict, list, numpy, tupleOf, zone } from './testing/values.ts'

const valueOf = (expression: keyof typeof pickles): PythonValue => {
  const result = readPickle(Buffer.from(pickles[expression][4], 'base64'))
  if (result.kind === 'value') return result.value
  throw new Error(result.reason)
}

const times = [0, 60, 120].map((seconds) => ({
  kind: 'timestamp',
  epoch: BigInt(Date.UTC(2025, 7, 28, 3, 45) / 1000 + seconds) * 1_000_000_000n,
  unit: 'ns',
  zone: zone(19_800),
}))
const close = { name: 'close', dtype: 'float64', values: [1500.05, Number.NaN, 1500.1] }
const volume = { name: 'volume', dtype: 'int64', values: [10, 0, 2n ** 53n + 1n] }

describe('the envelope of a DataFrame', () => {
  test('becomes columns in their order', () => {
    expect(readEnvelope(valueOf('envelope(frame)'))).toEqual({
      kind: 'frame',
      rows: 3,
      columns: [{ name: 'date', dtype: 'datetime64[ns, UTC+05:30]', values: times }, close, volume],
      index: [0, 1, 2],
    })
  })

  test('that is indexed by times has them as its column date', () => {
    expect(readEnvelope(valueOf("envelope(frame.set_index('date'))"))).toEqual({
      kind: 'frame',
      rows: 3,
      columns: [{ name: 'date', dtype: null, values: times }, close, volume],
      index: times,
    })
  })

  test('that has row numbers as its index and no date has no date', () => {
    expect(readEnvelope(valueOf("envelope(frame[['close']])"))).toMatchObject({ columns: [close], index: [0, 1, 2] })
  })

  test('without rows keeps its columns', () => {
    expect(readEnvelope(valueOf('envelope(frame[:0])'))).toMatchObject({
      rows: 0,
      columns: [
        { name: 'date', values: [] },
        { name: 'close', values: [] },
        { name: 'volume', values: [] },
      ],
    })
  })

  const envelope = (changes: Readonly<Record<string, PythonValue>>): PythonValue => {
    const parts: Record<string, PythonValue> = {
      type: 'dataframe',
      data: list(dict(['a', 1]), dict(['a', 2])),
      index: list(0, 1),
      columns: list('a'),
      dtypes: dict(['a', 'int64']),
      ...changes,
    }
    return dict(...Object.entries(parts))
  }

  test('may hold numpy scalars, which become the numbers that they are', () => {
    const data = list(dict(['a', numpy('int64', 1)]), dict(['a', numpy('int64', 2)]))
    expect(readEnvelope(envelope({ data }))).toMatchObject({ columns: [{ values: [1, 2] }] })
  })

  test.each<[string, Readonly<Record<string, PythonValue>>, string]>([
    ['another key', { more: 1 }, 'does not consist of type, data, index, columns, dtypes'],
    ['data that are no list', { data: null }, 'data is no list'],
    ['a record that is no dict', { data: list(1, 2) }, 'record 0 does not consist of the columns'],
    ['a record with more than the columns', { data: list(dict(['a', 1], ['b', 2]), dict()) }, 'record 0 does not'],
    ['a record with another column', { data: list(dict(['b', 1]), dict(['a', 1])) }, 'record 0 has no a'],
    ['fewer labels than records', { index: list(0) }, '2 records and 1 labels'],
    ['a column twice', { columns: list('a', 'a') }, 'a column occurs twice'],
    ['columns of a MultiIndex', { columns: list(tupleOf('a', 'b')) }, 'a column has no text as its name'],
    ['no dtype for a column', { dtypes: dict(['b', 'int64']) }, 'column a has no dtype'],
    ['more dtypes than columns', { dtypes: dict(['a', 'int64'], ['b', 'int64']) }, 'not as many dtypes as columns'],
    ['dtypes that are no dict', { dtypes: list() }, 'dtypes is no dict'],
    ['a float among int64', { data: list(dict(['a', 1]), dict(['a', 1.5])) }, 'value 1 of column a is no int64'],
    [
      'a text among float64',
      { data: list(dict(['a', 1]), dict(['a', 'x'])), dtypes: dict(['a', 'float64']) },
      'no float64',
    ],
    ['a number among bool', { dtypes: dict(['a', 'bool']) }, 'value 0 of column a is no bool'],
  ])('with %s is refused', (_, changes, reason) => {
    expect(readEnvelope(envelope(changes))).toMatchObject({
      kind: 'refused',
      at: null,
      reason: expect.stringContaining(reason),
    })
  })
})

describe('the envelope of an array', () => {
  test('becomes its values in one row, with its shape', () => {
    expect(readEnvelope(valueOf('envelope(numpy.arange(6.0).reshape(2, 3))'))).toEqual({
      kind: 'array',
      dtype: 'float64',
      shape: [2, 3],
      values: [0, 1, 2, 3, 4, 5],
    })
  })

  test('keeps a shape without values, and one without dimensions', () => {
    expect(readEnvelope(valueOf("envelope(numpy.zeros((0, 3), dtype='int32'))"))).toEqual({
      kind: 'array',
      dtype: 'int32',
      shape: [0, 3],
      values: [],
    })
    expect(readEnvelope(valueOf('envelope(numpy.array(True))'))).toEqual({
      kind: 'array',
      dtype: 'bool',
      shape: [],
      values: [true],
    })
  })

  const array = (data: PythonValue, shape: PythonValue, dtype: PythonValue): PythonValue =>
    dict(['type', 'numpy_array'], ['data', data], ['shape', shape], ['dtype', dtype])

  test.each<[string, PythonValue, string]>([
    ['lists of another length', array(list(1, 2), tupleOf(3), 'int64'), 'does not have the shape'],
    ['too few levels', array(list(1, 2), tupleOf(2, 1), 'int64'), 'a part of data is no list'],
    ['too many levels', array(list(list(1)), tupleOf(1), 'int64'), 'value 0 of the array is no int64'],
    ['a negative length', array(list(), tupleOf(-1), 'int64'), 'shape is no list of lengths'],
    ['a list as shape', array(list(), list(0), 'int64'), 'shape is no tuple'],
    ['65 dimensions', array(list(), tupleOf(...Array<number>(65).fill(0)), 'int64'), 'shape is no list of lengths'],
    ['a dtype that is no text', array(list(), tupleOf(0), 8), 'dtype is no text'],
    ['a key too few', dict(['type', 'numpy_array'], ['data', list()]), 'does not consist of type, data, shape, dtype'],
  ])('with %s is refused', (_, value, reason) => {
    expect(readEnvelope(value)).toMatchObject({ kind: 'refused', at: null, reason: expect.stringContaining(reason) })
  })
})

test('anything else is the value itself', () => {
  for (const value of [null, 1, 'dataframe', list(), dict(['type', 'index']), dict()]) {
    expect(readEnvelope(value)).toEqual({ kind: 'plain', value })
  }
})
