import { expect, test } from 'vitest'
import { chunksOf, fieldsOf, intoRedis } from './view.ts'

test('a write that Redis does not take is unavailable, and a mistake of ours is not', async () => {
  expect(await intoRedis('it', () => [Promise.resolve(true), Promise.resolve(false), Promise.resolve(true)])).toBe(2)
  await expect(intoRedis('it', () => [Promise.reject(new Error('Connection is closed.'))])).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Redis did not take it',
  })
  for (const mistake of [new RangeError('a hash needs a field'), new TypeError('undefined is not a function')])
    await expect(intoRedis('it', () => [Promise.reject(mistake)])).rejects.toBe(mistake)
})

test('a list in parts keeps all of it in order, and fields leave out what is null', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(chunksOf([], 2)).toEqual([])
  expect(fieldsOf({ a: 0.1, b: null, c: false, d: '' })).toEqual({ a: '0.1', c: 'false', d: '' })
})
