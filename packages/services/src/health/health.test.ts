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

  test('is degraded, not down, when jobs that are scheduled have nobody to do them, or the ledger is not as it must be', async () => {
    const { ledger, jobScans } = resources.db.repositories()
    await ledger.register(['test.job'], null)
    expect(await statusOf(services)).toMatchObject({ status: 'degraded', jobs: 'degraded', postgresql: 'up' })
    expect((await services.health.check()).components.at(-1)?.detail).toContain('no daemon is alive')
    await ledger.beat({ id: 'a daemon', host: 'here', pid: 1 }, [], 60_000, null)
    expect(await statusOf(services)).toMatchObject({ status: 'up', jobs: 'up' })

    const nominal = Date.now() - 600_000
    const nominalAt = new Date(nominal).toISOString()
    const finding = { kind: 'overdue', jobId: 'test.job', nominalAt, detail: 'nobody has begun it' } as const
    await jobScans.save(Date.now(), { findings: [finding], total: 1 })
    const { status, jobs, components } = await services.health.check()
    expect(status).toBe('degraded')
    expect(components.at(-1)?.detail).toBe(`1 findings, such as overdue test.job of ${nominalAt}`)
    expect(jobs).toMatchObject({ daemons: 1, findings: 1 })
    expect(jobs.oldestOverdueSeconds).toBeGreaterThanOrEqual(600)

    await jobScans.save(Date.now() - 200_000, { findings: [], total: 0 })
    expect((await services.health.check()).components.at(-1)?.detail).toMatch(/looked over 2\d\d s ago/)
  })

  test('is down when PostgreSQL hangs', async () => {
    const db = new Proxy(resources.db, {
      get: (inner, name) => (name === 'ping' ? () => new Promise(() => undefined) : Reflect.get(inner, name)),
    })
    expect(await statusOf(again({ db }))).toMatchObject({ status: 'down', postgresql: 'down', redis: 'up' })
  })
})
