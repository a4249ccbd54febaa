import { describe, expect, test } from 'vitest'
import type { Resources } from '../services.ts'
import { testServices } from '../testing/index.ts'

const { services, resources, again } = await testServices({ asOf: '2026-07-09T10:30:00.000Z' })
const statusOf = async ({ health }: { health: typeof services.health }) => {
  const { status, components } = await health.check()
  return { status, ...Object.fromEntries(components.map((component) => [component.name, component.status])) }
}
const redisThat = (changes: Partial<Resources['redis']>) =>
  new Proxy(resources.redis, { get: (redis, name) => Reflect.get({ ...changes }, name) ?? Reflect.get(redis, name) })

describe('health', () => {
  test('is up when everything answers', async () => {
    expect(await statusOf(services)).toEqual({ status: 'up', postgresql: 'up', redis: 'up', outbox: 'up', jobs: 'up' })
  })

  test('is degraded, not down, without Redis; a store that hangs counts as away in two seconds', async () => {
    const hanging = again({ redis: redisThat({ info: () => new Promise(() => undefined) }) })
    const started = performance.now()
    expect(await statusOf(hanging)).toMatchObject({ status: 'degraded', redis: 'degraded', postgresql: 'up' })
    expect(performance.now() - started).toBeLessThan(4_000)
  })

  test('is degraded when the memory of Redis is nearly full, before writes are refused', async () => {
    const at = (used: number) =>
      statusOf(
        again({ redis: redisThat({ info: () => Promise.resolve(`used_memory:${used}\r\nmaxmemory:1000\r\n`) }) }),
      )
    expect(await at(799)).toMatchObject({ status: 'up', redis: 'up' })
    expect(await at(800)).toMatchObject({ status: 'degraded', redis: 'degraded' })
  })

  test('is down when PostgreSQL hangs', async () => {
    const db = new Proxy(resources.db, {
      get: (inner, name) => (name === 'ping' ? () => new Promise(() => undefined) : Reflect.get(inner, name)),
    })
    expect(await statusOf(again({ db }))).toMatchObject({ status: 'down', postgresql: 'down', redis: 'up' })
  })
})
