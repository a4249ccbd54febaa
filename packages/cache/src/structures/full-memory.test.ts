import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis } from '@fyntrix/embedded'
import { testBinariesDirectory, testEnvironment } from '@fyntrix/embedded/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { connect, ready } from '../connection.ts'
import { defineHash } from './hash.ts'
import { defineSortedSet } from './sorted-set.ts'

const text = { schema: z.string(), encode: (member: string) => member, decode: (stored: string) => stored }
const hash = defineHash({
  pattern: 'hash:{id}',
  description: 'one field',
  schema: z.object({ a: z.string() }),
  encode: (value: { a: string }) => value,
  decode: (fields) => fields,
  lifetime: '1h',
})
const set = defineSortedSet({ pattern: 'set:{id}', description: 'texts', ...text, capacity: 10, lifetime: '1h' })

test('a write that finds the memory full changes nothing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'fyntrix-full-'))
  const server = await startRedis({ dir, binariesDir: testBinariesDirectory, env: testEnvironment(), persist: false })
  const client = connect({ url: server.url, name: 'full', commandTimeout: 30_000, onError: () => undefined })
  try {
    await ready(client, 5_000)
    const id = { id: 'x' }
    await hash.write(client, id, { a: 'old' }, 1)
    await set.replaceAll(client, id, [{ member: 'old', score: 1 }], 1)
    await client.config('SET', 'maxmemory', '1')
    await expect(hash.write(client, id, { a: 'new' }, 2)).rejects.toThrow(/^OOM/)
    await expect(set.replaceAll(client, id, [{ member: 'new', score: 1 }], 2)).rejects.toThrow(/^OOM/)
    await expect(set.add(client, id, [{ member: 'new', score: 1 }], { version: 2 })).rejects.toThrow(/^OOM/)
    expect(await hash.read(client, id)).toEqual({ a: 'old' })
    const range = { by: 'rank', direction: 'ascending', limit: 10 } as const
    expect(await set.range(client, id, range)).toEqual([{ member: 'old', score: 1 }])
    await client.config('SET', 'maxmemory', '0')
    expect(await hash.write(client, id, { a: 'late' }, 1)).toBe(true)
  } finally {
    client.disconnect()
    await server.stop()
    rmSync(dir, { recursive: true })
  }
})
