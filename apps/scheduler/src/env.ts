import { CandleSource } from '@fyntrix/domain/candles'
import { DomainError, Instant } from '@fyntrix/domain/shared'
import { connectionsFrom } from '@fyntrix/services/shared'
import { z } from 'zod'

const Milliseconds = z.coerce.number().int().min(100).max(600_000)

const Environment = z.object({
  FYNTRIX_HOME: z.string().min(1),
  FYNTRIX_SOURCE: CandleSource,
  FYNTRIX_AS_OF: Instant.optional(),
  FYNTRIX_SIMULATION_SEED: z.string().min(1).default('fyntrix'),
  FYNTRIX_REDIS_PREFIX: z.string().default(''),
  FYNTRIX_READY_FILE: z.string().min(1).optional(),
  FYNTRIX_JOB_LEASE_MS: Milliseconds.optional(),
  FYNTRIX_JOB_DRAIN_MS: Milliseconds.optional(),
  FYNTRIX_JOB_SLOTS: z.coerce.number().int().min(1).max(100).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Reads the scheduler's environment; `jobs` has what it says of leases, draining and attempts at a time. Throws `invalid-input`, naming the variable that is wrong but never its value. */
export const readEnvironment = () => {
  const { databaseUrl, redisUrl } = connectionsFrom(process.env)
  const parsed = Environment.safeParse(process.env)
  const missing = [...(databaseUrl ? [] : ['FYNTRIX_DATABASE_URL']), ...(redisUrl ? [] : ['FYNTRIX_REDIS_URL'])]
  const wrong = [...(parsed.error?.issues.map((issue) => issue.path.join('.')) ?? []), ...missing]
  if (!parsed.success || !databaseUrl || !redisUrl) {
    throw new DomainError('invalid-input', `missing or wrong in the environment: ${wrong.join(', ')}`)
  }
  const { FYNTRIX_JOB_LEASE_MS: leaseMs, FYNTRIX_JOB_DRAIN_MS: drainMs, FYNTRIX_JOB_SLOTS: slots } = parsed.data
  const jobs = {
    ...(leaseMs !== undefined && { leaseMs }),
    ...(drainMs !== undefined && { drainMs }),
    ...(slots !== undefined && { slots }),
  }
  return { ...parsed.data, databaseUrl, redisUrl, jobs }
}
