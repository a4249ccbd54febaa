import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, ready } from '@fyntrix/cache'
import { nse, sessionClock } from '@fyntrix/calendar'
import { defaultUserId } from '@fyntrix/db/access'
import { MemoryWrite } from '@fyntrix/domain/memory'
import { startRedis } from '@fyntrix/embedded'
import { testBinariesDirectory, testEnvironment } from '@fyntrix/embedded/testing'
import { createGeneralCache, createTally } from '@fyntrix/services/cache'
import { createMemory } from '@fyntrix/services/memory'
import { silentLog } from '@fyntrix/services/shared'
import { expect, test } from 'vitest'

test('with Redis full nothing is said to be remembered, nothing is replaced, and what was there is read', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'fyntrix-memory-'))
  const server = await startRedis({ dir, binariesDir: testBinariesDirectory, env: testEnvironment(), persist: false })
  const redis = connect({ url: server.url, name: 'full', commandTimeout: 30_000, onError: () => undefined })
  const shared = { redis, prefix: '', wall: () => new Date(), log: silentLog }
  const memory = createMemory({ ...shared, tally: createTally('memory', 'context') })
  const general = createGeneralCache({
    ...shared,
    sessionClock: sessionClock(nse),
    tally: createTally('general', 'general'),
  })
  const write = (key: string, value: string) => MemoryWrite.parse({ contextType: 'session', key, value })
  try {
    await ready(redis, 5_000)
    await memory.set(defaultUserId, write('k', 'old'))
    await general.set('k', 'old', { persist: true })
    await redis.config('SET', 'maxmemory', '1')
    for (const attempt of [
      () => memory.set(defaultUserId, write('k', 'new')),
      () => memory.set(defaultUserId, write('other', 'new')),
      () => general.set('k', 'new'),
      () => general.set('k', 'new', { persist: true }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'unavailable' })
    expect(await memory.get(defaultUserId, { contextType: 'session', key: 'k' })).toMatchObject({ value: 'old' })
    expect(await general.get('k')).toEqual({ state: 'fresh', value: 'old' })
    expect(await redis.exists('fyntrix:general:k:persist', 'context:memory:session:other')).toBe(1)
    await redis.config('SET', 'maxmemory', '0')
    expect(await memory.list(defaultUserId, {})).toHaveLength(1)
  } finally {
    redis.disconnect()
    await server.stop()
    rmSync(dir, { recursive: true })
  }
})
