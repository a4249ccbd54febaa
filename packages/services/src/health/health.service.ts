import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type { Component, ComponentStatus, Health } from '@fyntrix/domain/health'
import { type Lane, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Clock } from '../shared/index.ts'

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly clock: Clock
  readonly calendar: Calendar
  readonly lane: Lane
  readonly version: string
}

/** How the installation is doing. */
export interface HealthService {
  /** Looks at everything now. Never throws: what does not answer is reported. */
  check(): Promise<Health>
}

const probe = async (
  name: string,
  whenAway: ComponentStatus,
  consequence: string,
  look: () => Promise<unknown>,
): Promise<Component> => {
  const started = performance.now()
  try {
    await look()
    return { name, status: 'up', detail: null, latencyMs: Math.round((performance.now() - started) * 10) / 10 }
  } catch {
    return { name, status: whenAway, detail: `${name} does not answer: ${consequence}`, latencyMs: null }
  }
}

const lagLimitSeconds = 60

const outboxComponent = (outbox: Health['outbox']): Component => {
  const problems = [
    ...(outbox.parked > 0 ? [`${outbox.parked} messages are parked`] : []),
    ...((outbox.lagSeconds ?? 0) > lagLimitSeconds ? [`the oldest message waits for ${outbox.lagSeconds} s`] : []),
  ]
  return {
    name: 'outbox',
    status: problems.length > 0 ? 'degraded' : 'up',
    detail: problems.join('; ') || null,
    latencyMs: null,
  }
}

const worst = (components: readonly Component[]): ComponentStatus => {
  const has = (status: ComponentStatus) => components.some((component) => component.status === status)
  if (has('down')) return 'down'
  return has('degraded') ? 'degraded' : 'up'
}

export const createHealth = ({ db, redis, clock, calendar, lane, version }: Dependencies): HealthService => ({
  async check() {
    const now = clock.now().getTime()
    let outbox: Health['outbox'] = { pending: 0, parked: 0, lagSeconds: null }
    const [postgres, cache] = await Promise.all([
      probe('postgresql', 'down', 'nothing can be read or recorded', async () => {
        await db.ping()
        const { pending, parked, lagSeconds } = await db.repositories().outbox.stats()
        outbox = { pending, parked, lagSeconds }
      }),
      probe('redis', 'degraded', 'answers come from PostgreSQL and are slower', () => redis.ping()),
    ])
    const components = [postgres, cache, outboxComponent(outbox)]
    return {
      status: worst(components),
      version,
      lane,
      simulated: lane === 'simulated',
      clock: {
        now: toInstant(new Date(now)),
        standing: clock.standing,
        session: calendar.sessionAt(now)?.date ?? null,
        phase: calendar.phaseAt(now),
      },
      components,
      outbox,
    }
  },
})
