import { expect, test } from 'vitest'
import { freshId, sampleRun, testDatabase } from '../testing/index.ts'

const { database } = await testDatabase({ poolSize: 20 })

const lifetimeMs = 3_600_000

/** records a run under a key, the way a service does */
const recordOnce = (key: string, requestHash: string, lifetime = lifetimeMs) =>
  database.transaction(async (tx) => {
    const claim = await tx.idempotency.claim({ scope: 'test', key, requestHash, lifetimeMs: lifetime })
    if (!claim.first) return claim.result
    const run = sampleRun({ symbols: [] })
    await tx.topPicks.insertRun(run, 1)
    await tx.idempotency.complete('test', key, { runId: run.id })
    return { runId: run.id }
  })

test('fifty callers at once with one key cause one effect and get one result', async () => {
  const results = await Promise.all(Array.from({ length: 50 }, () => recordOnce('fifty', 'same')))
  expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
  expect(await database.repositories().topPicks.list({ lane: 'live', limit: 100 })).toHaveLength(1)
})

test('a key that stands for another request is a conflict', async () => {
  await recordOnce('other', 'one')
  await expect(recordOnce('other', 'two')).rejects.toMatchObject({ code: 'conflict' })
})

test('when the first caller fails, the one that waits becomes the first', async () => {
  const claimed = Promise.withResolvers<void>()
  const fail = Promise.withResolvers<void>()
  const first = database.transaction(async (tx) => {
    await tx.idempotency.claim({ scope: 'test', key: 'failing', requestHash: 'same', lifetimeMs })
    claimed.resolve()
    await fail.promise
  })
  await claimed.promise
  const second = recordOnce('failing', 'same')
  fail.reject(new Error('failed'))
  await expect(first).rejects.toThrow('failed')
  expect(await second).toHaveProperty('runId')
})

test('an expired key is free again', async () => {
  const before = await recordOnce('expired', 'one', -1)
  expect(await recordOnce('expired', 'two')).not.toEqual(before)
})

test('keys of different scopes do not meet', async () => {
  const claim = (scope: string) =>
    database.transaction((tx) => tx.idempotency.claim({ scope, key: 'one', requestHash: freshId(), lifetimeMs }))
  expect(await claim('a')).toEqual({ first: true })
  expect(await claim('b')).toEqual({ first: true })
})
