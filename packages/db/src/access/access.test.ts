import pg from 'pg'
import { expect, test } from 'vitest'
import { freshId, testDatabase } from '../testing/index.ts'
import { type ApiKey, defaultAccountId, defaultUserId } from './index.ts'

const { database, url } = await testDatabase()
const { access } = database.repositories()

const sampleKey = (over: Partial<ApiKey> = {}): ApiKey => ({
  id: freshId(),
  userId: defaultUserId,
  prefix: freshId(),
  hash: new Uint8Array(32).fill(7),
  name: 'laptop',
  scopes: ['read', 'run'],
  createdAt: new Date('2026-01-01T00:00:00.000Z'),
  expiresAt: new Date('2027-01-01T00:00:00.000Z'),
  revokedAt: null,
  lastUsedAt: null,
  replaces: null,
  ...over,
})

test('a key is found by its prefix, as it was written', async () => {
  const key = sampleKey()
  await access.insertKey(key)
  expect(await access.findByPrefix(key.prefix)).toEqual({ ...key, hash: Buffer.from(key.hash) })
  expect(await access.findByPrefix('nobody')).toBeNull()
})

test('a prefix belongs to one key, and a key to a user', async () => {
  const key = sampleKey()
  await access.insertKey(key)
  await expect(access.insertKey(sampleKey({ prefix: key.prefix }))).rejects.toMatchObject({ code: 'conflict' })
  await expect(access.insertKey(sampleKey({ userId: freshId() }))).rejects.toMatchObject({ code: 'conflict' })
})

test('the use of a key is noted to the minute', async () => {
  const key = sampleKey()
  await access.insertKey(key)
  const usedAt = async (at: string) => {
    await access.touch(key.id, new Date(at))
    return (await access.findByPrefix(key.prefix))?.lastUsedAt?.toISOString()
  }
  expect(await usedAt('2026-01-01T10:00:00.000Z')).toBe('2026-01-01T10:00:00.000Z')
  expect(await usedAt('2026-01-01T10:00:59.999Z')).toBe('2026-01-01T10:00:00.000Z')
  expect(await usedAt('2026-01-01T10:01:00.000Z')).toBe('2026-01-01T10:01:00.000Z')
})

test('the default user and account are there from the start', async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(
    'select a.id, a.user_id, u.external_id from accounts a join users u on u.id = a.user_id',
  )
  await client.end()
  expect(rows).toEqual([{ id: defaultAccountId, user_id: defaultUserId, external_id: 'default' }])
})
