import { freshId } from '@fyntrix/db/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testServices } from '../testing/index.ts'
import { answeredBefore, idempotent, type Repeatable } from './index.ts'

const { resources } = await testServices({ asOf: '2026-07-09T10:30:00.000Z' })
const { db } = resources
const Result = z.object({ n: z.int() })

const request = (changes: Partial<Repeatable> = {}): Repeatable => ({
  scope: `test:${freshId()}`,
  key: 'the same key',
  body: { a: 1, b: { c: [1, 2], d: 'x' } },
  ...changes,
})

const counting = () => {
  let n = 0
  const once = (what: Repeatable) =>
    db.transaction((tx) => idempotent(tx, what, Result, () => Promise.resolve({ n: (n += 1) })))
  return { once, times: () => n }
}

describe('a request with an idempotency key', () => {
  test('is done once, however many send it at a time; all get its result', async () => {
    const { once, times } = counting()
    const what = request()
    expect(await Promise.all(Array.from({ length: 8 }, () => once(what)))).toEqual(
      Array.from({ length: 8 }, () => ({ n: 1 })),
    )
    expect(await answeredBefore(db.repositories(), what, Result)).toEqual({ n: 1 })
    expect(times()).toBe(1)
  })

  test('is the same in whatever order its fields come, and another one is a conflict', async () => {
    const { once } = counting()
    const what = request()
    await once(what)
    expect(await once({ ...what, body: { b: { d: 'x', c: [1, 2] }, a: 1 } })).toEqual({ n: 1 })
    for (const body of [{ a: 1 }, { a: 1, b: { c: [2, 1], d: 'x' } }, undefined])
      await expect(once({ ...what, body })).rejects.toMatchObject({ code: 'conflict' })
    await expect(answeredBefore(db.repositories(), { ...what, body: 1 }, Result)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('that failed is done again, and one of another scope is another one', async () => {
    const { once } = counting()
    const what = request()
    const failing = db.transaction((tx) => idempotent(tx, what, Result, () => Promise.reject(new Error('broken'))))
    await expect(failing).rejects.toThrow('broken')
    expect(await once(what)).toEqual({ n: 1 })
    expect(await once({ ...what, scope: `${what.scope}:other` })).toEqual({ n: 2 })
  })
})

test('without a key a request is done each time', async () => {
  const { once } = counting()
  const what = request({ key: undefined })
  expect([await once(what), await once(what)]).toEqual([{ n: 1 }, { n: 2 }])
  expect(await answeredBefore(db.repositories(), what, Result)).toBeUndefined()
})
