import type { ErrorCode } from '@fyntrix/domain/shared'
import type { ProcessSnapshot } from '@fyntrix/services/cache'
import type { JobFigures } from '@fyntrix/services/jobs'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { registerCacheMetrics } from '../cache/index.ts'
import { registerJobMetrics } from '../jobs/jobs.metrics.ts'
import { type OutboxLag, registerOutboxMetrics } from './outbox.metrics.ts'

/** What we count about ourselves. Labels come from our own lists, so that no caller can make a new series. */
export interface Metrics {
  /** A finished call of a procedure that exists. */
  observeCall(path: string, outcome: 'ok' | ErrorCode, seconds: number): void
  /** A subscription that opened; the answer ends it. */
  openSubscription(path: string): () => void
  /** Everything in the Prometheus text format. */
  text(): Promise<string>
  readonly contentType: string
}

/** Where metrics of others come from: what the cache counted so far, how far the relay is behind, and how jobs do. */
export interface MetricSources {
  readonly cache: () => ProcessSnapshot
  readonly outbox: () => Promise<OutboxLag>
  readonly jobs: () => Promise<JobFigures>
}

/** Metrics in a registry of their own, so that several servers in a process do not share counts. */
export const createMetrics = ({ cache, outbox, jobs }: MetricSources): Metrics => {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const calls = new Histogram({
    name: 'fyntrix_call_seconds',
    help: 'Time from the arrival of a call to its answer, by procedure and outcome.',
    labelNames: ['procedure', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  })
  const limited = new Counter({
    name: 'fyntrix_rate_limited_total',
    help: 'Calls refused because a key or an address asked too often.',
    registers: [register],
  })
  const subscriptions = new Gauge({
    name: 'fyntrix_subscriptions',
    help: 'Subscriptions that are open now, by procedure.',
    labelNames: ['procedure'],
    registers: [register],
  })
  registerCacheMetrics(register, cache)
  registerOutboxMetrics(register, outbox)
  registerJobMetrics(register, jobs)
  return {
    observeCall(procedure, outcome, seconds) {
      calls.observe({ procedure, outcome }, seconds)
      if (outcome === 'rate-limited') limited.inc()
    },
    openSubscription(procedure) {
      subscriptions.inc({ procedure })
      return () => subscriptions.dec({ procedure })
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  }
}
