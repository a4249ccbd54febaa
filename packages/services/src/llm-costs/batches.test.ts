import { expect, test } from 'vitest'
import { inBatches } from './batches.ts'

const held = () => {
  const calls: { readonly items: readonly number[]; readonly answer: (results: readonly string[]) => void }[] = []
  const run = (items: readonly number[]) =>
    new Promise<readonly string[]>((answer) => {
      calls.push({ items, answer })
    })
  return { calls, run }
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('the first goes at once, those that come meanwhile go together, at most as many as allowed', async () => {
  const { calls, run } = held()
  const ask = inBatches(run, 2)
  const answers = Promise.all([1, 2, 3, 4].map(ask))
  expect(calls.map(({ items }) => items)).toEqual([[1]])
  calls[0]?.answer(['one'])
  await turn()
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3]])
  calls[1]?.answer(['two', 'three'])
  await turn()
  calls[2]?.answer(['four'])
  expect(await answers).toEqual(['one', 'two', 'three', 'four'])
})

test('an error is told to all of a batch and to nobody else', async () => {
  let broken = true
  const ask = inBatches(async (items: readonly number[]) => {
    if (broken) throw new Error('away')
    return items
  }, 10)
  await expect(ask(1)).rejects.toThrow('away')
  broken = false
  expect(await ask(2)).toBe(2)
})
