import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CorruptValueError } from '../standard-schema.ts'
import { testRedis } from '../testing/index.ts'
import { defineSet } from './set.ts'

const { redis, prefix } = await testRedis()
const members = defineSet(
  { pattern: 'rec:run:{run_id}', description: 'recommendations of a run', schema: z.string().min(2), lifetime: '1h' },
  prefix,
)
const somewhere = () => ({ run_id: randomUUID() })

test('a set is stored as plain members, replaced as a whole, and gone when nothing is in it', async () => {
  const at = somewhere()
  expect(await members.read(redis, at)).toEqual([])
  expect(await members.write(redis, at, ['two', 'one'], 1)).toBe(true)
  expect(await redis.type(members.key.of(at))).toBe('set')
  expect(await members.read(redis, at)).toEqual(['one', 'two'])
  expect(await members.write(redis, at, ['three'], 2)).toBe(true)
  expect(await members.write(redis, at, ['late'], 1)).toBe(false)
  expect(await members.read(redis, at)).toEqual(['three'])
  expect(await members.write(redis, at, [], 3)).toBe(true)
  expect(await redis.exists(members.key.of(at))).toBe(0)
})

test('ten thousand members are written in one step, and live for their lifetime', async () => {
  const at = somewhere()
  const many = Array.from({ length: 10_000 }, (_, i) => `member ${i}`)
  await members.write(redis, at, many, 1)
  expect(await members.read(redis, at)).toHaveLength(10_000)
  expect(await redis.pttl(members.key.of(at))).toBeGreaterThan(3_500_000)
})

test('what somebody else wrote is corrupt, not data', async () => {
  const [other, odd] = [somewhere(), somewhere()]
  await redis.set(members.key.of(other), 'text')
  await expect(members.read(redis, other)).rejects.toThrow(CorruptValueError)
  await redis.sadd(members.key.of(odd), 'x')
  await expect(members.read(redis, odd)).rejects.toThrow(CorruptValueError)
})
