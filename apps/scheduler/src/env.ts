import { CandleSource } from '@fyntrix/domain/candles'
import { DomainError, Instant } from '@fyntrix/domain/shared'
import { Workers } from '@fyntrix/domain/top-picks'
import { daemonSettings } from '@fyntrix/services/jobs'
import { connectionsFrom } from '@fyntrix/services/shared'
import { z } from 'zod'

const Milliseconds = z.coerce.number().int().min(100).max(600_000)

/** What every process of this app is told. */
const Common = z.object({
  FYNTRIX_HOME: z.string().min(1),
  FYNTRIX_SOURCE: CandleSource,
  FYNTRIX_REDIS_PREFIX: z.string().default(''),
  FYNTRIX_READY_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

const Scheduler = Common.extend({
  FYNTRIX_AS_OF: Instant.optional(),
  FYNTRIX_SIMULATION_SEED: z.string().min(1).default('fyntrix'),
  FYNTRIX_WORKERS: Workers.default('daemon'),
  /** How long what runs is ours without a sign of life, how long it may take to end when we are stopped, and how much runs at a time. */
  FYNTRIX_JOB_LEASE_MS: Milliseconds.default(daemonSettings.leaseMs),
  FYNTRIX_JOB_DRAIN_MS: Milliseconds.default(daemonSettings.drainMs),
  FYNTRIX_JOB_SLOTS: z.coerce.number().int().min(1).max(100).default(daemonSettings.slots),
})

const Worker = Common.extend({
  /** Parts of runs at once. */
  FYNTRIX_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  /** Milliseconds without a sign of life after which others take a worker's parts over. */
  FYNTRIX_WORKER_LOCK_MS: z.coerce.number().int().min(1_000).default(10_000),
})

const read = <T extends z.ZodObject>(schema: T) => {
  const { databaseUrl, redisUrl } = connectionsFrom(process.env)
  const parsed = schema.safeParse(process.env)
  const missing = [...(databaseUrl ? [] : ['FYNTRIX_DATABASE_URL']), ...(redisUrl ? [] : ['FYNTRIX_REDIS_URL'])]
  const wrong = [...(parsed.error?.issues.map((issue) => issue.path.join('.')) ?? []), ...missing]
  if (!parsed.success || !databaseUrl || !redisUrl) {
    throw new DomainError('invalid-input', `missing or wrong in the environment: ${wrong.join(', ')}`)
  }
  return { ...parsed.data, databaseUrl, redisUrl }
}

/** Reads the scheduler's environment. Throws `invalid-input`, naming the variable that is wrong but never its value. */
export const readEnvironment = () => read(Scheduler)

/** Reads the environment of a worker. Throws as `readEnvironment`. */
export const readWorkerEnvironment = () => read(Worker)
