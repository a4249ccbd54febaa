import { expect, test } from 'vitest'
import { gathered } from './gathered.ts'

/** Work that ends when it is told to, and says which groups it was given. */
const workshop = () => {
  const groups: (readonly number[])[] = []
  const ends: PromiseWithResolvers<void>[] = []
  const double = gathered(
    async (numbers: readonly number[]) => {
      groups.push(numbers)
      const end = Promise.withResolvers<void>()
      ends.push(end)
      await end.promise
      return numbers.map((number) => 2 * number)
    },
    { most: 3 },
  )
  return { groups, ends, double }
}

test('whoever asks while work goes on is in the next group, with all others who did, up to the limit', async () => {
  const { groups, ends, double } = workshop()
  const asked = [1, 2, 3, 4, 5].map(double)
  expect(groups).toEqual([[1]])
  for (const n of [0, 1, 2]) {
    await expect.poll(() => ends.length).toBe(n + 1)
    ends[n]?.resolve()
  }
  expect(await Promise.all(asked)).toEqual([2, 4, 6, 8, 10])
  expect(groups).toEqual([[1], [2, 3, 4], [5]])
})

test('a group that fails is told so, and the next one is worked on', async () => {
  const { groups, ends, double } = workshop()
  const failed = double(1)
  const later = double(2)
  ends[0]?.reject(new Error('broken'))
  await expect(failed).rejects.toThrow('broken')
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.resolve()
  expect(await later).toBe(4)
  expect(groups).toEqual([[1], [2]])
})
