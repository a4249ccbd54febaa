import { describe, expect, test } from 'vitest'
import { ask, errorOf, testServer } from '../testing/index.ts'

const server = await testServer()
const [reader, writer] = [await server.client('read'), await server.client('read', 'write')]
const place = { contextType: 'session', key: 's1:plan' }

describe('memory over the API', () => {
  test('is read with the scope read, and changed with the scope write', async () => {
    const refused = { code: 'forbidden' }
    await expect(reader.memory.set({ ...place, value: 1 })).rejects.toMatchObject(refused)
    await expect(reader.memory.remove(place)).rejects.toMatchObject(refused)
    await expect(reader.memory.clear({ contextType: 'session' })).rejects.toMatchObject(refused)
    expect(await reader.memory.get(place)).toEqual({ ...place, found: false, value: null, expiresAt: null })
  })

  test('goes the whole way', async () => {
    const entry = await writer.memory.set({ ...place, value: { steps: [1, 'two', null] }, ttlSeconds: 60 })
    expect(await reader.memory.get(place)).toMatchObject({ found: true, value: { steps: [1, 'two', null] } })
    expect(await reader.memory.list({ contextType: 'session', namespace: 's1' })).toMatchObject([
      { ...place, expiresAt: entry.expiresAt },
    ])
    expect(await writer.memory.remove(place)).toEqual({ removed: 1 })
    await writer.memory.set({ ...place, value: 1 })
    expect(await writer.memory.clear({ contextType: 'session', namespace: 's1' })).toEqual({ removed: 1 })
    expect(await reader.memory.list()).toEqual([])
  })

  test('cannot be read through the cache, which knows no users', async () => {
    await writer.memory.set({ ...place, value: 1 })
    for (const parameters of [{ context_type: 'session', key: 's1:plan' }, { key: 's1:plan' }])
      await expect(reader.cache.get({ family: 'memory', parameters })).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      reader.cache.get({ family: 'preference', parameters: { user_id: 'x', pref_key: 'y' } }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    ['10 MB', `"${'x'.repeat(10_000_000)}"`],
    ['more than a value may have', `"${'x'.repeat(40_000)}"`],
    ['100,000 brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nothing', 'null,"more":1'],
    ['no JSON', '{'],
  ])('refuses a value of %s', async (_, value) => {
    const answer = await ask(`${server.url()}/trpc/memory.set`, await server.key('write'), {
      method: 'POST',
      body: `{"contextType":"session","key":"k","value":${value}}`,
      headers: { 'content-type': 'application/json' },
    })
    expect(errorOf(answer).data.domainCode).toBe('invalid-input')
    expect(await reader.memory.get({ contextType: 'session', key: 'k' })).toMatchObject({ found: false })
  })
})
