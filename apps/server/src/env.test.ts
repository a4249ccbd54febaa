import { describe, expect, test } from 'vitest'
import { envFrom } from './env.ts'

const complete = {
  FYNTRIX_DATABASE_URL: 'postgresql://fyntrix:hush@127.0.0.1:5432/fyntrix',
  FYNTRIX_REDIS_URL: 'redis://:hush@127.0.0.1:6379/0',
  FYNTRIX_SOURCE: 'simulated',
}

describe('the environment', () => {
  test('needs two addresses and a source; the rest has defaults', () => {
    expect(envFrom(complete)).toMatchObject({
      databaseUrl: complete.FYNTRIX_DATABASE_URL,
      redisUrl: complete.FYNTRIX_REDIS_URL,
      source: 'simulated',
      asOf: null,
      port: 0,
      readyFile: null,
      redisPrefix: '',
      cacheDeadline: 50,
      callsPerMinute: 600,
      corsOrigins: [],
      trustedProxies: [],
      workers: 'daemon',
      logLevel: 'info',
    })
  })

  test.each([
    ['FYNTRIX_DATABASE_URL', undefined],
    ['FYNTRIX_DATABASE_URL', ''],
    ['FYNTRIX_DATABASE_URL', 'mysql://root:hush@localhost/fyntrix'],
    ['FYNTRIX_REDIS_URL', undefined],
    ['FYNTRIX_REDIS_URL', 'hush'],
    ['FYNTRIX_SOURCE', undefined],
    ['FYNTRIX_SOURCE', 'yahoo'],
    ['FYNTRIX_AS_OF', '9 January 2026'],
    ['FYNTRIX_PORT', '70000'],
    ['FYNTRIX_CALLS_PER_MINUTE', '0'],
    ['FYNTRIX_CORS_ORIGINS', '*'],
    ['FYNTRIX_CORS_ORIGINS', 'https://app.example.com/'],
    ['FYNTRIX_CORS_ORIGINS', 'https://app.example.com,ftp://hush'],
    ['FYNTRIX_WORKERS', 'celery'],
    ['LOG_LEVEL', 'loud'],
  ])(
    'that has %s=%s is refused by the name of the variable, without a word of what any variable holds',
    (name, value) => {
      const read = () => envFrom({ ...complete, [name]: value })
      expect(read).toThrow(name)
      expect(read).not.toThrow(/hush/)
    },
  )
})
