import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { eachBounded } from './each-bounded.ts'

const never = new AbortController().signal

test('things are worked on at most so many at a time, and results are in their order', async () => {
  let [now, most] = [0, 0]
  const work = async (n: number) => {
    most = Math.max(most, (now += 1))
    for (let turn = 0; turn < 10 - n; turn += 1) await setImmediate()
    now -= 1
    return n * n
  }
  expect(await eachBounded([1, 2, 3, 4, 5, 6, 7], { most: 3, signal: never }, work)).toEqual([1, 4, 9, 16, 25, 36, 49])
  expect(most).toBe(3)
  expect(await eachBounded([], { most: 3, signal: never }, work)).toEqual([])
})

test('what is thrown first is thrown, once nothing is under way, and nothing more is begun', async () => {
  const [begun, ended]: [number[], number[]] = [[], []]
  const failing = eachBounded([1, 2, 3, 4], { most: 2, signal: never }, async (n) => {
    begun.push(n)
    if (n === 1) throw new Error('no')
    await setImmediate()
    ended.push(n)
  })
  await expect(failing).rejects.toThrow('no')
  expect([begun, ended]).toEqual([[1, 2], [2]])
})

test('an abort is heeded before each', async () => {
  const ended = new AbortController()
  const begun: number[] = []
  const stopped = eachBounded([1, 2, 3], { most: 1, signal: ended.signal }, async (n) => {
    begun.push(n)
    ended.abort(new Error('stop'))
  })
  await expect(stopped).rejects.toThrow('stop')
  expect(begun).toEqual([1])
})
