import { expect, test } from 'vitest'
import { connectionsFrom } from './connections.ts'

test('our own variables come before the common ones, and those before host and port', () => {
  const env = {
    FYNTRIX_REDIS_URL: 'redis://a',
    REDIS_URL: 'redis://b',
    REDIS_HOST: 'c',
    DATABASE_URL: 'postgres://d/e',
  }
  expect(connectionsFrom(env)).toEqual({ redisUrl: 'redis://a', databaseUrl: 'postgres://d/e' })
  expect(connectionsFrom({ ...env, FYNTRIX_REDIS_URL: '' }).redisUrl).toBe('redis://b')
  expect(connectionsFrom({ REDIS_HOST: 'c', REDIS_PASSWORD: 'p@ss', REDIS_DB: '3' }).redisUrl).toBe(
    'redis://:p%40ss@c:6379/3',
  )
  expect(connectionsFrom({})).toEqual({ databaseUrl: undefined, redisUrl: undefined })
})

test('a wrong address is named, but never shown', () => {
  const wrong = { FYNTRIX_DATABASE_URL: 'mysql://user:secret@host/db' }
  expect(() => connectionsFrom(wrong)).toThrow(/FYNTRIX_DATABASE_URL must be an address/)
  expect(() => connectionsFrom(wrong)).not.toThrow(/secret/)
  expect(() => connectionsFrom({ REDIS_HOST: 'a', REDIS_PORT: 'many' })).toThrow(/REDIS_PORT/)
})

test('what is overridden is not looked at: a legacy address of another kind may stand beside ours', () => {
  const legacy = { DATABASE_URL: 'postgresql+asyncpg://l/e', REDIS_URL: 'unix:///run/redis', REDIS_PORT: 'many' }
  const ours = { FYNTRIX_DATABASE_URL: 'postgres://d/e', FYNTRIX_REDIS_URL: 'redis://a' }
  expect(connectionsFrom({ ...legacy, ...ours })).toEqual({ databaseUrl: 'postgres://d/e', redisUrl: 'redis://a' })
  expect(connectionsFrom({ REDIS_URL: 'redis://b', REDIS_PORT: 'many' }).redisUrl).toBe('redis://b')
  expect(() => connectionsFrom({ ...legacy, FYNTRIX_DATABASE_URL: '' })).toThrow(/DATABASE_URL must be an address/)
})
