import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { ownKeys } from './own-keys.ts'

const patterns = catalogue().flatMap(({ kind, pattern }) => (kind === 'projection' ? [pattern] : []))
const means = (pattern: string, keys: readonly string[], parameters = {}) =>
  keys.filter(ownKeys(pattern, parameters, { prefix: 'p:', patterns }).includes)

test('a pattern means its own keys, not those of patterns that begin alike and say more', () => {
  const id = '01a201cb-c337-77b7-b1ca-3989fe8be64a'
  const keys = [`p:rec:${id}`, 'p:rec:unevaluated', `p:rec:run:${id}`, 'p:rec:symbol:M&M:swing']
  expect(means('rec:{id}', keys)).toEqual([keys[0]])
  expect(means('rec:unevaluated', keys)).toEqual([keys[1]])
  expect(means('rec:run:{run_id}', keys)).toEqual([keys[2]])
  expect(means('rec:symbol:{symbol}:{mode}', keys)).toEqual([keys[3]])
  expect(means('rec:symbol:{symbol}:{mode}', keys, { symbol: 'TCS' })).toEqual([])
})

test('every kind of key is meant by one pattern of the catalogue', () => {
  for (const pattern of patterns) {
    const key = `p:${pattern.replaceAll(/\{\w+\}/g, 'x')}`
    expect(patterns.filter((other) => means(other, [key]).length > 0)).toEqual([pattern])
  }
})
