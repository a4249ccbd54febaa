import { setTimeout as sleep } from 'node:timers/promises'
import type { Calendar } from '@fyntrix/calendar'
import type { JobVitals } from '@fyntrix/db/jobs'
import type { Database } from '@fyntrix/db/shared'
import type { Component, ComponentStatus, Health } from '@fyntrix/domain/health'
import { type Lane, type Now, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { memoryProblem, readRedisInfo } from '../cache/index.ts'
import type { Clock } from '../shared/index.ts'

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly clock: Clock
  /** How old what was found is. */
  readonly wall: Now
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

/** The ledger is looked over every minute by whoever does the jobs. */
const scanAgeLimitSeconds = 180

/** What is wrong with those who do the jobs; null for nothing, also where nothing was ever scheduled. */
const jobsProblem = ({ scheduled, daemons, scan, scanAgeSeconds }: JobVitals): string | null => {
  if (!scheduled) return null
  const [first] = scan.findings
  const problems = [
    ...(daemons === 0 ? ['no daemon is alive, so that no job runs: start the scheduler'] : []),
    ...(daemons > 0 && (scanAgeSeconds ?? 0) > scanAgeLimitSeconds
      ? [`the ledger was looked over ${Math.round(scanAgeSeconds ?? 0)} s ago`]
      : []),
    ...(first
      ? [`${scan.total} findings, such as ${first.kind} ${first.jobId} of ${first.nominalAt ?? 'no time'}`]
      : []),
  ]
  return problems.join('; ') || null
}

const jobsOf = ({ daemons, scan }: JobVitals, now: number): Health['jobs'] => {
  const overdue = scan.findings.flatMap(({ kind, nominalAt }) =>
    kind === 'overdue' && nominalAt ? [Date.parse(nominalAt)] : [],
  )
  const oldestOverdueSeconds = overdue.length === 0 ? null : Math.round((now - Math.min(...overdue)) / 1_000)
  return { daemons, findings: scan.total, oldestOverdueSeconds }
}

const worst = (components: readonly Component[]): ComponentStatus => {
  const has = (status: ComponentStatus) => components.some((component) => component.status === status)
  if (has('down')) return 'down'
  return has('degraded') ? 'degraded' : 'up'
}

export const createHealth = ({ db, redis, clock, wall, calendar, lane, version }: Dependencies): HealthService => ({
  async check() {
    const now = clock.now().getTime()
    let outbox: Health['outbox'] = { pending: 0, parked: 0, lagSeconds: null }
    let jobs: Health['jobs'] = { daemons: 0, findings: 0, oldestOverdueSeconds: null }
    const [postgres, cache, work] = await Promise.all([
      probe('postgresql', 'down', 'nothing can be read or recorded', async () => {
        await db.ping()
        const { pending, parked, lagSeconds } = await db.repositories().outbox.stats()
        outbox = { pending, parked, lagSeconds }
        return null
      }),
      probe('redis', 'degraded', 'answers come from PostgreSQL and are slower', async () =>
        memoryProblem(await readRedisInfo(redis)),
      ),
      probe('jobs', 'degraded', 'nothing is known of what runs', async () => {
        const vitals = await db.repositories().jobScans.vitals(null)
        jobs = jobsOf(vitals, wall().getTime())
        return jobsProblem(vitals)
      }),
    ])
    const components = [postgres, cache, outboxComponent(outbox), work]
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
      jobs,
    }
  },
})
