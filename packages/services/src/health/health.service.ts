import { setTimeout as sleep } from 'node:timers/promises'
import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type { Component, ComponentStatus, Health } from '@fyntrix/domain/health'
import { type Lane, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { memoryProblem, readRedisInfo } from '../cache/index.ts'
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

/** Milliseconds after which what has not answered counts as away: a server that hangs is no better than one that is gone. */
const patience = 2_000

/** Looks at one thing; `look` answers what is wrong with it though it answers, null for nothing. */
const probe = async (
  name: string,
  whenAway: ComponentStatus,
  consequence: string,
  look: () => Promise<string | null>,
): Promise<Component> => {
  const started = performance.now()
  const late = new AbortController()
  try {
    const detail = await Promise.race([
      look(),
      sleep(patience, null, { signal: late.signal }).then(() => Promise.reject(new Error(`${name} is late`))),
    ])
    const latencyMs = Math.round((performance.now() - started) * 10) / 10
    return { name, status: detail === null ? 'up' : 'degraded', detail, latencyMs }
  } catch {
    return { name, status: whenAway, detail: `${name} does not answer: ${consequence}`, latencyMs: null }
  } finally {
    late.abort()
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
        return null
      }),
      probe('redis', 'degraded', 'answers come from PostgreSQL and are slower', async () =>
        memoryProblem(await readRedisInfo(redis)),
      ),
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
